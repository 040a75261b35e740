// Open the answer that a link points to, for browsers that do not do so themselves.
function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const answer = target?.closest("details");
  if (answer && !answer.open) {
    answer.open = true;
    target.scrollIntoView();
  }
}

addEventListener("hashchange", openTarget);
openTarget();
