// @ts-check
// The columns of the index: every page's title, address and facets. Written by hooks/legwork/search/index.py.

import { Bits, union } from "./bits.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** @param {string} character */
const id = (character) => (character > "\u00ff" ? character.charCodeAt(0) - 0x100 + DIGITS.length : DIGITS.indexOf(character));

/**
 * The same rule as `slug_of` of hooks/legwork/text/slugs.py.
 * @param {string} name
 */
function slug(name) {
  const plain = name.normalize("NFKD").replace(/[\u0080-\uffff]/g, "").toLowerCase();
  return (plain.match(/[a-z0-9]+/g) ?? []).join("-");
}

/**
 * An address in which a slug stands in the place of `{}`.
 * @param {string} address
 * @param {string} slug
 */
function filled(address, slug) {
  return address.replace("{}", slug);
}

/** One facet: which pages have each of its values, and which pages have the facet at all. */
class Column {
  /** @param {ColumnData} data */
  constructor({ ids, cells }) {
    this.ids = ids;
    this.cells = cells.split(" ");
    this.size = this.cells.length;
    this.none = new Bits(this.size);
    this.known = new Bits(this.size);
    this.sets = new Map(ids.map((value) => [value, new Bits(this.size)]));
    const byPlace = [...this.sets.values()];
    this.cells.forEach((cell, page) => {
      if (cell === "-") return;
      this.known.add(page);
      for (const character of cell) byPlace[id(character)].add(page);
    });
  }

  /**
   * The pages that have this value.
   * @param {string} value
   */
  pages(value) {
    return this.sets.get(value) ?? this.none;
  }

  /**
   * The values that a page has.
   * @param {Place} page
   */
  values(page) {
    const cell = this.cells[page];
    return cell === "-" ? [] : [...cell].map((character) => this.ids[id(character)]);
  }
}

export class Pages {
  /**
   * @param {PagesData} data
   * @param {URL} root
   */
  constructor(data, root) {
    this.root = root;
    /** @type {Kind[]} */
    this.kinds = data.kinds.map(([name, address, weight]) => ({ name, address, weight }));
    this.kindOf = [...data.kind].map((digit) => this.kinds[id(digit)]);
    this.titles = data.title;
    this.addresses = data.url;
    this.names = data.names;
    this.stillAt = data.still;
    this.helpAt = data.help;
    this.size = data.title.length;
    /** @type {Map<string, Place> | undefined} */
    this.places = undefined;
    const sections = Object.keys(data.url).filter((page) => data.url[Number(page)].includes("#"));
    /** Every page; sections of guides are found by words only. */
    this.all = sections.reduce((bits, page) => bits.remove(Number(page)), new Bits(this.size, true));
    /** @type {Record<string, Column>} */
    this.columns = Object.fromEntries(Object.entries(data.columns).map(([name, column]) => [name, new Column(column)]));
    this.ofKind = new Map(this.kinds.map(({ name }) => [name, new Bits(this.size)]));
    this.kindOf.forEach(({ name }, page) => this.ofKind.get(name)?.add(page));
  }

  /**
   * The address of a page.
   * @param {Place} page
   */
  url(page) {
    return new URL(this.addresses[page] ?? this.usual(page), this.root).href;
  }

  /**
   * The address that most pages have: their title's slug in the address of their kind.
   * @param {Place} page
   */
  usual(page) {
    return filled(this.kindOf[page].address, slug(this.titles[page]));
  }

  /**
   * The address of an exercise's small picture.
   * @param {Place} page
   */
  still(page) {
    const [slug] = this.url(page).split("/").slice(-2);
    return new URL(filled(this.stillAt, slug), this.root).href;
  }

  /** @param {string} complaint */
  nameOf(complaint) {
    const page = this.complaint(complaint);
    return page === undefined ? complaint : this.titles[page];
  }

  /** The page of signs that need help. */
  get help() {
    return this.at(this.helpAt);
  }

  /**
   * The page at an address from the root, if there is one.
   * @param {string} address
   */
  at(address) {
    this.places ??= new Map(this.titles.map((_, page) => [this.addresses[page] ?? this.usual(page), page]));
    return this.places.get(address);
  }

  /**
   * The page of a complaint.
   * @param {string} slug
   */
  complaint(slug) {
    const kind = this.kinds.find(({ name }) => name === "care");
    return kind && this.at(filled(kind.address, slug));
  }

  /**
   * Pages for which one needs to own nothing beyond `owned`; pages that ask for no equipment at all are not among them.
   * @param {Set<string>} owned
   */
  possible(owned) {
    const { kit } = this.columns;
    const missing = kit.ids.filter((tool) => !owned.has(tool)).map((tool) => kit.pages(tool));
    return kit.known.without(union(this.size, missing));
  }
}
