// Show the print button, which needs a script; the browser's own print command does not.
const button = document.getElementById("print");
button.hidden = false;
button.addEventListener("click", () => print());
