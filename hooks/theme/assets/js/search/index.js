// @ts-check
// The search itself: words to pages, best first. The files it reads are described in hooks/legwork/search/index.py.

import { Pages } from "./pages.js";
import { Phrases } from "./said.js";
import { term, terms } from "./terms.js";

const COMPLETIONS = 16;
/** Letters of the shortest name that may be mistyped. */
const SHORTEST_TYPO = 5;
/** Letters by which a typed word may be longer than its term: a plural's, and one too many. */
const ENDING = 4;
/** How much a word counts that is one letter off; less if it may stand or begin as it was typed. */
const TYPO = 0.6;
const PERHAPS_TYPO = 0.5;
/** The impact of a whole name, and of two of its words, run together: `Impact` of hooks/legwork/search/index.py. */
export const WHOLE_NAME = 99;
export const IN_NAME = 50;
/** Words of a query of which one may be missing, whether nobody knows it or no page has it beside the others. */
const WORDS_TO_MISS_ONE = 4;
/** Asked of nobody: they are found if they stand in a text, and not missed if not. */
export const OPTIONAL = new Set(["exercise", "exercises", "workout", "best", "good", "how", "do", "what", "which", "can", "should", "help"].map(term));
/** They say nothing alone: a `cable machine` is no other machine. */
const LEANING = new Set(["machine", ...OPTIONAL]);

/** @type {Promise<Index> | undefined} */
let opened;

/**
 * The index of the site at `root`, read once.
 * @param {URL} root
 */
export function open(root) {
  opened ??= Index.read(root);
  opened.catch(() => (opened = undefined));
  return opened;
}

/** @param {URL} url */
async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

export class Index {
  /** @param {URL} root */
  static async read(root) {
    /** @type {Manifest} */
    const manifest = await json(new URL("search/manifest.json", root));
    return new Index(root, manifest, new Pages(manifest.pages, root));
  }

  /**
   * @param {URL} root
   * @param {Manifest} manifest
   * @param {Pages} pages
   */
  constructor(root, manifest, pages) {
    this.root = root;
    this.pages = pages;
    this.manifest = manifest;
    /** @type {Map<number, Promise<Shard>>} */
    this.shards = new Map();
    /** @type {Set<string> | undefined} */
    this.words = undefined;
    /** @type {Promise<Phrases> | undefined} */
    this.said = undefined;
    this.longest = 0;
  }

  /** The words of names: only they are completed and forgiven a typing error. */
  get names() {
    this.words ??= new Set(this.manifest.names.split(" "));
    return this.words;
  }

  /** What people call complaints, read once. */
  phrases() {
    this.said ??= json(new URL(this.manifest.phrases, this.root)).then((read) => new Phrases(read));
    this.said.catch(() => (this.said = undefined));
    return this.said;
  }

  /**
   * The words of a query, and which of them may be unfinished: the last, unless something follows it.
   * @param {string} query
   */
  read(query) {
    const asked = terms(query);
    return { asked, unfinished: /[\p{L}\p{N}]$/u.test(query) ? asked.length - 1 : -1 };
  }

  /**
   * Pages by score, best first, and the words left out because nobody knows them.
   * @param {Word[]} asked
   * @param {number} unfinished
   * @returns {Promise<Hits>}
   */
  async search(asked, unfinished) {
    if (!asked.length) return { hits: [], missing: [] };
    const found = await Promise.all(asked.map((word, i) => this.find(word, i === unfinished)));
    const unknown = new Set([...asked.keys()].filter((i) => !found[i].size && !OPTIONAL.has(asked[i].term)));
    const best = this.together(asked, found);
    for (const i of await this.joined(asked, unknown, best)) unknown.delete(i);
    const scored = [...best].map(([page, score]) => ({ page, score: score * this.pages.kindOf[page].weight }));
    const hits = this.distinct(scored.sort((a, b) => b.score - a.score || a.page - b.page));
    return { hits, missing: hits.length ? [...unknown].map((i) => asked[i].word) : [] };
  }

  /**
   * Of a guide and its sections, only the best.
   * @param {Hit[]} ranked
   */
  distinct(ranked) {
    const seen = new Set();
    return ranked.filter(({ page }) => {
      if (this.pages.kindOf[page].name !== "guide") return true;
      const [address] = this.pages.url(page).split("#");
      return !seen.has(address) && seen.add(address);
    });
  }

  /**
   * The pages that have all words of a query that anybody knows; failing that, those that miss one of a longer query.
   * @param {Word[]} asked
   * @param {Impacts[]} found
   * @returns {Impacts}
   */
  together(asked, found) {
    const needed = asked.map((_, i) => i).filter((i) => !OPTIONAL.has(asked[i].term));
    const required = needed.length ? needed : asked.map((_, i) => i);
    const known = required.filter((i) => found[i].size);
    const leaning = known.length < required.length && known.every((i) => LEANING.has(asked[i].term));
    if (!known.length || leaning) return new Map();
    /** @type {Map<Place, {score: number, words: number}>} */
    const sums = new Map();
    for (const i of asked.keys()) {
      for (const [page, impact] of found[i]) {
        const sum = sums.get(page) ?? { score: 0, words: 0 };
        sum.score += impact;
        sum.words += known.includes(i) ? 1 : 0;
        sums.set(page, sum);
      }
    }
    /** @param {number} words */
    const having = (words) => new Map([...sums].filter(([, sum]) => sum.words >= words).map(([page, sum]) => [page, sum.score]));
    const all = having(known.length);
    return all.size || known.length < WORDS_TO_MISS_ONE ? all : having(known.length - 1);
  }

