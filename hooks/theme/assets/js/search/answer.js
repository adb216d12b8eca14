// @ts-check
// What a query and a choice of facets come to, for the header box and the finder alike: what the words say of complaints and
// facets, what is searched among what is left, and the order in which it is shown.

import { Bits } from "./bits.js";
import { Choice } from "./choice.js";
import { IN_NAME, OPTIONAL, WHOLE_NAME } from "./index.js";
import { term } from "./terms.js";

/** Kinds whose names are words for what is sound, too: `knee drive` is no sore knee. */
const NAMED = new Set(["exercise", "muscle", "equipment", "pattern"]);
const NAMED_WHOLE = new Set([...NAMED, "routine", "plan", "page"]);
/** Kinds that one trains by: under a complaint only those that it leaves are shown. */
const TRAINING = new Set(["exercise", "routine", "plan"]);
/** Words of the longest name that is looked for around a phrase. */
const LONGEST_NAME = 8;
/** Ways to read a run of words of which some may be mistyped. */
const MOST_RUNS = 32;
/** Said around a complaint, and asked of no page. */
const AROUND = new Set(["after", "any", "anything", "been", "cure", "during", "fix", "get", "got", "had", "have", "it", "left", "need", "recover", "recovery", "rehab",
  "relief", "right", "run", "runner", "running", "safe", "since", "some", "something", "still", "stop", "that", "this", "treat", "treatment", "want", "while"].map(term));
const WORST_FIRST = /** @type {const} */ (["avoid", "unjudged", "modify", "fine"]);
const ORDER = ["made", "fine", "modify", "beside", "unjudged", "avoid"];

/**
 * `not` holds keys of what the words say and the reader did not mean. Gives
 * - `said`: what the words set, each {key, facet, values, words}; `asks`: complaints that they may mean;
 * - `rest`: the words searched beside it; `missing`: those left out because nobody knows them; `unmet`: because nothing left has them;
 * - `choice`: all that is chosen; `first`: pages to read before all; `found`: the pages found, best first;
 * - `verdict(page)`: modify, unjudged or avoid, or nothing;
 * - `without(words)`: the query without the words of one thing that it says, or without the rest.
 * With words for a sign that needs help, the page of these signs is the first, and nothing is found that one trains by.
 * @param {Index} index
 * @param {string} query
 * @param {{chosen?: Values, not?: Set<string>, withheld?: boolean}} options
 */
export async function answer(index, query, { chosen = new Map(), not = new Set(), withheld = false } = {}) {
  const { pages } = index;
  const { asked, unfinished } = index.read(query);
  const { set, asks, urgent } = await understood(index, asked, unfinished, not);
  const said = set.map(({ key, facet, values, start, end }) => ({ key, facet, values, words: texts(asked.slice(start, end)) }));
  const values = merged(chosen, said);
  const hurts = (values.get("care") ?? []).length > 0;
  /** @type {Map<string, Place[]>} */
  const beside = new Map();
  for (const { facet, values: [complaint], start, end } of set) {
    if (facet === "care") beside.set(complaint, [...(beside.get(complaint) ?? []), ...(await besides(index, asked, [start, end], complaint))]);
  }

  const taken = new Set(set.flatMap(({ start, end }) => range(start, end)));
  const rest = restOf(asked, taken, set, hurts);
  const { hits, missing } = await (urgent ? untrained(index, asked) : index.search(rest.map((i) => asked[i]), rest.indexOf(unfinished)));
  if (set.length && !hurts && !urgent && hits.length) await raise(index, hits, asked, unfinished);
  const options = { withheld, beside: new Map([...beside].map(([complaint, found]) => [complaint, bits(pages, found)])) };
  const searched = set.length && !urgent ? hits.length > 0 : query.trim() !== "";
  const words = texts(rest.map((i) => asked[i]));
  let choice = new Choice(pages, values, searched ? bits(pages, hits.map(({ page }) => page)) : null, options);
  const { fine, modify } = choice.verdicts();
  const unmet = hurts && set.length && !urgent && choice.text && !choice.text.and(fine.or(modify)).count() ? words : [];
  if (unmet.length) choice = choice.withoutText();

  const ranked = choice.text ? hits.map(({ page }) => page) : null;
  const toRead = [urgent ? pages.help : undefined, ...(values.get("care") ?? []).map((complaint) => pages.complaint(complaint))];
  const first = new Set(toRead.filter((page) => page !== undefined));
  if (set.length && !hurts && !rest.length) for (const page of await named(index, asked)) first.add(page);
  const tier = tiers(choice);
  return {
    said, choice, unmet,
    asks: asks.filter((complaint) => !choice.of("care").includes(complaint)),
    rest: choice.text ? words : [],
    missing: set.length && rest.length && !hits.length ? words : missing,
    first: [...first],
    found: ordered(choice, ranked, [...beside.values()].flat(), tier).filter((page) => !first.has(page)),
    /** @param {Place} page */
    verdict: (page) => (["modify", "unjudged", "avoid"].includes(tier(page)) ? tier(page) : ""),
    /** @param {string[]} words */
    without: (words) => texts(asked).filter((word) => !words.includes(word)).join(" "),
  };
}

