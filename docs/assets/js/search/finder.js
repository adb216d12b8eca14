// The finder: facets and words to cards. The state is the form's, and stands in the address.

import { Bits } from "./bits.js";
import { Choice, NO_KIT } from "./choice.js";
import { open } from "./index.js";

const AT_ONCE = 24;
const TYPING_PAUSE = 120;
const KIND = { routine: "Routine", plan: "Plan", guide: "Guide", muscle: "Muscle", equipment: "Equipment",
  pattern: "Movement pattern", care: "What hurts", page: "Page", source: "Source" };

const form = document.querySelector("[data-finder]");
const root = new URL(`${document.querySelector("[data-search]").dataset.search}/`, location.href);
const part = Object.fromEntries([...form.querySelectorAll("[data-part]")].map((element) => [element.dataset.part, element]));
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const boxOf = new Map(boxes.map((box) => [`${box.name}=${box.value}`, box]));
const countOf = new Map(boxes.map((box) => [box, box.closest("label").querySelector("[data-count]")]));
const facets = [...new Set(boxes.map((box) => box.name))];

let index;
let shown = AT_ONCE;
let turn = 0;

// --- The state: what the form holds, and the address that says the same

function values() {
  return new Map(facets.map((facet) => [facet, boxes.filter((box) => box.name === facet && box.checked).map((box) => box.value)]));
}

function address() {
  const state = new URLSearchParams();
  if (form.elements.q.value.trim()) state.set("q", form.elements.q.value.trim());
  for (const box of boxes) if (box.checked) state.append(box.name, box.value);
  return `${location.pathname}${state.size ? `?${state}` : ""}`;
}

function restore() {
  const state = new URLSearchParams(location.search);
  form.elements.q.value = state.get("q") ?? "";
  for (const box of boxes) box.checked = state.getAll(box.name).includes(box.value);
}

// --- From state to page

async function update({ remember = "push" } = {}) {
  const mine = ++turn;
  shown = AT_ONCE;
  if (remember && address() !== location.pathname + location.search) {
    history[`${remember}State`](null, "", address());
  }
  try {
    index ??= await open(root);
    const query = form.elements.q.value.trim();
    const hits = query ? await index.ask(query) : null;
    if (mine === turn) show(hits);
  } catch {
    if (mine === turn) part.count.textContent = "The search index could not be read. Are you offline?";
  }
}

function show(hits) {
  const { pages } = index;
  const text = hits && hits.reduce((bits, { page }) => bits.add(page), new Bits(pages.size));
  const choice = new Choice(pages, values(), text);
  const result = choice.result();
  const found = hits ? hits.map(({ page }) => page).filter((page) => result.has(page)) : [...result];
  part.count.textContent = found.length === 1 ? "1 result" : `${found.length} results`;
  part.show.textContent = `Show ${part.count.textContent}`;
  form.dataset.found = String(found.length);
  counts(choice);
  chips(choice);
  care(choice);
  loosen(choice, found.length);
  cards(found, choice);
}

/** How many pages each value would leave; a value that leaves none is dimmed, but can be chosen. */
function counts(choice) {
  for (const facet of facets) {
    const own = boxes.filter((box) => box.name === facet);
    const found = choice.counts(facet, own.map((box) => box.value));
    for (const box of own) {
      countOf.get(box).textContent = String(found.get(box.value));
      box.closest("label").classList.toggle("is-empty", !found.get(box.value) && !box.checked);
    }
  }
}

function label(facet, value) {
  if (facet === "q") return `“${form.elements.q.value.trim()}”`;
  return boxOf.get(`${facet}=${value}`).dataset.chip;
}

/** Takes things back. What was pressed is gone afterward, so the focus goes to what `next` gives, or to the words. */
async function drop(things, next) {
  for (const { facet, value } of things) {
    if (facet === "q") form.elements.q.value = "";
    else boxOf.get(`${facet}=${value}`).checked = false;
  }
  await update();
  (next() ?? form.elements.q).focus();
}

function button(text, act, css) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = css;
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}

function item(...children) {
  const element = document.createElement("li");
  element.append(...children);
  return element;
}

function chips(choice) {
  const items = choice.given().map(({ facet, value }, place) => {
    const next = () => part.chips.querySelectorAll("button")[place];
    const remove = button(label(facet, value), () => drop([{ facet, value }], next), "lw-finder__chip");
    remove.setAttribute("aria-label", `Remove ${label(facet, value)}`);
    return item(remove);
  });
  if (items.length > 1) items.push(item(button("Clear all", clear, "lw-finder__clear")));
  part.chips.replaceChildren(...items);
}

