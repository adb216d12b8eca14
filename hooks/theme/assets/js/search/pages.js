// The columns of the index: every page's title, address and facets. Written by hooks/legwork/search/index.py.

import { Bits, union } from "./bits.js";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const id = (character) => (character > "\u00ff" ? character.charCodeAt(0) - 0x100 + DIGITS.length : DIGITS.indexOf(character));

/** The same rule as `slug_of` of hooks/legwork/text/slugs.py. */
function slug(name) {
  const plain = name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase();
  return (plain.match(/[a-z0-9]+/g) ?? []).join("-");
}

/** One facet: which pages have each of its values, and which pages have the facet at all. */
class Column {
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

  /** The pages that have this value. */
  pages(value) {
    return this.sets.get(value) ?? this.none;
  }

  /** The values that a page has. */
  values(page) {
    const cell = this.cells[page];
    return cell === "-" ? [] : [...cell].map((character) => this.ids[id(character)]);
  }
}

export class Pages {
  constructor(data, root) {
    this.root = root;
    this.kinds = data.kinds.map(([name, folder, weight]) => ({ name, folder, weight }));
    this.kindOf = [...data.kind].map((digit) => this.kinds[id(digit)]);
    this.titles = data.title;
    this.addresses = data.url;
    this.names = data.names;
    this.size = data.title.length;
    const sections = Object.keys(data.url).filter((page) => data.url[page].includes("#"));
    /** Every page; sections of guides are found by words only. */
    this.all = sections.reduce((bits, page) => bits.remove(Number(page)), new Bits(this.size, true));
    this.columns = Object.fromEntries(Object.entries(data.columns).map(([name, column]) => [name, new Column(column)]));
    this.ofKind = new Map(this.kinds.map(({ name }) => [name, new Bits(this.size)]));
    this.kindOf.forEach(({ name }, page) => this.ofKind.get(name).add(page));
  }

  /** The address of a page. */
  url(page) {
    return new URL(this.addresses[page] ?? this.usual(page), this.root).href;
  }

  /** The same rule as `default_url` of hooks/legwork/search/index.py. */
  usual(page) {
    return `${this.kindOf[page].folder}/${slug(this.titles[page])}/`;
  }

  /** The page at an address from the root, if there is one. */
  at(address) {
    this.places ??= new Map(this.titles.map((_, page) => [this.addresses[page] ?? this.usual(page), page]));
    return this.places.get(address);
  }

  /** The page of an entry, as `entry` of hooks/legwork/catalogue/urls.py has its address. */
  entry(kind, slug) {
    const { folder } = this.kinds.find(({ name }) => name === kind);
    return this.at(`${folder}/${slug}/`);
  }

  /** Pages for which one needs to own nothing beyond `owned`; pages that ask for no equipment at all are not among them. */
  possible(owned) {
    const { kit } = this.columns;
    const missing = kit.ids.filter((tool) => !owned.has(tool)).map((tool) => kit.pages(tool));
    return kit.known.without(union(this.size, missing));
  }
}