/** @param {Word[]} asked */
const texts = (asked) => asked.map(({ word }) => word);
/** @type {(start: number, end: number) => number[]} */
const range = (start, end) => Array.from({ length: end - start }, (_, i) => start + i);
/** @type {(pages: Pages, places: Place[]) => Bits} */
const bits = (pages, places) => places.reduce((set, page) => set.add(page), new Bits(pages.size));

/**
 * What was chosen and what is said, by facet. Who says to own nothing owns nothing.
 * @param {Values} chosen
 * @param {{facet: string, values: string[]}[]} said
 */
function merged(chosen, said) {
  const values = new Map(chosen);
  for (const { facet, values: more } of said) values.set(facet, facet === "kit" ? more : [...new Set([...(values.get(facet) ?? []), ...more])]);
  return values;
}

/**
 * The places of the words that are searched: those that say nothing else, if any of them is worth asking for.
 * @param {Word[]} asked
 * @param {Set<number>} taken
 * @param {Phrase[]} set
 * @param {boolean} hurts
 */
function restOf(asked, taken, set, hurts) {
  const rest = [...asked.keys()].filter((i) => !taken.has(i));
  if (!set.length) return rest;
  const said = hurts ? rest.filter((i) => !AROUND.has(asked[i].term)) : rest;
  return said.some((i) => !OPTIONAL.has(asked[i].term)) ? said : [];
}

/**
 * Raises pages that say what the facets say too: a routine that is called `No kit` before others that need none.
 * @param {Index} index
 * @param {Hit[]} hits
 * @param {Word[]} asked
 * @param {number} unfinished
 */
async function raise(index, hits, asked, unfinished) {
  const scores = new Map((await index.search(asked, unfinished)).hits.map(({ page, score }) => [page, score]));
  for (const hit of hits) hit.score += scores.get(hit.page) ?? 0;
  hits.sort((a, b) => b.score - a.score || a.page - b.page);
}

// --- What the words say

/**
 * What the words set, with its place among them, the complaints that they may mean, and whether they say a sign that needs help.
 * @param {Index} index
 * @param {Word[]} asked
 * @param {number} unfinished
 * @param {Set<string>} not
 * @returns {Promise<{set: Phrase[], asks: string[], urgent: boolean}>}
 */
async function understood(index, asked, unfinished, not) {
  if (!asked.length) return { set: [], asks: [], urgent: false };
  const phrases = await index.phrases();
  const meant = await Promise.all(asked.map((word) => candidates(index, phrases, word)));
  const found = phrases.find(asked, meant, { unfinished, known: (known) => index.names.has(known) });
  const sound = await Promise.all(found.map((one) => stands(index, meant, one)));
  const standing = found.filter((one, i) => sound[i] && !not.has(one.key));
  const urgent = standing.some(({ facet }) => facet === "help");
  return { urgent, set: standing.filter(({ asks, facet }) => !asks && facet !== "help"), asks: [...new Set(standing.flatMap(({ asks, values }) => (asks ? values : [])))] };
}

/**
 * The terms that a word may stand for: itself, or if nobody knows it those of names that are one letter off.
 * @param {Index} index
 * @param {Phrases} phrases
 * @param {Word} word
 */
async function candidates(index, phrases, { word, term: typed }) {
  if (phrases.vocabulary.has(word)) return [...new Set([typed, word])];
  if (index.names.has(typed) || phrases.vocabulary.has(typed) || (await index.exact(typed)).size) return [typed];
  return [typed, ...index.corrections(word)];
}

/**
 * Whether a phrase means what it says where it stands, and is not part of the name of something else.
 * @param {Index} index
 * @param {string[][]} meant
 * @param {Phrase} phrase
 */
