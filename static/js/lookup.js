// Suggests places while a reader types: the editable combobox with list autocomplete of
// the WAI-ARIA Authoring Practices. Without this script the form works as is.
const field = document.getElementById("q");
const MAX_SHOWN = 8;
const ANNOUNCE_DELAY = 700; // milliseconds; speech would interrupt each letter

const create = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  element.append(...children);
  return element;
};

const label = field.labels[0].textContent;
const list = create("ul", { id: "q-list", role: "listbox", "aria-label": label });
list.className = "suggestions";
list.hidden = true;
const status = create("p", { class: "visually-hidden", role: "status" });
field.parentElement.append(list, status);
field.role = "combobox";
field.ariaAutoComplete = "list";
field.ariaExpanded = "false";
field.setAttribute("aria-controls", list.id);

let places; // fetched once, when the field first gets the focus
let active = -1;
let timer;

const normalize = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f.'’]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

async function fetchPlaces() {
  try {
    const answer = await fetch(field.dataset.places);
    return (await answer.json()).places.map((place) => ({
      place,
      words: place.map(normalize),
    }));
  } catch {
    places = null; // try again at the next letter
    return [];
  }
}

function setActive(index) {
  list.children[active]?.setAttribute("aria-selected", "false");
  active = index;
  const option = list.children[active];
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) field.setAttribute("aria-activedescendant", option.id);
  else field.removeAttribute("aria-activedescendant");
}

function show(found) {
  setActive(-1);
  list.replaceChildren(
    ...found.map(([name, ...more], index) => {
      const kind = create("span", {}, more.filter(Boolean).join(", "));
      const id = `q-${index}`;
      const option = { id, role: "option", "aria-selected": "false", "data-name": name };
      return create("li", option, name, " ", kind);
    }),
  );
  list.hidden = !found.length;
  field.ariaExpanded = String(!list.hidden);
}

function announce(message) {
  clearTimeout(timer);
  timer = setTimeout(() => {
    status.textContent = message;
  }, ANNOUNCE_DELAY);
}

async function suggest() {
  const typed = normalize(field.value);
  const known = await (places ??= fetchPlaces());
  if (typed !== normalize(field.value) || document.activeElement !== field) return;
  const matching = (test) => known.filter(({ words }) => words.some(test));
  const startingWith = matching((each) => each.startsWith(typed));
  const containing = matching((each) => each.includes(` ${typed}`));
  const all = typed ? [...new Set([...startingWith, ...containing])] : [];
  const found = all.slice(0, MAX_SHOWN).map(({ place }) => place);
  show(found);
  const { none, one, many } = field.dataset;
  announce(typed && ([none, one][found.length] ?? many.replace("0", found.length)));
}

function choose(option) {
  field.value = option.dataset.name;
  show([]);
  field.form.requestSubmit();
}

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

async function handleKey(event) {
  const { key } = event;
  const step = STEPS[key];
  if (event.isComposing) return;
  if (step) {
    event.preventDefault();
    if (list.hidden) await suggest();
    // Past either end, the focus returns to the field (-1) before it wraps around.
    const stops = list.children.length + 1;
    setActive(((active + 1 + step + stops) % stops) - 1);
  } else if (key === "Escape" && !list.hidden) {
    event.preventDefault();
    show([]);
  } else if (key === "Enter" && active >= 0) {
    event.preventDefault();
    choose(list.children[active]);
  } else if (/^(Home|End|ArrowLeft|ArrowRight)$/.test(key)) setActive(-1);
}

field.addEventListener("focus", () => (places ??= fetchPlaces()));
field.addEventListener("input", suggest);
field.addEventListener("keydown", handleKey);
field.addEventListener("blur", () => show([]));
// Keep the focus in the field: pressing an option would blur it and close the list.
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", ({ target }) => {
  const option = target.closest("li");
  if (option) choose(option);
});
