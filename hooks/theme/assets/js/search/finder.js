// @ts-check
// The finder: facets and words to cards. The state stands in the address: what hurts and the words in its fragment, which no
// host is told and no log keeps, all else in its query.

import { answer } from "./answer.js";
import { NO_KIT } from "./choice.js";
import { open } from "./index.js";

const AT_ONCE = 24;
const TYPING_PAUSE = 120;
/** @type {Record<string, string>} */
const KIND = { routine: "Routine", plan: "Plan", guide: "Guide", muscle: "Muscle", equipment: "Equipment",
  pattern: "Movement pattern", care: "What hurts", page: "Page", source: "Source" };
/** @type {Record<string, string>} */
const FIRST = { care: "Read this first", page: "Read this first" };
/** @type {Record<string, string>} */
const MARK = { modify: "Change it: see its cautions", unjudged: "Not judged", avoid: "Leave it out" };
/** The words, what hurts, and what the words say that is not meant: `PRIVATE` of hooks/legwork/catalogue/urls.py. */
const PRIVATE = ["q", "care", "not"];

const form = document.querySelector("[data-finder]");
const typed = form.querySelector("input[type=search]");
const root = new URL(`${document.querySelector("[data-search]").dataset.search}/`, location.href);
/** @type {FinderParts} */
const part = Object.fromEntries([...form.querySelectorAll("[data-part]")].map((element) => [element.dataset.part, element]));
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const boxOf = new Map(boxes.map((box) => [`${box.name}=${box.value}`, box]));
const facets = [...new Set(boxes.map((box) => box.name))];

/** @type {Index | undefined} */
let index;
let shown = AT_ONCE;
let turn = 0;
/**
 * Boxes that were ticked; those that the words say are ticked too, but are not among them.
 * @type {Set<HTMLInputElement>}
 */
let ticked = new Set();
/**
 * Keys of what the words say and the reader took back; forgotten once the words change.
 * @type {Set<string>}
 */
let not = new Set();
/** Whether what should be left out is shown as well. */
let withheld = false;
/**
 * The answer that is shown.
 * @type {Answer | undefined}
 */
let now;

// --- The state, and the address that says the same

function values() {
  return new Map(facets.map((facet) => [facet, boxes.filter((box) => box.name === facet && ticked.has(box)).map((box) => box.value)]));
}

function address() {
  const [query, fragment] = [new URLSearchParams(), new URLSearchParams()];
  /** @param {string} name */
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
  /** @param {string} name */
  const all = (name) => [...fragment.getAll(name), ...query.getAll(name)];
  typed.value = all("q")[0] ?? "";
  ticked = new Set(boxes.filter((box) => (PRIVATE.includes(box.name) ? all(box.name) : query.getAll(box.name)).includes(box.value)));
  not = new Set(fragment.getAll("not"));
  withheld = false;
  if (PRIVATE.some((name) => query.has(name))) history.replaceState(null, "", address());
}

// --- From state to page

/** @param {{remember?: "pushState" | "replaceState" | null}} options */
async function update({ remember = "pushState" } = {}) {
  const mine = ++turn;
  shown = AT_ONCE;
  if (remember && address() !== here()) history[remember](null, "", address());
  try {
    index ??= await open(root);
    const found = await answer(index, typed.value, { chosen: values(), not, withheld });
    if (mine === turn) show(found);
  } catch {
    if (mine === turn) part.count.textContent = "The search index could not be read. Are you offline?";
  }
}

/** @param {Answer} answer */
function show(answer) {
  now = answer;
  const { choice, first, found } = answer;
  const count = found.length;
  part.count.textContent = count === 1 ? "1 result" : `${count} results`;
  part.show.textContent = `Show ${part.count.textContent}`;
  form.dataset.found = String(count);
  form.dataset.answered = typed.value;
  for (const box of boxes) box.checked = choice.of(box.name).includes(box.value);
  counts(choice);
  chips(answer);
  left(answer);
  asks(answer);
  care(answer);
  loosen(answer);
  part.first.replaceChildren(...first.map((page) => card(answer, page, FIRST[choice.pages.kindOf[page].name])));
  cards(answer);
}

/**
 * How many pages each value would leave; a value that leaves none is dimmed, but can be chosen.
 * @param {Choice} choice
 */
function counts(choice) {
  for (const facet of facets) {
    const own = boxes.filter((box) => box.name === facet);
    const found = choice.counts(facet, own.map((box) => box.value));
    for (const box of own) {
      const count = found.get(box.value) ?? 0;
      const label = box.closest("label");
      label.querySelector("[data-count]").textContent = String(count);
      label.classList.toggle("is-empty", !count && !box.checked);
    }
  }
}

/**
 * @param {Answer} answer
 * @param {Thing} thing
 */
function label({ said, rest }, { facet, value }) {
  if (facet === "q") return `“${said.length ? rest.join(" ") : typed.value.trim()}”`;
  return boxOf.get(`${facet}=${value}`)?.dataset.chip ?? value;
}

