// The quick exit. Without this script its link still leads away; with it, the page is
// hidden before the browser has gone anywhere, and the way back stays closed.
const { exit, title } = document.currentScript.dataset;
const PRESSES = 3;
const PAUSE = 5000; // milliseconds until counting starts again; hands may shake
const LEFT = "left"; // remembered in this tab only, until it is closed

// A browser that remembers nothing must leave all the same.
function remember(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
}

function leave() {
  document.documentElement.hidden = true;
  document.title = title;
  remember((tab) => tab.setItem(LEFT, "1"));
  location.replace(exit);
}

// Links inside the page, and to the poster, leave entries in the history that
// `location.replace` does not reach. Going back to one of them leaves again.
function leaveAgain() {
  if (remember((tab) => tab.getItem(LEFT))) leave();
}

const [arrival] = performance.getEntriesByType("navigation");
if (arrival?.type === "back_forward") leaveAgain();
else remember((tab) => tab.removeItem(LEFT));

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

// The page promises what holds without this script. Where it runs, more holds.
addEventListener("DOMContentLoaded", () => {
  for (const note of document.querySelectorAll("[data-scripted]")) {
    note.textContent = note.dataset.scripted;
  }
});
