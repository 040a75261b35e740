// Open the answer that a link points to, and the one in which the browser finds a word.
function questionOf(target) {
  return target?.closest(".faq__answer")?.previousElementSibling;
}

function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  const question = questionOf(target);
  if (question && !question.open) {
    question.open = true;
    fold(question);
    target.scrollIntoView();
  }
}

// Hidden until found, so that a search in the page looks into closed answers, too.
function fold(question) {
  question.nextElementSibling.hidden = question.open ? false : "until-found";
}

for (const question of document.querySelectorAll(".faq > details")) {
  fold(question);
  question.addEventListener("toggle", () => fold(question));
}

addEventListener("beforematch", ({ target }) => {
  const question = questionOf(target);
  if (question) question.open = true;
});
addEventListener("hashchange", openTarget);
openTarget();
