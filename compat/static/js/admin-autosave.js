/*
 * Autosave that loses no input and no button press.
 *
 * Wagtail takes a snapshot of a form two seconds after it loads, and again after each
 * autosave, and considers it saved. Input from before the snapshot, or while
 * a save was in flight, would neither be saved nor warned about. The last words of a text
 * would be lost if a button is pressed right behind them.
 *
 * Works around: edits lost between the snapshots of Wagtail's autosave.
 * Upstream: https://github.com/wagtail/wagtail/issues/13863
 * Seen in: Wagtail 7.4.4
 * Delete when: the browser's tests of autosave pass without it.
 */
(() => {
  const LONGEST_WAIT = 10_000; // milliseconds that a button waits for an answer
  const LONGEST_HAND_OVER = 2_000; // that it waits for a text
  const NO_ANSWER = new Set(["network_error", "server_error"]);
  const NOT_WRITTEN =
    /^(comments-.*|csrfmiddlewaretoken|loaded_revision_.*|next|overwrite_revision_id)$/;

  const states = new WeakMap();
  const stateOf = (form) => states.get(form) ?? states.set(form, {}).get(form);

  /** Return a form's content: names and values, a file by its name and size. */
  const written = (form) =>
    [...new FormData(form)]
      .filter(([name]) => !NOT_WRITTEN.test(name))
      .map(([name, value]) => [
        name,
        value instanceof File ? `${value.name} ${value.size}` : value,
      ]);

  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /** Make Wagtail's next check find a change. */
  const markChanged = (form) => {
    form.dataset.wUnsavedForceValue = "true";
  };

  /** Store a form's content when its editor first touches the page. */
  const keepFirst = ({ isTrusted }) => {
    if (isTrusted) {
      for (const form of document.querySelectorAll("form[data-controller~='w-unsaved']")) {
        stateOf(form).first ??= written(form);
      }
    }
  };
  for (const type of ["pointerdown", "keydown", "beforeinput"]) {
    document.addEventListener(type, keepFirst, true);
  }
  // Wagtail may check twice before it has saved anything.
  document.addEventListener("w-unsaved:watch-edits", ({ target }) => {
    const { first } = stateOf(target);
    if (first && !isSame(first, written(target))) {
      markChanged(target);
    }
  });

  // A form returned with errors waits for its editor: its content was rejected,
  // or would overwrite somebody else's version.
  document.addEventListener("w-unsaved:ready", ({ target }) => {
    stateOf(target).isRefused = target.dataset.wUnsavedForceValue === "true";
  });

  document.addEventListener("w-autosave:save", (event) => {
    const state = stateOf(event.target);
    if (state.isLeaving || state.isRefused) {
      event.preventDefault();
      event.stopImmediatePropagation(); // Nothing is saved, so nothing may say so.
    } else {
      state.sent = written(event.target);
    }
  });

  document.addEventListener("w-autosave:success", ({ target, detail: { data } }) => {
    // For the next save, the form counts as opened with what it has saved.
    for (const name of ["revision_id", "revision_created_at"]) {
      const field = target.elements?.namedItem(`loaded_${name}`);
      if (field && data[name]) {
        field.value = data[name];
      }
    }

    const state = stateOf(target);
    const updates = data.field_updates ?? {};
    const saved = state.sent?.map(([name, value]) => [name, updates[name] ?? value]);
    if (saved) {
      state.first = saved;
      if (!isSame(saved, written(target))) {
        markChanged(target);
      }
    }
  });

  /** Release the button that was pressed during an autosave. */
  const release = (form) => {
    const state = stateOf(form);
    const { button } = state;
    clearTimeout(state.wait);
    state.button = null;
    if (button) {
      button.disabled = false; // It shows that it works, and would not be sent along.
    }
    return button;
  };
  /** Release it without pressing, so that the editor can press again. */
  const giveBack = (form) => {
    const button = release(form);
    if (button) {
      button.dataset.wProgressLoadingValue = "false";
    }
  };
  const pressAgain = (form) => {
    const button = release(form);
    stateOf(form).sent = null;
    if (button) {
      form.requestSubmit(button);
    }
  };
  document.addEventListener("w-autosave:success", ({ target }) => pressAgain(target));
  document.addEventListener("w-autosave:error", ({ target, detail: { type } }) => {
    // Without a response, the press would navigate away from the input.
    if (NO_ANSWER.has(type)) {
      giveBack(target);
    }
    pressAgain(target);
  });

  /** Return whether a text editor shows more than it has given to its form so far. */
  const isBehind = ({ draftailEditor, value }) => {
    if (!draftailEditor) {
      return false;
    }
    const shown = draftailEditor.getEditorState().getCurrentContent().getPlainText();
    const given = JSON.parse(value)?.blocks ?? [];
    return shown !== given.map(({ text }) => text).join("\n");
  };

  // Text editors give their text to the form a quarter of a second after it changes.
  document.addEventListener(
    "submit",
    (event) => {
      const { submitter, target } = event;
      const until = performance.now() + LONGEST_HAND_OVER;
      const isWaiting = () =>
        [...target.elements].some(isBehind) && performance.now() < until;
      if (!submitter || stateOf(target).isGiven || !isWaiting()) {
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      const press = () => {
        if (isWaiting()) {
          setTimeout(press, 50);
          return;
        }
        submitter.disabled = false; // It shows that it works.
        stateOf(target).isGiven = true;
        target.requestSubmit(submitter);
        stateOf(target).isGiven = false;
      };
      setTimeout(press, 50);
    },
    true,
  );

  document.addEventListener(
    "submit",
    (event) => {
      const { submitter, target } = event;
      const state = states.get(target);
      if (state?.sent && submitter) {
        event.preventDefault();
        event.stopImmediatePropagation();
        state.button = submitter;
        clearTimeout(state.wait);
        // A new page may have been created meanwhile, and must not be created twice.
        const isNew = target.action.includes("/add/");
        state.wait = setTimeout(isNew ? giveBack : pressAgain, LONGEST_WAIT, target);
      }
    },
    true,
  );
  window.addEventListener("submit", ({ defaultPrevented, target }) => {
    const state = states.get(target);
    if (state && !defaultPrevented) {
      state.isLeaving = true;
      // Still here after that: the request was canceled.
      setTimeout(() => {
        state.isLeaving = false;
        target.dataset.wUnsavedConfirmationValue = "true";
        markChanged(target);
      }, LONGEST_WAIT);
    }
  });
})();
