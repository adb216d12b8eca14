// @ts-check
// What the finder's facets choose. Values of one facet widen it, facets narrow each other; what one owns and what hurts
// have rules of their own. What one may do with what hurts is decided in hooks/legwork/catalogue/judgments.py; the columns
// say what came out.

import { union } from "./bits.js";

export const NO_KIT = "none";
/** Things given up at once to find a way out of nothing. */
const MOST_DROPPED = 3;
/** Facets of which a page must have one of the values chosen. */
const PLAIN = ["level", "pattern", "sort", "impact", "sides"];

export class Choice {
  /**
   * `values` is a Map from facet to the values chosen; `text` the set of pages that answer the words typed, or null.
   * `beside` is a Map from complaint to pages that its words found and nobody trains by; they follow what is left.
   * With `withheld` what should be left out is there too, and what nobody has judged.
   * @param {Pages} pages
   * @param {Values} values
   * @param {Bits | null} text
   * @param {{beside?: Map<string, Bits>, withheld?: boolean}} options
   */
  constructor(pages, values, text = null, { beside = new Map(), withheld = false } = {}) {
    this.pages = pages;
    this.values = values;
    this.text = text;
    this.options = { beside, withheld };
  }

  /** @param {string} facet */
  of(facet) {
    return this.values.get(facet) ?? [];
  }

  /**
   * The same choice with a value added to a facet, or taken from it.
   * @param {string} facet
   * @param {string} value
   */
  toggled(facet, value) {
    const now = this.of(facet);
    const values = new Map(this.values);
    values.set(facet, now.includes(value) ? now.filter((other) => other !== value) : [...now, value]);
    return new Choice(this.pages, values, this.text, this.options);
  }

  /**
   * The same choice with nothing chosen in a facet.
   * @param {string} facet
   */
  without(facet) {
    return new Choice(this.pages, new Map(this.values).set(facet, []), this.text, this.options);
  }

  withoutText() {
    return new Choice(this.pages, this.values, null, this.options);
  }

  /** The pages chosen. */
  result() {
    return this.narrowed((family) => this.sets(family));
  }

  /**
   * For every value of a facet that could be chosen next: how many pages there would be.
   * @param {string} facet
   * @param {string[]} candidates
   */
  counts(facet, candidates) {
    const family = familyOf(facet);
    if (family === "care" || family === "kit" || facet === "role") {
      return new Map(candidates.map((value) => [value, (this.of(facet).includes(value) ? this : this.toggled(facet, value)).result().count()]));
    }
    const others = this.narrowed((name) => (name === family ? null : this.sets(name)));
    return new Map(candidates.map((value) => [value, others.and(this.value(facet, value)).count()]));
  }

  /** @param {(family: string) => Bits | null} setsOf */
  narrowed(setsOf) {
    const { pages } = this;
    let left = this.text ? this.text.or(this.beside) : pages.all;
    for (const family of ["muscle", "kit", "care", "kind", ...PLAIN]) {
      const set = setsOf(family);
      if (set) left = left.and(set);
    }
    return left;
  }

  /**
   * The pages that a facet leaves, or null if nothing is chosen in it.
   * @param {string} family
   */
  sets(family) {
    const { pages } = this;
    if (family === "kit") return this.of("kit").length ? pages.possible(new Set(this.of("kit"))) : null;
    if (family === "care") return this.of("care").length ? this.allowed().or(this.beside) : null;
    const facets = family === "muscle" ? ["muscle", "group"] : [family];
    const chosen = facets.flatMap((facet) => this.of(facet).map((value) => this.value(facet, value)));
    return chosen.length ? union(pages.size, chosen) : null;
  }

  /**
   * The pages that have one value of a facet.
   * @param {string} facet
   * @param {string} value
   * @returns {Bits}
   */
  value(facet, value) {
    const { pages } = this;
    if (facet === "kind") return pages.ofKind.get(value) ?? union(pages.size, []);
    if (facet === "group") return union(pages.size, (pages.names.group[value] ?? []).map((muscle) => this.value("muscle", muscle)));
    if (facet !== "muscle") return pages.columns[facet].pages(value);
    const first = pages.columns.primary.pages(value);
    return this.of("role").length ? first : first.or(pages.columns.secondary.pages(value));
  }

  /** The muscles chosen, those of groups too. */
  muscles() {
    return [...new Set([...this.of("muscle"), ...this.of("group").flatMap((group) => this.pages.names.group[group] ?? [])])];
  }

  /** The pages that train one of the muscles chosen first. */
  trainedFirst() {
    return union(this.pages.size, this.muscles().map((muscle) => this.pages.columns.primary.pages(muscle)));
  }

  /** What the words of the complaints chosen found besides exercises and routines. */
  get beside() {
    return union(this.pages.size, this.of("care").flatMap((complaint) => this.options.beside.get(complaint) ?? []));
  }

  /** Exercises and routines by what they are under all complaints chosen together: as bad as under the worst of them. */
  verdicts() {
    const { columns, size } = this.pages;
    /** @param {string} name */
    const of = (name) => this.of("care").map((complaint) => columns[name].pages(complaint));
    const { known } = columns.avoid;
    const [avoid, changed] = [union(size, of("avoid")), union(size, of("modify"))];
    const judged = this.of("care").map((complaint) => columns.fine.pages(complaint).or(columns.modify.pages(complaint)));
    const left = judged.reduce((all, set) => all.and(set), known);
    return { fine: left.without(changed), modify: left.and(changed), unjudged: known.without(left).without(avoid), avoid };
  }

  /** What the complaints chosen leave; all that is judged or not, if what is withheld is asked for. */
  allowed() {
    const { fine, modify } = this.verdicts();
    return this.options.withheld ? this.pages.columns.avoid.known : fine.or(modify);
  }

  /** Of what fits all else that is chosen, the pages that the complaints withhold. */
  withheld() {
    const { unjudged, avoid } = this.verdicts();
    const others = this.narrowed((family) => (family === "care" ? null : this.sets(family)));
    return { unjudged: others.and(unjudged), avoid: others.and(avoid) };
  }

  /** All that is chosen, one by one, the words typed first. */
  given() {
    const values = [...this.values].flatMap(([facet, chosen]) => chosen.map((value) => ({ facet, value })));
    return this.text ? [{ facet: "q", value: "" }, ...values] : values;
  }

  /** @param {Thing} thing */
  dropped({ facet, value }) {
    return facet === "q" ? this.withoutText() : this.toggled(facet, value);
  }

  /**
   * The fewest things to give up that leave something, the way to most pages first. What hurts is nothing to give up.
   * @returns {{drop: Thing[], count: number}[]}
   */
  loosened() {
    const given = this.given().filter(({ facet }) => facet !== "care");
    for (let size = 1; size <= MOST_DROPPED; size++) {
      const ways = subsets(given, size)
        .map((drop) => ({ drop, count: drop.reduce((/** @type {Choice} */ choice, one) => choice.dropped(one), this).result().count() }))
        .filter(({ count }) => count);
      if (ways.length) return ways.sort((a, b) => b.count - a.count);
    }
    return [];
  }
}

/**
 * Every choice of `size` of the items, in their order.
 * @param {Thing[]} items
 * @param {number} size
 * @returns {Thing[][]}
 */
function subsets(items, size) {
  if (!size) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

/** @param {string} facet */
function familyOf(facet) {
  return facet === "group" || facet === "role" ? "muscle" : facet;
}
