// Lay out the parts of a long page one at a time while the browser is idle, so that no tap
// waits for all of them. Without this script, each is laid out as it scrolls into view.
const pending = [...document.querySelectorAll(".section, .register > li")];

function layOutNext() {
  pending.shift()?.classList.add("is-ready");
  if (pending.length) whenIdle(layOutNext);
}

function whenIdle(task) {
  // Safari has no requestIdleCallback.
  if (window.requestIdleCallback) requestIdleCallback(task);
  else setTimeout(task, 50);
}

addEventListener("load", () => whenIdle(layOutNext));
