// The finder: facets and words to cards. The state stands in the address: what hurts and the words in its fragment, which no
// host is told and no log keeps, all else in its query.

import { answer } from "./answer.js";
import { NO_KIT } from "./choice.js";
import { open } from "./index.js";

const AT_ONCE = 24;
const TYPING_PAUSE = 120;
const KIND = { routine: "Routine", plan: "Plan", guide: "Guide", muscle: "Muscle", equipment: "Equipment",
  pattern: "Movement pattern", care: "What hurts", page: "Page", source: "Source" };
const FIRST = { care: "Read this first", page: "Read this first" };
const MARK = { modify: "Change it: see its cautions", unjudged: "Not judged", avoid: "Leave it out" };
/** The words, what hurts, and what the words say that is not meant: `PRIVATE` of hooks/legwork/catalogue/urls.py. */
const PRIVATE = ["q", "care", "not"];

const form = document.querySelector("[data-finder]");
const typed = form.querySelector("input[type=search]");
const root = new URL(`${document.querySelector("[data-search]").dataset.search}/`, location.href);
const part = Object.fromEntries([...form.querySelectorAll("[data-part]")].map((element) => [element.dataset.part, element]));
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const boxOf = new Map(boxes.map((box) => [`${box.name}=${box.value}`, box]));
const countOf = new Map(boxes.map((box) => [box, box.closest("label").querySelector("[data-count]")]));
const facets = [...new Set(boxes.map((box) => box.name))];

let index;
let shown = AT_ONCE;
let turn = 0;
/** Boxes that were ticked; those that the words say are ticked too, but are not among them. */
let ticked = new Set();
/** Keys of what the words say and the reader took back; forgotten once the words change. */
let not = new Set();
/** Whether what should be left out is shown as well. */
let withheld = false;
let now;

// --- The state, and the address that says the same

function values() {
  return new Map(facets.map((facet) => [facet, boxes.filter((box) => box.name === facet && ticked.has(box)).map((box) => box.value)]));
}

function address() {
  const [query, fragment] = [new URLSearchParams(), new URLSearchParams()];
  const part = (name) => (PRIVATE.includes(name) ? fragment : query);
  for (const box of boxes) if (ticked.has(box)) part(box.name).append(box.name, box.value);
  if (typed.value.trim()) {
    fragment.set("q", typed.value.trim());
    for (const key of not) fragment.append("not", key);
  }
  return `${location.pathname}${query.size ? `?${query}` : ""}${fragment.size ? `#${fragment}` : ""}`;
}

function here() {
  return location.pathname + location.search + location.hash;
}

/** Takes the state from the address. What is private is read from the query too, where it once stood, and moved. */
function restore() {
  const [query, fragment] = [location.search, location.hash.slice(1)].map((text) => new URLSearchParams(text));
  const all = (name) => [...fragment.getAll(name), ...query.getAll(name)];
  typed.value = all("q")[0] ?? "";
  ticked = new Set(boxes.filter((box) => (PRIVATE.includes(box.name) ? all(box.name) : query.getAll(box.name)).includes(box.value)));
  not = new Set(fragment.getAll("not"));
  withheld = false;
  if (PRIVATE.some((name) => query.has(name))) history.replaceState(null, "", address());
}

// --- From state to page

async function update({ remember = "push" } = {}) {
  const mine = ++turn;
  shown = AT_ONCE;
  if (remember && address() !== here()) history[`${remember}State`](null, "", address());
  try {
    index ??= await open(root);
    const found = await answer(index, typed.value, { chosen: values(), not, withheld });
    if (mine === turn) show(found);
  } catch {
    if (mine === turn) part.count.textContent = "The search index could not be read. Are you offline?";
  }
}

function show(answer) {
  now = answer;
  const count = now.found.length;
  part.count.textContent = count === 1 ? "1 result" : `${count} results`;
  part.show.textContent = `Show ${part.count.textContent}`;
  form.dataset.found = String(count);
  form.dataset.answered = typed.value;
  for (const box of boxes) box.checked = now.choice.of(box.name).includes(box.value);
  counts();
  chips();
  left();
  asks();
  care();
  loosen();
  part.first.replaceChildren(...now.first.map((page) => card(page, FIRST[index.pages.kindOf[page].name])));
  cards();
}

