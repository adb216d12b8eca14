// @ts-check
// What a query says besides words to look for: complaints, by what people call them, signs that need help, and facets said aloud.
// The phrases of complaints are written by hooks/legwork/search/phrases.py.

import { NO_KIT } from "./choice.js";
import { SORE, terms } from "./terms.js";

const PAIN = "pain";
/** A phrase that is begun is taken for one if so many of its words are typed, or so many letters. */
const TERMS_BEGUN = 2;
const LETTERS_BEGUN = 6;
/** They may stand inside what a complaint is called: `my left knee hurts`. */
const SIDES = new Set(["left", "right", "both"]);
/** @type {(Meaning & {said: string[]})[]} */
const FACETS = [
  { key: "no-kit", facet: "kit", values: [NO_KIT], said: ["no kit", "no equipment", "no gear", "without kit", "without any kit", "without equipment",
    "without any equipment", "without gear", "bodyweight only", "only bodyweight", "body weight only"] },
  { key: "beginner", facet: "level", values: ["beginner"], said: ["beginner", "beginners"] },
  { key: "intermediate", facet: "level", values: ["intermediate"], said: ["intermediate"] },
  { key: "advanced", facet: "level", values: ["advanced"], said: ["advanced"] },
  { key: "no-jumps", facet: "impact", values: ["0", "1"], said: ["no jumping", "no jumps", "without jumping", "without jumps", "low impact", "no impact", "quiet"] },
];

/** @param {string} phrase */
const split = (phrase) => phrase.split(" ");

/**
 * `achilles pain` as `pain achilles`, and back: pain is named before what hurts, or after it.
 * @param {string[]} phrase
 */
function turned(phrase) {
  if (phrase.length < 2) return phrase;
  if (phrase.at(-1) === PAIN) return [PAIN, ...phrase.slice(0, -1)];
  return phrase[0] === PAIN ? [...phrase.slice(1), PAIN] : phrase;
}

/**
 * Whether a word that is still typed may become one with this term.
 * @param {Word} word
 * @param {string} whole
 */
function begins({ word, term }, whole) {
  return whole === term || whole.startsWith(word) || (whole === PAIN && [...SORE].some((sore) => sore.startsWith(word)));
}

/** All phrases as a tree, a term at each step. */
export class Phrases {
  /** @param {PhrasesData} data */
  constructor({ sets, asks, help }) {
    /** @type {Step} */
    this.tree = { next: new Map() };
    /** @type {Set<string>} */
    this.vocabulary = new Set();
    for (const phrase of help) this.add(split(phrase), { key: "help", facet: "help", values: [] });
    const complaints = Object.entries(sets).flatMap(([id, phrases]) => phrases.map((phrase) => ({ phrase: split(phrase), means: complaint(id) })));
    for (const { phrase, means } of complaints) this.add(phrase, means);
    for (const [id, phrases] of Object.entries(asks)) for (const phrase of phrases) this.add(split(phrase), { ...complaint(id), asks: true });
    for (const { said, ...means } of FACETS) for (const text of said) this.add(terms(text).map(({ term }) => term), means);
    for (const { phrase, means } of complaints) this.add(turned(phrase), means);
  }

  /**
   * A phrase belongs to who has it first.
   * @param {string[]} phrase
   * @param {Meaning} means
   */
  add(phrase, means) {
    let node = this.tree;
    for (const term of phrase) {
      this.vocabulary.add(term);
      const next = node.next.get(term) ?? { next: new Map() };
      node.next.set(term, next);
      node = next;
    }
    node.means ??= means;
  }

  /**
   * Whether a mistyped word alone can mean nothing else.
   * @param {Word} word
   * @param {string[]} meant
   * @param {string} key
   */
  surely({ term }, meant, key) {
    return meant.every((other) => other === term || (other[0] === term[0] && this.tree.next.get(other)?.means?.key === key));
  }

  /**
   * The phrases in a query, none over another: longer ones before shorter, but whole ones before one that is begun, unless it
   * goes on to mean the same.
   * `meant` has for each word the terms that it may stand for, the typed one first; `known` tells whole words from begun ones.
   * @param {Word[]} asked
   * @param {string[][]} meant
   * @param {{unfinished: number, known: (term: string) => boolean}} typed
   */
  find(asked, meant, { unfinished, known }) {
    /** @type {Phrase[]} */
    const found = [];
    /** @type {(node: Step, start: number, at: number, slips: number) => void} */
    const walk = (node, start, at, slips) => {
      if (node.means && at > start && (!slips || at - start > 1 || this.surely(asked[start], meant[start], node.means.key))) found.push({ ...node.means, start, end: at, slips, begun: false });
      if (at === asked.length) return;
      if (at > start && SIDES.has(asked[at].term)) walk(node, start, at + 1, slips);
      for (const term of meant[at]) {
        const next = node.next.get(term);
        if (next) walk(next, start, at + 1, slips + (term === asked[at].term ? 0 : 1));
      }
      if (at !== unfinished || (at - start + 1 < TERMS_BEGUN && (asked[at].word.length < LETTERS_BEGUN || known(asked[at].term)))) return;
      const begun = [...node.next].filter(([whole]) => begins(asked[at], whole)).flatMap(([, next]) => [...complaintsFrom(next)]);
      const keys = new Set(begun.map(({ key }) => key));
      if (keys.size === 1) found.push({ ...begun[0], start, end: at + 1, slips, begun: true });
    };
    asked.forEach((_, start) => walk(this.tree, start, start, 0));
    /** @param {Phrase} one */
    const length = ({ start, end }) => end - start;
    /** @type {(one: Phrase, other: Phrase) => boolean} */
    const within = (one, other) => other.start <= one.start && one.end <= other.end;
    /** @param {Phrase} one */
    const guessed = (one) => one.begun && !found.some((other) => !other.begun && other.key === one.key && within(other, one));
    found.sort((a, b) => Number(guessed(a)) - Number(guessed(b)) || length(b) - length(a) || a.slips - b.slips || a.start - b.start);
    /** @type {Phrase[]} */
    const kept = [];
    for (const one of found) if (kept.every((other) => one.end <= other.start || other.end <= one.start)) kept.push(one);
    return kept.sort((a, b) => a.start - b.start);
  }
}

/**
 * @param {string} id
 * @returns {Meaning}
 */
function complaint(id) {
  return { key: id, facet: "care", values: [id] };
}

/**
 * What the phrases from here on mean that set a complaint.
 * @param {Step} node
 * @returns {Iterable<Meaning>}
 */
function* complaintsFrom(node) {
  if (node.means?.facet === "care" && !node.means.asks) yield node.means;
  for (const next of node.next.values()) yield* complaintsFrom(next);
}
