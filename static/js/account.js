// Says so when a passkey did not answer; allauth's script tells only the console.
document.addEventListener("allauth.error", (event) => {
  const trouble = document.querySelector("[data-passkey-trouble]");
  if (trouble) {
    event.preventDefault();
    trouble.hidden = false;
  }
});
