/*
 * A form that saves itself: nothing that is written, and no button, comes at a bad moment.
 *
 * Wagtail looks at a form two seconds after it came up, and again when it has saved
 * itself, and takes all that stands there for saved. Of what was written before, or while
 * an answer was on its way, it would neither save anything nor warn the editor.
 */
(() => {
  const LONGEST_WAIT = 10_000; // milliseconds that a button waits for an answer
  const NOT_WRITTEN =
    /^(comments-.*|csrfmiddlewaretoken|loaded_revision_.*|next|overwrite_revision_id)$/;

  const states = new WeakMap();
  const stateOf = (form) => states.get(form) ?? states.set(form, {}).get(form);

  /** All that is written in a form: names and values, a file by its name and size. */
  const written = (form) =>
    [...new FormData(form)]
      .filter(([name]) => !NOT_WRITTEN.test(name))
      .map(([name, value]) => [
        name,
        value instanceof File ? `${value.name} ${value.size}` : value,
      ]);

  const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  /** Have Wagtail find, at its next look, that something has changed. */
  const markChanged = (form) => {
    form.dataset.wUnsavedForceValue = "true";
  };

  /** Note what is written before Wagtail looks for the first time. */
  const noteEarly = ({ isTrusted, target }) => {
    const form = target.closest?.("form[data-controller~='w-unsaved']");
    if (isTrusted && form) {
      const state = stateOf(form);
      state.isEarly ??= !state.isWatched;
    }
  };
  document.addEventListener("beforeinput", noteEarly, true);
  document.addEventListener("change", noteEarly, true);
  document.addEventListener("w-unsaved:watch-edits", ({ target }) => {
    const state = stateOf(target);
    state.isWatched = true;
    if (state.isEarly) {
      state.isEarly = false;
      markChanged(target);
    }
  });

  document.addEventListener("w-autosave:save", (event) => {
    const state = stateOf(event.target);
    if (state.isLeaving) {
      event.preventDefault();
    } else {
      state.sent = written(event.target);
    }
  });

  document.addEventListener("w-autosave:success", ({ target, detail: { data } }) => {
    // The form was opened, for the next save, with what it has saved.
    for (const name of ["revision_id", "revision_created_at"]) {
      const field = target.elements?.namedItem(`loaded_${name}`);
      if (field && data[name]) {
        field.value = data[name];
      }
    }

    const { sent } = stateOf(target);
    const updates = data.field_updates ?? {};
    const saved = sent?.map(([name, value]) => [name, updates[name] ?? value]);
    if (saved && !isSame(saved, written(target))) {
      markChanged(target);
    }
  });

  /** Press the button again that came while the form was saving itself. */
  const pressAgain = (form) => {
    const state = stateOf(form);
    const { button } = state;
    state.sent = state.button = null;
    if (button) {
      button.disabled = false; // It shows that it works, and would not be sent along.
      form.requestSubmit(button);
    }
  };
  document.addEventListener("w-autosave:success", ({ target }) => pressAgain(target));
  document.addEventListener("w-autosave:error", ({ target }) => pressAgain(target));

  document.addEventListener(
    "submit",
    (event) => {
      const { submitter, target } = event;
      const state = states.get(target);
      if (state?.sent && submitter) {
        event.preventDefault();
        event.stopImmediatePropagation();
        state.button = submitter;
        setTimeout(pressAgain, LONGEST_WAIT, target);
      }
    },
    true,
  );
  window.addEventListener("submit", ({ defaultPrevented, target }) => {
    const state = states.get(target);
    if (state && !defaultPrevented) {
      state.isLeaving = true;
    }
  });
})();
