/*
 * Starts what Wagtail's admin starts from inline scripts, and adds nonces to styles.
 *
 * Works around: inline scripts and styles, which the admin's policy forbids.
 * Upstream: https://github.com/wagtail/wagtail/issues/1288
 * Seen in: Wagtail 7.4.4
 * Delete when: admin_widgets.py is, and no widget writes a style without a nonce.
 */

/* Styles created by a script are allowed in the page; styles in HTML are not. */
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
      // A handler attribute would be blocked. Jcrop tries one, but does not need it.
      setAttribute.call(this, name, value);
    }
  };
})();

/* Start date fields, choosers and inline panels, wherever they appear. */
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

  // Their scripts are inline, too.
  document.addEventListener("DOMContentLoaded", () => {
    startAll();
    new MutationObserver(startAll).observe(document.body, {
      childList: true,
      subtree: true,
    });
  });
})();
