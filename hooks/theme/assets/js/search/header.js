// @ts-check
// The search box at the top of every page: suggestions as one types, the best first, then by kind of page.
// Without this script the button is a link to the finder. What is typed stands in the fragment of the finder's address, which
// no host is told.

const BEST = 3;
const OF_A_KIND = 4;
/** @type {Record<string, string>} */
const GROUPS = {
  exercise: "Exercises", routine: "Routines", plan: "Plans", guide: "Guides", muscle: "Muscles", equipment: "Equipment",
  pattern: "Movement patterns", care: "What hurts", page: "Pages", source: "Sources",
};
/** @type {Record<string, string>} */
const KIND = { exercise: "Exercise", routine: "Routine", plan: "Plan", guide: "Guide", muscle: "Muscle", equipment: "Equipment",
  pattern: "Movement pattern", care: "What hurts", page: "Page", source: "Source" };
/** @type {Record<string, string>} */
const MARK = { modify: "Change it" };
/** @type {Record<string, string>} */
const SAID = { "no-kit": "No equipment", "no-jumps": "No jumps", beginner: "Beginner", intermediate: "Intermediate", advanced: "Advanced" };

/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

const opener = document.querySelector("[data-search]");
const root = new URL(`${opener.dataset.search}/`, location.href);
/** The address of the finder. */
const FINDER = opener.href;
/** @type {Box | undefined} */
let box;

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string>} attributes
 * @param {(string | Node)[]} children
 */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

async function load() {
  const { open } = await import("./index.js");
  return open(root);
}

/**
 * How many pages there are, what was left out of the search, and what is not shown, in a few sentences.
 * @param {Answer} answer
 * @param {number} count
 */
function summary({ choice, missing, unmet }, count) {
  const words = [...missing, ...(unmet.length ? [unmet.join(" ")] : [])].map((word) => `“${word}”`).join(" or ");
  const { unjudged, avoid } = choice.withheld();
  const hurts = choice.of("care").length > 0;
  const kept = [{ number: avoid.count(), said: "to leave out" }, { number: unjudged.count(), said: "that nobody has judged" }].filter(({ number }) => hurts && number);
  return [
    !count ? "Nothing found. Try one word, or another name for it." : count === 1 ? "1 page" : `${count} pages`,
    words ? `No page has ${words}; searched without it` : "",
    kept.length ? `Not shown: ${kept.map(({ number, said }) => `${number} ${said}`).join(", ")}` : "",
  ].filter(Boolean).join(". ");
}

