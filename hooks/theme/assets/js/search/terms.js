// @ts-check
// Words as the search compares them: the browser's half of hooks/legwork/search/terms.py, held equal by a test.

const STOP_WORDS = new Set(("a an and are at by for from i in is me my of on or the to when with you your").split(" "));

export const SORE = new Set("ache aching hurt hurting pain painful sore".split(" "));

/** @type {[RegExp, string][]} */
const RULES = [
  [/(l|ar)ves$/, "$1f"],
  [/([\p{L}\p{N}]{2})ies$/u, "$1y"],
  [/(ss|x|z|[^a]ch|sh)es$/, "$1"],
  [/([^aeious]|[aeio])s$/, "$1"],
  [/([\p{L}\p{N}]{3})our(ite|ed|ing|al|hood)?$/u, "$1or$2"],
  [/([\p{L}\p{N}]{2}[ct]|[bi]b|gue)re$/u, "$1er"],
  [/([\p{L}\p{N}]{3})is(e|ed|ing|er|ation)$/u, "$1iz$2"],
  [/ys(e|ed|ing)$/, "yz$1"],
  [/ogramme$/, "ogram"],
  [/([\p{L}\p{N}])ll(ed|ing)$/u, "$1l$2"],
  [/paed/, "ped"],
  [/^grey$/, "gray"], // codespell:ignore grey
];

/**
 * The words of a text in lower case, without accents and apostrophes, a possessive 's dropped.
 * @param {string} text
 */
export function words(text) {
  const plain = text.toLowerCase().replace(/['’]s(?![\p{L}\p{N}_])/gu, "").replace(/['’]/g, "");
  return plain.normalize("NFKD").replace(/\p{M}/gu, "").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/**
 * A word in the singular and in American spelling; all words for pain are one.
 * @param {string} word
 */
export function term(word) {
  if (word.length < 3) return word;
  const bent = RULES.reduce((now, [pattern, replacement]) => now.replace(pattern, replacement), word);
  return SORE.has(bent) ? "pain" : bent;
}

/**
 * The terms of a text in order, stop words left out, each with the word that it came from.
 * @param {string} text
 */
export function terms(text) {
  return words(text).filter((word) => !STOP_WORDS.has(word)).map((word) => ({ word, term: term(word) }));
}
