// Upgrades the quick exit: this page leaves the Back button's path. The link works without it.
const exit = document.getElementById("exit");
const PRESSES = 3;
const PAUSE = 1500; // milliseconds after which counting starts again

function leave(event) {
  event?.preventDefault();
  document.documentElement.hidden = true;
  location.replace(exit.href);
}

let presses = 0;
let timer;

exit.addEventListener("click", leave);
addEventListener("keyup", (event) => {
  presses = event.key === "Shift" ? presses + 1 : 0;
  clearTimeout(timer);
  timer = setTimeout(() => {
    presses = 0;
  }, PAUSE);
  if (presses === PRESSES) leave();
});
