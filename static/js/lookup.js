// Suggests places while a reader types: the editable combobox with list autocomplete of
// the WAI-ARIA Authoring Practices. Without this script the form works as it stands.
const field = document.getElementById("q");
const MOST = 8;
const PAUSE = 700; // milliseconds; a screen reader would talk over each letter

const make = (tag, attributes, ...inside) => {
  const made = document.createElement(tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  made.append(...inside);
  return made;
};

const label = field.labels[0].textContent;
const list = make("ul", { id: "q-list", role: "listbox", "aria-label": label });
list.className = "suggestions";
list.hidden = true;
const status = make("p", { class: "visually-hidden", role: "status" });
field.parentElement.append(list, status);
field.role = "combobox";
field.ariaAutoComplete = "list";
field.ariaExpanded = "false";
field.setAttribute("aria-controls", list.id);

let places; // asked for once, when the field is first used
let active = -1;
let timer;

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f.'’]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

async function load() {
  try {
    const answer = await fetch(field.dataset.places);
    return (await answer.json()).places.map((place) => ({
      place,
      words: place.map(plain),
    }));
  } catch {
    places = null; // the network may be back at the next letter
    return [];
  }
}

function mark(index) {
  list.children[active]?.setAttribute("aria-selected", "false");
  active = index;
  const option = list.children[active];
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}

function show(found) {
  mark(-1);
  list.replaceChildren(
    ...found.map(([name, ...more], index) => {
      const kind = make("span", {}, more.filter(Boolean).join(", "));
      const id = `q-${index}`;
      const option = { id, role: "option", "aria-selected": "false", "data-name": name };
      return make("li", option, name, " ", kind);
    }),
  );
  list.hidden = !found.length;
  field.ariaExpanded = String(!list.hidden);
}

function say(words) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    status.textContent = words;
  }, PAUSE);
}

async function suggest() {
  const typed = plain(field.value);
  const known = await (places ??= load());
  if (typed !== plain(field.value) || document.activeElement !== field) return;
  const having = (test) => known.filter(({ words }) => words.some(test));
  const first = having((each) => each.startsWith(typed));
  const later = having((each) => each.includes(` ${typed}`));
  const all = typed ? [...new Set([...first, ...later])] : [];
  const found = all.slice(0, MOST).map(({ place }) => place);
  show(found);
  const { none, one, many } = field.dataset;
  say(typed && ([none, one][found.length] ?? many.replace("0", found.length)));
}

function choose(option) {
  field.value = option.dataset.name;
  show([]);
  field.form.requestSubmit();
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

async function press(event) {
  const { key } = event;
  const step = STEPS[key];
  if (event.isComposing) return;
  if (step) {
    event.preventDefault();
    if (list.hidden) await suggest();
    // Past either end the mark returns to the field (-1) before it goes around.
    const stops = list.children.length + 1;
    mark(((active + 1 + step + stops) % stops) - 1);
  } else if (key === "Escape" && !list.hidden) {
    event.preventDefault();
    show([]);
  } else if (key === "Enter" && active >= 0) {
    event.preventDefault();
    choose(list.children[active]);
  } else if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(key)) mark(-1);
}

field.addEventListener("focus", () => (places ??= load()));
field.addEventListener("input", suggest);
field.addEventListener("keydown", press);
field.addEventListener("blur", () => show([]));
// Keeps the focus in the field: a press on an option would blur it and close the list.
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", ({ target }) => {
  const option = target.closest("li");
  if (option) choose(option);
});