/** How many pages each value would leave; a value that leaves none is dimmed, but can be chosen. */
function counts() {
  for (const facet of facets) {
    const own = boxes.filter((box) => box.name === facet);
    const found = now.choice.counts(facet, own.map((box) => box.value));
    for (const box of own) {
      countOf.get(box).textContent = String(found.get(box.value));
      box.closest("label").classList.toggle("is-empty", !found.get(box.value) && !box.checked);
    }
  }
}

function label(facet, value) {
  if (facet === "q") return `“${now.said.length ? now.rest.join(" ") : typed.value.trim()}”`;
  return boxOf.get(`${facet}=${value}`).dataset.chip;
}

/** What the words say of a facet's value, if they do. */
function saying(facet, value) {
  return now?.said.find((one) => one.facet === facet && one.values.includes(value));
}

/** Takes a value back. If words said it, they become words to search for; values that they said too stay. */
function untick(facet, value) {
  const said = saying(facet, value);
  ticked.delete(boxOf.get(`${facet}=${value}`));
  if (!said) return;
  not.add(said.key);
  for (const other of said.values) if (other !== value) ticked.add(boxOf.get(`${facet}=${other}`));
}

/** Gives up things, and the words that say them. */
function giveUp(things) {
  const words = things.flatMap(({ facet, value }) => (facet === "q" ? now.rest : saying(facet, value)?.words ?? []));
  if (words.length) typed.value = now.without(words);
  if (!now.said.length && things.some(({ facet }) => facet === "q")) typed.value = "";
  for (const { facet, value } of things) ticked.delete(boxOf.get(`${facet}=${value}`));
}

