// Shows an error if a passkey did not respond; allauth's script only logs it.
document.addEventListener("allauth.error", (event) => {
  const trouble = document.querySelector("[data-passkey-trouble]");
  if (trouble) {
    event.preventDefault();
    trouble.hidden = false;
  }
});
