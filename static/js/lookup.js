// Suggests names while a reader types: the editable combobox with list autocomplete of
// the WAI-ARIA Authoring Practices. Without this script the forms work as they are.
const MAX_SHOWN = 8;
const ANNOUNCE_DELAY = 700; // milliseconds; speech would interrupt each letter
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

const files = {}; // fetched once each, when a field first gets the focus
let field; // that has the focus, with its list and its status
let list;
let status;
let active = -1;
let timer;

const normalize = (text) =>
  text
    .normalize("NFD")
    .replace(/[\u0300-\u036f.'’]/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

// Rows of a name, what it is, other names, and the page to open at once, if it has one.
async function fetchRows(file) {
  try {
    const [rows] = Object.values(await (await fetch(file)).json());
    return rows.map((row) => ({ row, words: row.slice(0, 3).map(normalize) }));
  } catch {
    files[file] = null; // try again at the next letter
    return [];
  }
}

function setActive(index) {
  const [last, option] = [list.children[active], list.children[index]];
  active = index;
  if (last) last.ariaSelected = "false";
  field.removeAttribute("aria-activedescendant");
  if (!option) return;
  option.ariaSelected = "true";
  option.scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", option.id);
}

function show(found) {
  setActive(-1);
  list.replaceChildren(
    ...found.map(([name, kind, others, page = ""], index) => {
      const more = document.createElement("span");
      more.textContent = [kind, others].filter(Boolean).join(", ");
      const option = document.createElement("li");
      option.id = `${field.id}-${index}`;
      option.role = "option";
      option.ariaSelected = "false";
      Object.assign(option.dataset, { name, page });
      option.append(name, " ", more);
      return option;
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
  const asking = field;
  const typed = normalize(field.value);
  const { file, none, one, many } = field.dataset;
  const known = await (files[file] ??= fetchRows(file));
  if (document.activeElement !== asking || typed !== normalize(asking.value)) return;
  const matching = (test) => known.filter(({ words }) => words.some(test));
  const first = matching((each) => each.startsWith(typed));
  const others = matching((each) => each.includes(` ${typed}`));
  const all = typed ? [...new Set([...first, ...others])] : [];
  const found = all.slice(0, MAX_SHOWN).map(({ row }) => row);
  show(found);
  announce(typed && ([none, one][found.length] ?? many.replace("0", found.length)));
}

function choose({ dataset: { name, page } }) {
  field.value = name;
  show([]);
  if (page) location.assign(page);
  else field.form.requestSubmit();
}

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

function begin() {
  field = this;
  [list, status] = field.parentElement.querySelectorAll("ul, p");
  const { file } = field.dataset;
  files[file] ??= fetchRows(file);
}

for (const each of document.querySelectorAll("[data-file]")) {
  const options = document.createElement("ul");
  options.id = `${each.id}-list`;
  options.className = "suggestions";
  options.hidden = true;
  options.setAttribute("role", "listbox");
  options.setAttribute("aria-label", each.labels[0].textContent);
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  each.parentElement.append(options, said);
  each.role = "combobox";
  each.ariaAutoComplete = "list";
  each.ariaExpanded = "false";
  each.setAttribute("aria-controls", options.id);
  each.addEventListener("focus", begin);
  each.addEventListener("input", suggest);
  each.addEventListener("keydown", handleKey);
  each.addEventListener("blur", () => show([]));
  // Keep the focus in the field: pressing an option would blur it and close the list.
  options.addEventListener("mousedown", (event) => event.preventDefault());
  options.addEventListener("click", ({ target }) => {
    const option = target.closest("li");
    if (option) choose(option);
  });
  if (each === document.activeElement) begin.call(each);
}
