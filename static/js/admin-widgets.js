/* What Wagtail's admin needs to do without scripts and styles written into its pages. */

/* Style sheets that a script makes may stand in the page; those in its HTML may not. */
(() => {
  const { nonce } = document.currentScript;
  const { createElement } = document;
  document.createElement = function (...given) {
    const element = createElement.apply(this, given);
    if (element instanceof HTMLStyleElement) {
      element.nonce = nonce;
    }
    return element;
  };
})();

/* Start date fields, choosers and inline panels, wherever one comes up. */
(() => {
  const known = new Set([
    "Chooser",
    "DocumentChooser",
    "ImageChooser",
    "InlinePanel",
    "MultipleChooserPanel",
    "PageChooser",
    "SnippetChooser",
    "createTaskChooser",
    "initDateChooser",
    "initDateTimeChooser",
    "initTimeChooser",
  ]);

  const start = (note) => {
    note.remove(); // so that what is moved later does not start again
    const { starts, with: given } = note.dataset;
    if (!known.has(starts)) {
      throw new Error(`admin-widgets.js does not know ${starts}`);
    }
    new window[starts](...JSON.parse(given));
  };

  const startAll = () =>
    document.querySelectorAll("template[data-starts]").forEach(start);

  // Their scripts stand in the page, too.
  document.addEventListener("DOMContentLoaded", () => {
    startAll();
    new MutationObserver(startAll).observe(document.body, {
      childList: true,
      subtree: true,
    });
  });
})();
