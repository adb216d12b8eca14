// Types that the site's scripts share. They are known to the type checker and to editors, and never published: visitors
// load no comment that could stand here.

/** The place of a page in every column of the index. */
type Place = number;

// --- Files of the index, as hooks/legwork/search/index.py writes them

type FacetName =
  | "primary" | "secondary" | "kit" | "level" | "pattern" | "sort" | "impact" | "sides" | "avoid" | "modify" | "fine" | "for"
  | "picture";

interface ColumnData {
  ids: string[];
  /** For each page, with a space between them, a word of one character for each of its ids; `-` where it has no facets. */
  cells: string;
}

interface PagesData {
  /** Name, address with `{}` for the slug, and weight. */
  kinds: [name: string, address: string, weight: number][];
  kind: string;
  title: string[];
  url: Record<Place, string>;
  columns: Record<FacetName, ColumnData>;
  names: { muscle: Record<string, string>; kit: Record<string, string>; group: Record<string, string[]> };
  /** Where an exercise's small picture stands, with `{}` for its slug. */
  still: string;
  /** Where the signs that need help stand. */
  help: string;
}

interface Manifest {
  pages: PagesData;
  /** The first word of each shard. */
  words: string[];
  shards: string[];
  names: string;
  phrases: string;
}

/** Term to impact to pages, as steps from one to the next. */
type Shard = Record<string, Record<string, number[]>>;

/** Phrases that set a complaint and those that ask for one, by complaint, and phrases that say a red flag. */
interface PhrasesData {
  sets: Record<string, string[]>;
  asks: Record<string, string[]>;
  help: string[];
}

// --- What is asked, and what is found

interface Kind {
  name: string;
  address: string;
  weight: number;
}

/** A word of a query, and the term it is compared by. */
interface Word {
  word: string;
  term: string;
}

interface Hit {
  page: Place;
  score: number;
}

/** Pages, each with how much the words say about it. */
type Impacts = Map<Place, number>;

/** Pages by score, best first, and the words left out because nobody knows them. */
interface Hits {
  hits: Hit[];
  missing: string[];
}

/** What a phrase sets. With `asks` it may only be meant. */
interface Meaning {
  key: string;
  facet: string;
  values: string[];
  asks?: boolean;
}

/** A phrase in a query: from which word to which, how many of them were mistyped, and whether it is only begun. */
interface Phrase extends Meaning {
  start: number;
  end: number;
  slips: number;
  begun: boolean;
}

/** A step of the tree of phrases: what may follow, and what a phrase that ends here means. */
interface Step {
  next: Map<string, Step>;
  means?: Meaning;
}

/** From facet to the values chosen. */
type Values = Map<string, string[]>;

/** One thing chosen; the words typed are the facet `q`. */
interface Thing {
  facet: string;
  value: string;
}

type Bits = import("../../hooks/theme/assets/js/search/bits.js").Bits;
type Choice = import("../../hooks/theme/assets/js/search/choice.js").Choice;
type Pages = import("../../hooks/theme/assets/js/search/pages.js").Pages;
type Phrases = import("../../hooks/theme/assets/js/search/said.js").Phrases;
type Index = import("../../hooks/theme/assets/js/search/index.js").Index;
type Answer = Awaited<ReturnType<typeof import("../../hooks/theme/assets/js/search/answer.js").answer>>;

// --- Pieces of pages, by the selectors that scripts find them with

/** What may be missing on a page. */
interface Pieces {
  "#lw-nav": HTMLElement;
  ".lw-menu": HTMLButtonElement;
  ".lw-nav [aria-current]": HTMLAnchorElement;
  "[aria-current]": HTMLAnchorElement;
  ".md-top": HTMLButtonElement;
  "[data-filter]": HTMLFormElement;
  "[data-print]": HTMLAnchorElement;
  "[data-figure]": HTMLElement;
  "[data-seconds]": SVGSVGElement;
  ".lw-index": HTMLTableElement;
  ".md-nav--secondary .md-nav__link": HTMLAnchorElement;
  "details:not([open])": HTMLDetailsElement;
  "[role=option]": HTMLAnchorElement;
  "[data-part]": HTMLElement;
  "input[type=checkbox]": HTMLInputElement;
  "input[name=__palette]": HTMLInputElement;
}

/** What the page, or the piece of it, that a script asks always has. */
interface SurePieces {
  "[data-search]": HTMLAnchorElement;
  "[data-finder]": HTMLFormElement;
  "input[type=search]": HTMLInputElement;
  "[data-count]": HTMLElement;
  ".lw-card": HTMLLIElement;
  ".lw-card__still": HTMLElement;
  ".lw-card__still img": HTMLImageElement;
  ".lw-card__name a": HTMLAnchorElement;
  ".lw-card__facts": HTMLElement;
  ".lw-card__mark": HTMLElement;
}

interface ParentNode {
  querySelector<Selector extends keyof SurePieces>(selector: Selector): SurePieces[Selector];
  querySelector<Selector extends keyof Pieces>(selector: Selector): Pieces[Selector] | null;
  querySelectorAll<Selector extends keyof Pieces>(selector: Selector): NodeListOf<Pieces[Selector]>;
}

interface Document {
  getElementById(id: "__drawer"): HTMLInputElement | null;
}

interface Element {
  /** Each checkbox of the finder stands in one. */
  closest(selector: "label"): HTMLLabelElement;
}

/** The pieces of the finder, by their `data-part`. */
interface FinderParts {
  toggle: HTMLButtonElement;
  facets: HTMLElement;
  show: HTMLButtonElement;
  count: HTMLElement;
  left: HTMLElement;
  chips: HTMLElement;
  asks: HTMLElement;
  care: HTMLElement;
  first: HTMLElement;
  empty: HTMLElement;
  nothing: HTMLElement;
  ways: HTMLElement;
  results: HTMLElement;
  more: HTMLButtonElement;
  card: HTMLTemplateElement;
}