async function stands(index, meant, { start, end, begun, facet, values }) {
  const { kindOf, columns } = index.pages;
  if (facet === "help") return true;
  /** @param {Place} page */
  const isNamed = (page) => NAMED.has(kindOf[page].name);
  /** @param {Place} page */
  const isOther = (page) => NAMED_WHOLE.has(kindOf[page].name) && !(facet === "care" && columns.for.pages(values[0]).has(page));
  /** @type {(from: number, to: number, least: number, counts: (page: Place) => boolean) => Promise<boolean>} */
  const has = async (from, to, least, counts) => {
    for (const joined of runs(meant.slice(from, to))) {
      for (const [page, impact] of await index.exact(joined)) if (impact >= least && counts(page)) return true;
    }
    return false;
  };
  if (begun) {
    for (const letters of runs(meant.slice(start, end))) if (await begunName(index, letters, isNamed)) return false;
    return true;
  }
  for (let from = Math.max(0, end - LONGEST_NAME); from <= start; from++) {
    for (let to = end; to <= Math.min(meant.length, from + LONGEST_NAME); to++) {
      if (to - from > end - start && (await has(from, to, WHOLE_NAME, isOther))) return false;
    }
  }
  if (facet !== "care" || end - start > 1) return true;
  return !(start > 0 && (await has(start - 1, end, IN_NAME, isNamed))) && !(end < meant.length && (await has(start, end + 1, IN_NAME, isNamed)));
}

/**
 * Words run together, each as any of the terms that it may stand for.
 * @param {string[][]} meant
 */
function runs(meant) {
  return meant.reduce((begun, terms) => begun.flatMap((run) => terms.map((term) => run + term)), [""]).slice(0, MOST_RUNS);
}

/**
 * Whether a name begins with these letters, its words run together.
 * @param {Index} index
 * @param {string} letters
 * @param {(page: Place) => boolean} isNamed
 */
async function begunName(index, letters, isNamed) {
  const shard = await index.shard(letters);
  for (const longer of Object.keys(shard).filter((other) => other.startsWith(letters))) {
    for (const [page, impact] of await index.exact(longer)) if (impact >= IN_NAME && isNamed(page)) return true;
  }
  return false;
}

/**
 * The pages that bear the whole query as their name.
 * @param {Index} index
 * @param {Word[]} asked
 */
async function named(index, asked) {
  const found = await index.exact(asked.map((word) => word.term).join(""));
  return [...found].filter(([page, impact]) => impact === WHOLE_NAME && NAMED_WHOLE.has(index.pages.kindOf[page].name)).map(([page]) => page);
}

/**
 * What all words and then those of a complaint find and nobody trains by, best first.
 * @param {Index} index
 * @param {Word[]} asked
 * @param {[number, number]} within
 * @param {string} complaint
 */
async function besides(index, asked, [start, end], complaint) {
  const { pages } = index;
  const found = await Promise.all([asked, asked.slice(start, end)].map((words) => untrained(index, words)));
  return found.flatMap(({ hits }) => hits.map(({ page }) => page)).filter((page) => page !== pages.complaint(complaint));
}

/**
 * What words find and nobody trains by.
 * @param {Index} index
 * @param {Word[]} asked
 * @returns {Promise<Hits>}
 */
async function untrained(index, asked) {
  const { hits, missing } = await index.search(asked, -1);
  return { hits: hits.filter(({ page }) => !TRAINING.has(index.pages.kindOf[page].name)), missing };
}

// --- In which order

/**
 * What a page is under what hurts; nothing where nothing does.
 * @param {Choice} choice
 * @returns {(page: Place) => string}
 */
function tiers(choice) {
  const complaints = choice.of("care");
  if (!complaints.length) return () => "";
  const verdicts = choice.verdicts();
  const made = complaints.map((complaint) => choice.pages.columns.for.pages(complaint));
  return (page) => {
    const verdict = WORST_FIRST.find((name) => verdicts[name].has(page)) ?? "beside";
    return verdict === "fine" && made.some((set) => set.has(page)) ? "made" : verdict;
  };
}

/**
 * The pages chosen: by score if words were searched, and with what hurts by what one may do.
 * @param {Choice} choice
 * @param {Place[] | null} ranked
 * @param {Place[]} beside
 * @param {(page: Place) => string} tier
 */
function ordered(choice, ranked, beside, tier) {
  const result = choice.result();
  const training = ranked ?? byRole(choice, [...result]);
  const all = [...new Set([...(choice.of("care").length ? training.filter((page) => tier(page) !== "beside") : training), ...beside])];
  const found = all.filter((page) => result.has(page));
  if (!choice.of("care").length) return found;
  return ORDER.flatMap((name) => found.filter((page) => tier(page) === name));
}

/**
 * Exercises that train a muscle first before those in which it works along; else as they stand in the index.
 * @param {Choice} choice
 * @param {Place[]} places
 */
function byRole(choice, places) {
  if (!choice.muscles().length) return places;
  const first = choice.trainedFirst();
  const { kinds, kindOf } = choice.pages;
  /** @param {Place} page */
  const rank = (page) => 2 * kinds.indexOf(kindOf[page]) + (kindOf[page].name === "exercise" && !first.has(page) ? 1 : 0);
  return places.map((page) => [rank(page), page]).sort(([a, one], [b, other]) => a - b || one - other).map(([, page]) => page);
}