/**
 * What the words say of a facet's value, if they do.
 * @param {Thing} thing
 */
function saying({ facet, value }) {
  return now?.said.find((one) => one.facet === facet && one.values.includes(value));
}

/** @param {Thing} thing */
function tick({ facet, value }, on = true) {
  const box = boxOf.get(`${facet}=${value}`);
  if (box) ticked[on ? "add" : "delete"](box);
}

/**
 * Takes a value back. If words said it, they become words to search for; values that they said too stay.
 * @param {Thing} thing
 */
function untick(thing) {
  const said = saying(thing);
  tick(thing, false);
  if (!said) return;
  not.add(said.key);
  for (const value of said.values) if (value !== thing.value) tick({ ...thing, value });
}

/**
 * Gives up things, and the words that say them.
 * @param {Answer} answer
 * @param {Thing[]} things
 */
function giveUp({ said, rest, without }, things) {
  const words = things.flatMap((thing) => (thing.facet === "q" ? rest : saying(thing)?.words ?? []));
  if (words.length) typed.value = without(words);
  if (!said.length && things.some(({ facet }) => facet === "q")) typed.value = "";
  for (const thing of things) tick(thing, false);
}

/**
 * What was pressed is gone afterward, so the focus goes to what `next` gives, or to the words.
 * @param {() => HTMLElement | null | undefined} next
 */
async function focusAfter(next) {
  await update();
  (next() ?? typed).focus();
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {string} css
 */
function button(text, act, css) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = css;
  element.textContent = text;
  element.addEventListener("click", act);
  return element;
}

/** @param {(string | Node)[]} children */
function item(...children) {
  const element = document.createElement("li");
  element.append(...children);
  return element;
}

/** @param {Answer} answer */
function chips(answer) {
  const items = answer.choice.given().map((thing, place) => {
    const next = () => part.chips.querySelectorAll("button")[place];
    const remove = button(label(answer, thing), () => {
      if (thing.facet === "q") giveUp(answer, [thing]);
      else untick(thing);
      void focusAfter(next);
    }, "lw-finder__chip");
    remove.setAttribute("aria-label", `Remove ${label(answer, thing)}`);
    return item(remove);
  });
  if (items.length > 1) items.push(item(button("Clear all", clear, "lw-finder__clear")));
  part.chips.replaceChildren(...items);
}

function clear() {
  ticked.clear();
  typed.value = "";
  void update();
  typed.focus();
}

/**
 * Words that were left out of the search, in a sentence.
 * @param {Answer} answer
 */
function left({ missing, unmet }) {
  /** @param {string[]} words */
  const quoted = (words) => words.map((word) => `“${word}”`).join(" or ");
  const unknown = missing.length ? `No page has ${quoted(missing)}; searched without it.` : "";
  const without = unmet.length ? `No remaining page has ${quoted([unmet.join(" ")])}; shown without it.` : "";
  part.left.textContent = [unknown, without].filter(Boolean).join(" ");
  part.left.hidden = !part.left.textContent;
}

/**
 * Words that are a muscle's name and may say that it hurts.
 * @param {Answer} answer
 */
function asks(answer) {
  part.asks.hidden = !answer.asks.length;
  /** @param {string} complaint */
  const set = (complaint) => () => {
    tick({ facet: "care", value: complaint });
    void focusAfter(() => part.chips.querySelector("button"));
  };
  part.asks.replaceChildren("Does it hurt? ", ...answer.asks.map((value) => button(label(answer, { facet: "care", value }), set(value), "lw-finder__ask")));
}

/**
 * What hurts: how many it withholds, and a button that shows them below all others.
 * @param {Answer} answer
 */
function care({ choice, found, verdict }) {
  part.care.hidden = !choice.of("care").length;
  if (part.care.hidden) return;
  const { unjudged, avoid } = choice.withheld();
  const [open, out] = [unjudged.count(), avoid.count()];
  const kept = [out ? `${out} to leave out` : "", open ? `${open} that nobody has judged` : ""].filter(Boolean).join(", ");
  const changed = found.filter((page) => verdict(page) === "modify").length;
  const marked = changed ? `${changed} of those below ${changed === 1 ? "wants" : "want"} a change, and ${changed === 1 ? "says" : "say"} so. ` : "";
  const toggle = button(withheld ? "Hide them" : "Show them", () => {
    withheld = !withheld;
    void focusAfter(() => (withheld ? firstWithheld() : part.care.querySelector("button")));
  }, "lw-finder__withheld");
  const before = withheld ? "Shown last: " : "Not shown: ";
  part.care.replaceChildren(marked, ...(kept ? [`${before}${kept}. `, toggle] : []));
}

