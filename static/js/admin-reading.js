/*
 * The form of a value: what is read out of the wording, while somebody types.
 *
 * The rules stand on the server alone. This sends the form there and shows the answer.
 */
(() => {
  const PAUSE = 400; // milliseconds after the last key
  // What decides what is read, and how it compares.
  const DECIDING = new Set([
    "as_published",
    "change_kind",
    "number",
    "qualifier",
    "statistic",
    "supersedes",
    "upper_bound",
    "words",
  ]);

  const keep = (place) => {
    const form = place.closest("form");
    let wait;
    let asked;

    const deciding = () =>
      JSON.stringify([...new FormData(form)].filter(([name]) => DECIDING.has(name)));
    let shown = deciding();

    const ask = async () => {
      const typed = deciding();
      if (typed === shown) {
        return;
      }
      asked?.abort();
      const own = new AbortController();
      asked = own;
      try {
        const answer = await fetch(place.dataset.reading, {
          body: new FormData(form),
          method: "POST",
          signal: own.signal,
        });
        if (!answer.ok) {
          throw new Error(answer.statusText);
        }
        place.innerHTML = await answer.text();
        shown = typed;
      } catch {
        // Without an answer the old words would be about another wording.
        if (!own.signal.aborted) {
          place.replaceChildren();
          shown = undefined;
        }
      }
    };

    const soon = () => {
      clearTimeout(wait);
      wait = setTimeout(ask, PAUSE);
    };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    // A chooser puts its choice into a hidden field without an event.
    const hidden = form.querySelectorAll("input[type=hidden]");
    const choices = new MutationObserver(soon);
    for (const field of hidden) {
      if (DECIDING.has(field.name)) {
        choices.observe(field, { attributeFilter: ["value"] });
      }
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-reading]").forEach(keep);
  });
})();
