// The quick exit. Without this script, its link still leaves the site. With it, the page is
// hidden before the next one loads, and the Back button does not return to it.
const { exit, title } = document.currentScript.dataset;
const PRESSES = 3;
const PAUSE = 5000; // milliseconds before the count starts over; hands may shake
const LEFT = "left"; // stored for this tab only, until it is closed

// A browser that blocks storage must leave all the same.
function withStorage(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
}

function leave() {
  document.documentElement.hidden = true;
  document.title = title;
  withStorage((storage) => storage.setItem(LEFT, "1"));
  location.replace(exit);
}

// Links inside the page, and to the poster, leave entries in the history that
// `location.replace` does not reach. Going back to one of them leaves again.
function leaveAgain() {
  if (withStorage((storage) => storage.getItem(LEFT))) leave();
}

const [arrival] = performance.getEntriesByType("navigation");
if (arrival?.type === "back_forward") leaveAgain();
else withStorage((storage) => storage.removeItem(LEFT));

addEventListener("pageshow", (event) => {
  if (event.persisted) leaveAgain();
});

addEventListener("click", (event) => {
  if (!event.target.closest("#exit")) return;
  event.preventDefault();
  leave();
});

let presses = 0;
let timer;
addEventListener("keydown", (event) => {
  if (event.repeat) return;
  presses = event.key === "Shift" ? presses + 1 : 0;
  clearTimeout(timer);
  timer = setTimeout(() => {
    presses = 0;
  }, PAUSE);
  if (presses === PRESSES) leave();
});

// The HTML describes the page without this script. If it runs, it can say more.
addEventListener("DOMContentLoaded", () => {
  for (const note of document.querySelectorAll("[data-scripted]")) {
    note.textContent = note.dataset.scripted;
  }
});