/** The link of the first card that should be left out or is not judged; as many cards are shown as it takes. */
function firstWithheld() {
  const answer = now;
  const place = answer?.found.findIndex((page) => ["unjudged", "avoid"].includes(answer.verdict(page))) ?? -1;
  if (!answer || place < 0) return undefined;
  shown = Math.max(shown, place + AT_ONCE);
  cards(answer);
  return part.results.children[place].querySelector("a");
}

/** @param {Answer} answer */
function loosen(answer) {
  const { choice, first, found } = answer;
  part.empty.hidden = found.length > 0;
  if (found.length) return;
  const ways = choice.loosened().slice(0, 3);
  part.nothing.textContent = first.length && !ways.length ? "Nothing that was judged is left with these choices. Read the page above."
    : "Nothing matches all your choices. Try:";
  const items = ways.map(({ drop, count }) => {
    const names = drop.map((thing) => label(answer, thing)).join(" and ");
    const go = () => {
      giveUp(answer, drop);
      void focusAfter(() => part.results.querySelector("a"));
    };
    return item(button(`Without ${names}: ${count} ${count === 1 ? "result" : "results"}`, go, "lw-button lw-button--quiet"));
  });
  items.push(item(button("Clear everything", clear, "lw-button lw-button--quiet")));
  part.ways.replaceChildren(...items);
}

/** @param {Answer} answer */
function cards(answer) {
  const { found } = answer;
  part.results.replaceChildren(...found.slice(0, shown).map((page) => card(answer, page)));
  part.more.hidden = found.length <= shown;
  part.more.textContent = `Show ${Math.min(AT_ONCE, found.length - shown)} more of ${found.length - shown}`;
  part.more.onclick = () => {
    const first = shown;
    shown += AT_ONCE;
    cards(answer);
    part.results.children[first].querySelector("a")?.focus();
  };
}

/**
 * One page as a card; `about` stands in the place of its kind.
 * @param {Answer} answer
 * @param {Place} page
 * @param {string} [about]
 */
function card(answer, page, about) {
  const { pages } = answer.choice;
  const { columns, names } = pages;
  const { name: kind } = pages.kindOf[page];
  const element = document.importNode(part.card.content.querySelector(".lw-card"), true);
  element.dataset.kind = kind;
  const still = element.querySelector(".lw-card__still img");
  if (columns.picture.pages("yes").has(page)) still.src = pages.still(page);
  else element.querySelector(".lw-card__still").remove();
  const heading = element.querySelector(".lw-card__name a");
  heading.href = pages.url(page);
  heading.textContent = pages.titles[page];
  const [level] = columns.level.values(page);
  const facts = element.querySelector(".lw-card__facts");
  /** @param {string | Node} part */
  const add = (part) => facts.append(...(facts.childNodes.length ? [" ", part] : [part]));
  /** @param {string} text */
  const say = (text) => {
    const span = document.createElement("span");
    span.textContent = text;
    add(span);
  };
  if (about ?? KIND[kind]) say(about ?? KIND[kind]);
  const bars = level && form.querySelector(`[data-level=${level}]`);
  if (bars) add(bars.cloneNode(true));
  if (columns.kit.known.has(page)) say(columns.kit.values(page).map((tool) => names.kit[tool]).join(" + ") || "No kit");
  if (kind === "exercise") {
    say(columns.primary.values(page).map((muscle) => names.muscle[muscle]).join(", "));
    const along = answer.choice.muscles().filter((muscle) => columns.secondary.pages(muscle).has(page));
    if (along.length) say(`also works ${along.map((muscle) => names.muscle[muscle].toLowerCase()).join(", ")}`);
  }
  const verdict = answer.verdict(page);
  const mark = element.querySelector(".lw-card__mark");
  mark.hidden = !verdict;
  mark.textContent = MARK[verdict] ?? "";
  mark.dataset.verdict = verdict;
  return element;
}

// --- What one does to it

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || target.type !== "checkbox") return;
  const { name, value, checked } = target;
  // To own nothing and to own something exclude each other.
  const others = boxes.filter((box) => name === "kit" && checked && box.name === "kit" && (value === NO_KIT) !== (box.value === NO_KIT));
  for (const other of others) untick({ facet: other.name, value: other.value });
  if (checked) ticked.add(target);
  else untick({ facet: name, value });
  void update();
});
let typing = 0;
typed.addEventListener("focus", () => {
  index?.phrases().catch(() => {});
}, { once: true });
typed.addEventListener("input", () => {
  not.clear();
  clearTimeout(typing);
  typing = setTimeout(() => void update({ remember: "replaceState" }), TYPING_PAUSE);
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
  part.count.focus();
});

/** Back, forward, and links to the finder with something else in the fragment. A link to a place on the page changes nothing. */
function moved() {
  if (here() === address()) return;
  if (location.hash && !location.hash.includes("=")) {
    history.replaceState(null, "", address());
    return;
  }
  restore();
  void update({ remember: null });
}
window.addEventListener("popstate", moved);
window.addEventListener("hashchange", moved);

restore();
void update({ remember: null });