  /**
   * Raises pages that are found by words run together, as `stepup` is by `step up` and `body weight` by `bodyweight`.
   * Gives the places of the words that did so.
   * @param {Word[]} asked
   * @param {Set<number>} unknown
   * @param {Impacts} best
   */
  async joined(asked, unknown, best) {
    const all = asked.map((word) => word.term);
    /** @type {Set<number>} */
    const places = new Set();
    /**
     * @param {Impacts} pages
     * @param {(impact: number, page: Place) => number} score
     * @param {number[]} used
     */
    const raise = (pages, score, used) => {
      pages.forEach((impact, page) => best.set(page, Math.max(best.get(page) ?? 0, score(impact, page))));
      if (pages.size) used.forEach((i) => places.add(i));
    };
    const whole = new Map([...(await this.exact(all.join("")))].filter(([, impact]) => impact === WHOLE_NAME));
    raise(whole, (impact) => impact * (asked.length + 0.5), [...asked.keys()]);
    for (let i = 0; i + 1 < all.length; i++) {
      const pair = await this.exact(all[i] + all[i + 1]);
      if (!pair.size) continue;
      const others = asked.filter((_, j) => (j < i || j > i + 1) && !unknown.has(j));
      const rest = await Promise.all(others.map((word) => this.find(word, false)));
      const sound = new Map([...pair].filter(([page]) => rest.every((pages) => pages.has(page))));
      raise(sound, (impact, page) => 2 * impact + rest.reduce((sum, pages) => sum + (pages.get(page) ?? 0), 0), [i, i + 1]);
    }
    return places;
  }

  /**
   * Pages with a word, whole, begun or mistyped, and how much it says about each.
   * @param {Word} word
   * @param {boolean} unfinished
   */
  async find({ word, term: exact }, unfinished) {
    const found = new Map(await this.exact(exact));
    if (unfinished && word.length > 1) {
      for (const longer of await this.completions(word)) {
        if (longer !== exact) merge(found, await this.exact(longer), 0.3 + (0.5 * word.length) / longer.length);
      }
    }
    if (this.names.has(exact)) return found;
    const factor = found.size ? PERHAPS_TYPO : TYPO;
    for (const meant of this.corrections(word)) merge(found, await this.exact(meant), factor);
    return found;
  }

  /**
   * Terms that begin with what was typed: those of names, shortest first, then any other beside it in the index.
   * @param {string} word
   */
  async completions(word) {
    const names = [...this.names].filter((name) => name.startsWith(word));
    const near = Object.keys(await this.shard(word)).filter((other) => other.startsWith(word));
    /** @type {(a: string, b: string) => number} */
    const byLength = (a, b) => a.length - b.length || (a < b ? -1 : 1);
    return [...new Set([...names.sort(byLength), ...near.sort(byLength)])].slice(0, COMPLETIONS);
  }

  /**
   * Terms of names that were meant if one letter is too many, too few or wrong, or two changed places.
   * @param {string} typed
   */
  corrections(typed) {
    /** @type {Set<string>} */
    const meant = new Set();
    this.longest ||= Math.max(0, ...[...this.names].map((name) => name.length));
    if (typed.length > this.longest + ENDING) return meant;
    for (const word of oneLetterOff(typed)) {
      if (Math.max(word.length, typed.length) >= SHORTEST_TYPO && this.names.has(term(word))) meant.add(term(word));
    }
    return meant;
  }

  /**
   * Pages that have a term, each with the impact it has there.
   * @param {string} wanted
   */
  async exact(wanted) {
    const shard = await this.shard(wanted);
    /** @type {Impacts} */
    const found = new Map();
    for (const [impact, steps] of Object.entries(Object.hasOwn(shard, wanted) ? shard[wanted] : {})) {
      let page = 0;
      for (const step of steps) found.set((page += step), Number(impact));
    }
    return found;
  }

  /**
   * The shard in which a term stands if it stands anywhere.
   * @param {string} wanted
   * @returns {Promise<Shard>}
   */
  async shard(wanted) {
    const { words, shards } = this.manifest;
    let low = 0;
    for (let high = words.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (words[middle] <= wanted) low = middle;
      else high = middle;
    }
    if (!shards.length) return {};
    const known = this.shards.get(low) ?? json(new URL(shards[low], this.root));
    this.shards.set(low, known);
    return known;
  }
}

/**
 * @param {Impacts} found
 * @param {Impacts} more
 * @param {number} factor
 */
function merge(found, more, factor) {
  for (const [page, impact] of more) found.set(page, Math.max(found.get(page) ?? 0, impact * factor));
}

/**
 * Every word that one slip of the finger turns into what was typed.
 * @param {string} typed
 */
function* oneLetterOff(typed) {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  for (let i = 0; i <= typed.length; i++) {
    const [before, after] = [typed.slice(0, i), typed.slice(i)];
    for (const letter of letters) {
      yield before + letter + after;
      yield before + letter + after.slice(1);
    }
    yield before + after.slice(1);
    if (after.length > 1) yield before + after[1] + after[0] + after.slice(2);
  }
}