/** What was pressed is gone afterward, so the focus goes to what `next` gives, or to the words. */
async function focusAfter(next) {
  await update();
  (next() ?? typed).focus();
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

function chips() {
  const items = now.choice.given().map(({ facet, value }, place) => {
    const next = () => part.chips.querySelectorAll("button")[place];
    const remove = button(label(facet, value), () => {
      if (facet === "q") giveUp([{ facet, value }]);
      else untick(facet, value);
      focusAfter(next);
    }, "lw-finder__chip");
    remove.setAttribute("aria-label", `Remove ${label(facet, value)}`);
    return item(remove);
  });
  if (items.length > 1) items.push(item(button("Clear all", clear, "lw-finder__clear")));
  part.chips.replaceChildren(...items);
}

function clear() {
  ticked.clear();
  typed.value = "";
  update();
  typed.focus();
}

/** Words that were left out of the search, in a sentence. */
function left() {
  const quoted = (words) => words.map((word) => `“${word}”`).join(" or ");
  const unknown = now.missing.length ? `Nothing here says ${quoted(now.missing)}; searched without it.` : "";
  const unmet = now.unmet.length ? `Nothing that is left says ${quoted([now.unmet.join(" ")])}; shown without it.` : "";
  part.left.textContent = [unknown, unmet].filter(Boolean).join(" ");
  part.left.hidden = !part.left.textContent;
}

/** Words that are a muscle's name and may say that it hurts. */
function asks() {
  part.asks.hidden = !now.asks.length;
  const set = (complaint) => () => {
    ticked.add(boxOf.get(`care=${complaint}`));
    focusAfter(() => part.chips.querySelector("button"));
  };
  part.asks.replaceChildren("Does it hurt? ", ...now.asks.map((complaint) => button(label("care", complaint), set(complaint), "lw-finder__ask")));
}

/** What hurts: how many it withholds, and a button that shows them below all others. */
function care() {
  part.care.hidden = !now.choice.of("care").length;
  if (part.care.hidden) return;
  const { unjudged, avoid } = now.choice.withheld();
  const [open, out] = [unjudged.count(), avoid.count()];
  const kept = [out ? `${out} to leave out` : "", open ? `${open} that nobody has judged` : ""].filter(Boolean).join(", ");
  const changed = now.found.filter((page) => now.verdict(page) === "modify").length;
  const marked = changed ? `${changed} of those below ${changed === 1 ? "wants" : "want"} a change, and ${changed === 1 ? "says" : "say"} so. ` : "";
  const toggle = button(withheld ? "Hide them" : "Show them", () => {
    withheld = !withheld;
    focusAfter(() => (withheld ? firstWithheld() : part.care.querySelector("button")));
  }, "lw-finder__withheld");
  const before = withheld ? "Shown last: " : "Not shown: ";
  part.care.replaceChildren(marked, ...(kept ? [`${before}${kept}. `, toggle] : []));
}

/** The link of the first card that should be left out or is not judged; as many cards are shown as it takes. */
function firstWithheld() {
  const place = now.found.findIndex((page) => ["unjudged", "avoid"].includes(now.verdict(page)));
  if (place < 0) return undefined;
  shown = Math.max(shown, place + AT_ONCE);
  cards();
  return part.results.children[place].querySelector("a");
}

function loosen() {
  part.empty.hidden = now.found.length > 0;
  if (now.found.length) return;
  const ways = now.choice.loosened().slice(0, 3);
  part.nothing.textContent = now.first.length && !ways.length ? "Nothing that anybody has judged is left with this. Read the page above."
    : "Nothing has all of this. Nearest ways out:";
  const first = () => part.results.querySelector("a");
  const items = ways.map(({ drop, count }) => {
    const names = drop.map(({ facet, value }) => label(facet, value)).join(" and ");
    const go = () => {
      giveUp(drop);
      focusAfter(first);
    };
    return item(button(`Without ${names}: ${count} ${count === 1 ? "result" : "results"}`, go, "lw-button lw-button--quiet"));
  });
  items.push(item(button("Clear everything", clear, "lw-button lw-button--quiet")));
  part.ways.replaceChildren(...items);
}

function cards() {
  const { found } = now;
  part.results.replaceChildren(...found.slice(0, shown).map((page) => card(page)));
  part.more.hidden = found.length <= shown;
  part.more.textContent = `Show ${Math.min(AT_ONCE, found.length - shown)} more of ${found.length - shown}`;
  part.more.onclick = () => {
    const first = shown;
    shown += AT_ONCE;
    cards();
    part.results.children[first].querySelector("a").focus();
  };
}

/** One page as a card; `about` stands in the place of its kind. */
function card(page, about) {
  const { pages } = index;
  const { columns, names } = pages;
  const { name: kind } = pages.kindOf[page];
  const url = pages.url(page);
  const element = part.card.content.firstElementChild.cloneNode(true);
  element.dataset.kind = kind;
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
  if (about ?? KIND[kind]) say(about ?? KIND[kind]);
  if (level) add(form.querySelector(`[data-level=${level}]`).cloneNode(true));
  if (columns.kit.known.has(page)) say(columns.kit.values(page).map((tool) => names.kit[tool]).join(" + ") || "No kit");
  if (kind === "exercise") {
    say(columns.primary.values(page).map((muscle) => names.muscle[muscle]).join(", "));
    const along = now.choice.muscles().filter((muscle) => columns.secondary.pages(muscle).has(page));
    if (along.length) say(`also works ${along.map((muscle) => names.muscle[muscle].toLowerCase()).join(", ")}`);
  }
  const verdict = now.verdict(page);
  const mark = element.querySelector(".lw-card__mark");
  mark.hidden = !verdict;
  mark.textContent = MARK[verdict] ?? "";
  mark.dataset.verdict = verdict;
  return element;
}

// --- What one does to it

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => {
  if (event.target.type !== "checkbox") return;
  const { name, value, checked } = event.target;
  // To own nothing and to own something exclude each other.
  const others = boxes.filter((box) => name === "kit" && checked && box.name === "kit" && (value === NO_KIT) !== (box.value === NO_KIT));
  for (const other of others) untick(other.name, other.value);
  if (checked) ticked.add(event.target);
  else untick(name, value);
  update();
});
let typing;
typed.addEventListener("focus", () => index?.phrases().catch(() => {}), { once: true });
typed.addEventListener("input", () => {
  not.clear();
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

/** Back, forward, and links to the finder with something else in the fragment. A link to a place on the page changes nothing. */
function moved() {
  if (here() === address()) return;
  if (location.hash && !location.hash.includes("=")) {
    history.replaceState(null, "", address());
    return;
  }
  restore();
  update({ remember: "" });
}
window.addEventListener("popstate", moved);
window.addEventListener("hashchange", moved);

restore();
update({ remember: "" });
