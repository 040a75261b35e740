/*
 * Starts what Wagtail's admin starts from scripts in the page, and gives styles their nonce.
 *
 * Works around: inline scripts and styles, which the admin's policy forbids.
 * Upstream: https://github.com/wagtail/wagtail/issues/1288
 * Seen in: Wagtail 7.4.4
 * Delete when: admin_widgets.py is, and no widget writes a style without a nonce.
 */

/* Styles that a script makes may stand in the page; those written in HTML may not. */
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

  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style") {
      this.style.cssText = value;
    } else if (!/^ontouch/.test(name)) {
      // A handler in an attribute would be stopped. Jcrop tries one, and needs none.
      setAttribute.call(this, name, value);
    }
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
