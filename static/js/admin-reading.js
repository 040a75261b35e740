/*
 * The form of a value: show what the site reads in the wording while the editor types.
 *
 * The rules are on the server only. This sends it the form and shows the response.
 */
(() => {
  const TYPING_DELAY = 400; // milliseconds after the last key
  // The fields that decide what is read, and how it compares.
  const RELEVANT = new Set([
    "as_published",
    "change_kind",
    "number",
    "qualifier",
    "statistic",
    "supersedes",
    "upper_bound",
    "words",
  ]);

  const watch = (panel) => {
    const form = panel.closest("form");
    let timer;
    let pending;

    const relevant = () =>
      JSON.stringify([...new FormData(form)].filter(([name]) => RELEVANT.has(name)));
    let shown = relevant();

    const update = async () => {
      const entered = relevant();
      if (entered === shown) {
        return;
      }
      pending?.abort();
      const request = new AbortController();
      pending = request;
      try {
        const response = await fetch(panel.dataset.reading, {
          body: new FormData(form),
          method: "POST",
          signal: request.signal,
        });
        if (!response.ok) {
          throw new Error(response.statusText);
        }
        panel.innerHTML = await response.text();
        shown = entered;
      } catch {
        // Without a response, the old text would describe another wording.
        if (!request.signal.aborted) {
          panel.replaceChildren();
          shown = undefined;
        }
      }
    };

    const schedule = () => {
      clearTimeout(timer);
      timer = setTimeout(update, TYPING_DELAY);
    };
    form.addEventListener("input", schedule);
    form.addEventListener("change", schedule);
    // A chooser sets a hidden field without firing an event.
    const hiddenFields = form.querySelectorAll("input[type=hidden]");
    const observer = new MutationObserver(schedule);
    for (const field of hiddenFields) {
      if (RELEVANT.has(field.name)) {
        observer.observe(field, { attributeFilter: ["value"] });
      }
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-reading]").forEach(watch);
  });
})();