/** The dialog with its box and the list below it; a combobox as WAI-ARIA 1.2 describes it. */
class Box {
  constructor() {
    this.input = make("input", {
      type: "search", class: "lw-search__input", role: "combobox", "aria-expanded": "false", "aria-controls": "lw-search-list",
      "aria-autocomplete": "list", "aria-label": "Search", placeholder: "Exercise, muscle, equipment, what hurts",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    });
    this.list = make("div", { id: "lw-search-list", class: "lw-search__list", role: "listbox", "aria-label": "Suggestions" });
    this.status = make("p", { class: "lw-search__status", role: "status" });
    this.said = make("div", { class: "lw-search__said" });
    this.all = make("a", { class: "lw-search__all", href: FINDER }, "Open the finder: muscle, equipment, level and more");
    const close = make("button", { type: "button", class: "lw-search__close" }, "Close");
    const form = make("form", { class: "lw-search__form", role: "search" }, this.input, close);
    this.dialog = make("dialog", { class: "lw-search md-typeset", "aria-label": "Search" }, form, this.said, this.status, this.list, this.all);
    this.turn = 0;
    /**
     * Keys of what the words say and the reader took back; forgotten once the words change.
     * @type {Set<string>}
     */
    this.not = new Set();
    /** @type {HTMLAnchorElement[]} */
    this.options = [];
    this.at = -1;

    this.input.addEventListener("input", () => {
      this.not.clear();
      void this.ask();
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    close.addEventListener("click", () => this.dialog.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const leads = (this.active ?? this.named())?.href ?? this.all.href;
      this.dialog.close();
      location.href = leads;
    });
    // A link to the finder may lead to the page that is open.
    this.dialog.addEventListener("click", ({ target }) => {
      if (target instanceof Element && (target === this.dialog || target.closest("a"))) this.dialog.close();
    });
    document.body.append(this.dialog);
  }

  open() {
    this.dialog.showModal();
    this.input.select();
    load().then((index) => index.phrases()).catch(() => {});
  }

  /** The finder with what stands in the box. */
  get finder() {
    const query = this.input.value.trim();
    const state = new URLSearchParams(query && { q: query });
    for (const key of this.not) state.append("not", key);
    return FINDER + (state.size ? `#${state}` : "");
  }

  /** Asks for what stands in the box. An answer that was overtaken is dropped. */
  async ask() {
    const turn = ++this.turn;
    const query = this.input.value;
    this.all.href = this.finder;
    if (!query.trim()) return this.show(query, null);
    try {
      const [index, { answer }] = await Promise.all([load(), import("./answer.js")]);
      const found = await answer(index, query, { not: this.not });
      if (turn === this.turn) this.show(query, found);
    } catch {
      if (turn === this.turn) this.fail();
    }
  }

  fail() {
    this.list.replaceChildren();
    this.said.replaceChildren();
    this.status.textContent = "The search index could not be read. Are you offline?";
    this.dialog.dataset.answered = this.input.value;
  }

  /**
   * @param {string} query
   * @param {Answer | null} answer
   */
  show(query, answer) {
    const found = answer ? [...answer.first, ...answer.found] : [];
    this.list.replaceChildren(...(answer ? this.suggestions(answer, found) : []));
    this.options = [...this.list.querySelectorAll("[role=option]")];
    this.options.forEach((option, i) => (option.id = `lw-search-option-${i}`));
    this.choose(-1);
    this.input.setAttribute("aria-expanded", String(found.length > 0));
    const [said, asks] = answer ? [this.understood(answer), this.asked(answer)] : [[], []];
    this.said.replaceChildren(...(said.length ? ["Your words say: ", ...said] : []), ...(asks.length ? ["Does it hurt? ", ...asks] : []));
    this.status.textContent = answer ? summary(answer, found.length) : "";
    this.dialog.dataset.answered = query;
  }

  /**
   * The best pages, then some of each kind.
   * @param {Answer} answer
   * @param {Place[]} found
   */
  suggestions(answer, found) {
    const { kindOf } = answer.choice.pages;
    /** @type {Map<string, Place[]>} */
    const kinds = new Map();
    for (const page of found.slice(BEST)) {
      const { name } = kindOf[page];
      const some = kinds.get(name) ?? [];
      if (some.length < OF_A_KIND) kinds.set(name, [...some, page]);
    }
    const best = found.slice(0, BEST).map((page) => this.option(page, answer, true));
    const groups = [...kinds].map(([name, some]) => {
      const heading = make("div", { class: "lw-search__kind", id: `lw-search-${name}` }, GROUPS[name]);
      const options = some.map((page) => this.option(page, answer, false));
      return make("div", { role: "group", "aria-labelledby": heading.id }, heading, ...options);
    });
    return [...(best.length ? [make("div", { role: "group", "aria-label": "Best" }, ...best)] : []), ...groups];
  }

  /**
   * What the words say, each as a button that takes it back.
   * @param {Answer} answer
   */
  understood({ said, choice: { pages } }) {
    const once = new Map(said.map((one) => [one.key, one]));
    return [...once.values()].map(({ key, facet, values: [value] }) => {
      const name = facet === "care" ? pages.nameOf(value) : SAID[key];
      const remove = make("button", { type: "button", class: "lw-search__remove", "aria-label": `Remove ${name}` }, name);
      remove.addEventListener("click", () => {
        this.not.add(key);
        void this.ask();
        this.input.focus();
      });
      return remove;
    });
  }

  /**
   * Complaints that the words may mean, each as a link to the finder where it is chosen.
   * @param {Answer} answer
   */
  asked({ asks, choice: { pages } }) {
    return asks.map((complaint) => {
      const finder = new URL(this.finder);
      const state = new URLSearchParams(finder.hash.slice(1));
      state.append("care", complaint);
      finder.hash = String(state);
      return make("a", { href: finder.href }, pages.nameOf(complaint));
    });
  }

  /**
   * @param {Place} page
   * @param {Answer} answer
   * @param {boolean} withKind
   */
  option(page, answer, withKind) {
    const { pages } = answer.choice;
    const { columns, names } = pages;
    const { name } = pages.kindOf[page];
    const facts = name === "exercise" ? columns.primary.values(page).map((muscle) => names.muscle[muscle]).join(", ") : "";
    const note = [withKind ? KIND[name] : "", facts].filter(Boolean).join(" · ");
    const title = make("span", { class: "lw-search__title" }, pages.titles[page]);
    const mark = MARK[answer.verdict(page)];
    return make("a", { role: "option", "aria-selected": "false", tabindex: "-1", href: pages.url(page) }, title,
      ...(note ? [make("span", { class: "lw-search__note" }, note)] : []),
      ...(mark ? [make("span", { class: "lw-search__mark" }, mark)] : []));
  }

  /** @returns {HTMLAnchorElement | undefined} */
  get active() {
    return this.options[this.at];
  }

  /** The suggestion of which the whole name was typed, if it is the only one. */
  named() {
    /** @param {string} text */
    const letters = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
    const query = letters(this.input.value);
    if (!query || this.dialog.dataset.answered !== this.input.value) return undefined;
    const found = this.options.filter((option) => letters(option.firstChild?.textContent ?? "") === query);
    return found.length === 1 ? found[0] : undefined;
  }

  /** @param {number} at */
  choose(at) {
    this.active?.setAttribute("aria-selected", "false");
    this.at = at;
    if (!this.active) return this.input.removeAttribute("aria-activedescendant");
    this.active.setAttribute("aria-selected", "true");
    this.active.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", this.active.id);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Escape") {
      // A search field would be emptied by it, and the dialog stay open.
      event.preventDefault();
      return this.dialog.close();
    }
    const step = STEPS[event.key];
    if (!step || !this.options.length) return;
    event.preventDefault();
    const places = this.options.length + 1;
    this.choose(((this.at + 1 + step + places) % places) - 1);
  }
}

function open() {
  box ??= new Box();
  if (!box.dialog.open) box.open();
}

opener.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open();
});
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !["/", "s", "f"].includes(event.key)) return;
  event.preventDefault();
  open();
});