function clear() {
  for (const box of boxes) box.checked = false;
  form.elements.q.value = "";
  update();
  form.elements.q.focus();
}

function link(text, url) {
  const element = document.createElement("a");
  element.href = url;
  element.textContent = text;
  return element;
}

/** What hurts: leads to the page that says what to do, and tells how many were taken out. */
function care(choice) {
  const complaints = choice.of("care");
  part.care.hidden = !complaints.length;
  if (!complaints.length) return;
  const links = complaints.map((slug) => link(label("care", slug), new URL(`care/${slug}/`, root).href));
  const out = choice.without("care").result().and(choice.told("avoid")).count();
  const changed = choice.result().and(choice.told("modify")).count();
  part.care.replaceChildren("Read first: ", ...links.flatMap((one, i) => (i ? [", ", one] : [one])), `. ${out} left out; ${changed} of those below want a change, and say so.`);
}

function loosen(choice, count) {
  part.empty.hidden = count > 0;
  if (count) return;
  const ways = choice.loosened().slice(0, 3);
  const first = () => part.results.querySelector("a");
  const items = ways.map(({ drop: things, count: more }) => {
    const names = things.map(({ facet, value }) => label(facet, value)).join(" and ");
    return item(button(`Without ${names}: ${more} ${more === 1 ? "result" : "results"}`, () => drop(things, first), "lw-button lw-button--quiet"));
  });
  items.push(item(button("Clear everything", clear, "lw-button lw-button--quiet")));
  part.ways.replaceChildren(...items);
}

function cards(found, choice) {
  const changed = choice.told("modify");
  part.results.replaceChildren(...found.slice(0, shown).map((page) => card(page, changed.has(page))));
  part.more.hidden = found.length <= shown;
  part.more.textContent = `Show ${Math.min(AT_ONCE, found.length - shown)} more of ${found.length - shown}`;
  part.more.onclick = () => {
    const first = shown;
    shown += AT_ONCE;
    cards(found, choice);
    part.results.children[first].querySelector("a").focus();
  };
}

function card(page, changed) {
  const { pages } = index;
  const { columns, names } = pages;
  const { name: kind } = pages.kindOf[page];
  const url = pages.url(page);
  const element = part.card.content.firstElementChild.cloneNode(true);
  const still = element.querySelector("img");
  if (columns.picture.pages("yes").has(page)) still.src = new URL(`figures/${url.split("/").at(-2)}-still.svg`, root).href;
  else still.parentElement.remove();
  const heading = element.querySelector("a");
  heading.href = url;
  heading.textContent = pages.titles[page];
  const [level] = columns.level.values(page);
  const facts = element.querySelector(".lw-card__facts");
  const add = (part) => facts.append(...(facts.childNodes.length ? [" ", part] : [part]));
  const say = (text) => {
    const span = document.createElement("span");
    span.textContent = text;
    add(span);
  };
  if (KIND[kind]) say(KIND[kind]);
  if (level) add(form.querySelector(`[data-level=${level}]`).cloneNode(true));
  if (columns.kit.known.has(page)) say(columns.kit.values(page).map((tool) => names.kit[tool]).join(" + ") || "No kit");
  if (kind === "exercise") say(columns.primary.values(page).map((muscle) => names.muscle[muscle]).join(", "));
  element.querySelector(".lw-card__change").hidden = !changed;
  return element;
}

// --- What one does to it

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => {
  if (event.target.type !== "checkbox") return;
  const { name, value, checked } = event.target;
  // To own nothing and to own something exclude each other.
  if (name === "kit" && checked) for (const box of boxes) if (box.name === "kit" && (value === NO_KIT) !== (box.value === NO_KIT)) box.checked = false;
  update();
});
let typing;
form.elements.q.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => update({ remember: "replace" }), TYPING_PAUSE);
});
part.toggle.addEventListener("click", () => {
  const open = part.toggle.getAttribute("aria-expanded") !== "true";
  part.toggle.setAttribute("aria-expanded", String(open));
  part.facets.classList.toggle("is-open", open);
});
// On a phone the facets cover the results.
part.show.addEventListener("click", () => {
  part.toggle.setAttribute("aria-expanded", "false");
  part.facets.classList.remove("is-open");
  document.getElementById("found").focus();
});
window.addEventListener("popstate", () => {
  restore();
  update({ remember: "" });
});

restore();
update({ remember: "" });
