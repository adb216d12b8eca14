// What the finder's facets choose. Values of one facet widen it, facets narrow each other; what one owns and what hurts
// have rules of their own.

import { union } from "./bits.js";

export const NO_KIT = "none";
/** Things given up at once to find a way out of nothing. */
const MOST_DROPPED = 3;
/** Facets of which a page must have one of the values chosen. */
const PLAIN = ["level", "pattern", "sort", "impact", "sides"];

export class Choice {
  /** `values` is a Map from facet to the values chosen; `text` the set of pages that answer the words typed, or null. */
  constructor(pages, values, text = null) {
    this.pages = pages;
    this.values = values;
    this.text = text;
  }

  of(facet) {
    return this.values.get(facet) ?? [];
  }

  /** The same choice with a value added to a facet, or taken from it. */
  toggled(facet, value) {
    const now = this.of(facet);
    const values = new Map(this.values);
    values.set(facet, now.includes(value) ? now.filter((other) => other !== value) : [...now, value]);
    return new Choice(this.pages, values, this.text);
  }

  /** The same choice with nothing chosen in a facet. */
  without(facet) {
    return new Choice(this.pages, new Map(this.values).set(facet, []), this.text);
  }

  withoutText() {
    return new Choice(this.pages, this.values);
  }

  /** The pages chosen. */
  result() {
    return this.narrowed((family) => this.sets(family));
  }

  /** For every value of a facet that could be chosen next: how many pages there would be. */
  counts(facet, candidates) {
    const family = familyOf(facet);
    if (family === "care" || family === "kit" || facet === "role") {
      return new Map(candidates.map((value) => [value, (this.of(facet).includes(value) ? this : this.toggled(facet, value)).result().count()]));
    }
    const others = this.narrowed((name) => (name === family ? null : this.sets(name)));
    return new Map(candidates.map((value) => [value, others.and(this.value(facet, value)).count()]));
  }

  narrowed(setsOf) {
    const { pages } = this;
    let left = this.text ?? pages.all;
    for (const family of ["muscle", "kit", "care", "kind", ...PLAIN]) {
      const set = setsOf(family);
      if (set) left = left.and(set);
    }
    return left;
  }

  /** The pages that a facet leaves, or null if nothing is chosen in it. */
  sets(family) {
    const { pages } = this;
    if (family === "kit") return this.of("kit").length ? pages.possible(new Set(this.of("kit"))) : null;
    if (family === "care") return this.of("care").length ? pages.columns.avoid.known.without(this.told("avoid")) : null;
    const facets = family === "muscle" ? ["muscle", "group"] : [family];
    const chosen = facets.flatMap((facet) => this.of(facet).map((value) => this.value(facet, value)));
    return chosen.length ? union(pages.size, chosen) : null;
  }

  /** The pages that have one value of a facet. */
  value(facet, value) {
    const { pages } = this;
    if (facet === "kind") return pages.ofKind.get(value) ?? union(pages.size, []);
    if (facet === "group") return union(pages.size, (pages.names.group[value] ?? []).map((muscle) => this.value("muscle", muscle)));
    if (facet !== "muscle") return pages.columns[facet].pages(value);
    const first = pages.columns.primary.pages(value);
    return this.of("role").length ? first : first.or(pages.columns.secondary.pages(value));
  }

  /** The pages that the complaints chosen say to avoid or to modify. */
  told(action) {
    return union(this.pages.size, this.of("care").map((complaint) => this.pages.columns[action].pages(complaint)));
  }

  /** All that is chosen, one by one, the words typed first. */
  given() {
    const values = [...this.values].flatMap(([facet, chosen]) => chosen.map((value) => ({ facet, value })));
    return this.text ? [{ facet: "q", value: "" }, ...values] : values;
  }

  dropped({ facet, value }) {
    return facet === "q" ? this.withoutText() : this.toggled(facet, value);
  }

  /** The fewest things to give up that leave something, the way to most pages first: [{drop: [{facet, value}], count}]. */
  loosened() {
    for (let size = 1; size <= MOST_DROPPED; size++) {
      const ways = subsets(this.given(), size)
        .map((drop) => ({ drop, count: drop.reduce((choice, one) => choice.dropped(one), this).result().count() }))
        .filter(({ count }) => count);
      if (ways.length) return ways.sort((a, b) => b.count - a.count);
    }
    return [];
  }
}

/** Every choice of `size` of the items, in their order. */
function subsets(items, size) {
  if (!size) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

function familyOf(facet) {
  return facet === "group" || facet === "role" ? "muscle" : facet;
}
