// Show the buttons that copy a text. Without this script, a click selects all of it.
for (const button of document.querySelectorAll("[data-copies]")) {
  const text = document.getElementById(button.dataset.copies);
  const status = button.nextElementSibling;
  button.hidden = false;
  button.addEventListener("click", async () => {
    status.textContent = "";
    if (await copied(text)) status.textContent = button.dataset.done;
  });
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    return true;
  } catch {
    // Refused, or no secure connection: leave it selected for the keyboard's own copy.
    getSelection().selectAllChildren(text);
    return document.execCommand("copy");
  }
}
