// @ts-check
// Sets of pages as bits, so that ten thousand pages are counted in microseconds.

export class Bits {
  /** @param {number} size */
  constructor(size, filled = false) {
    this.size = size;
    this.parts = new Uint32Array(Math.ceil(size / 32));
    if (filled) {
      this.parts.fill(0xffffffff);
      if (size % 32) this.parts[this.parts.length - 1] = 2 ** (size % 32) - 1;
    }
  }

  /** @param {Place} place */
  add(place) {
    this.parts[place >>> 5] |= 1 << (place & 31);
    return this;
  }

  /** @param {Place} place */
  remove(place) {
    this.parts[place >>> 5] &= ~(1 << (place & 31));
    return this;
  }

  /** @param {Place} place */
  has(place) {
    return (this.parts[place >>> 5] & (1 << (place & 31))) !== 0;
  }

  /**
   * @param {Bits} other
   * @param {(a: number, b: number) => number} combine
   */
  with(other, combine) {
    const result = new Bits(this.size);
    for (let i = 0; i < this.parts.length; i++) result.parts[i] = combine(this.parts[i], other.parts[i]);
    return result;
  }

  /** @param {Bits} other */
  and(other) {
    return this.with(other, (a, b) => a & b);
  }

  /** @param {Bits} other */
  or(other) {
    return this.with(other, (a, b) => a | b);
  }

  /** @param {Bits} other */
  without(other) {
    return this.with(other, (a, b) => a & ~b);
  }

  count() {
    let total = 0;
    for (let part of this.parts) {
      part -= (part >>> 1) & 0x55555555;
      part = (part & 0x33333333) + ((part >>> 2) & 0x33333333);
      total += Math.imul((part + (part >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return total;
  }

  *[Symbol.iterator]() {
    for (let i = 0; i < this.parts.length; i++) {
      for (let part = this.parts[i] >>> 0; part; part = (part & (part - 1)) >>> 0) {
        yield i * 32 + 31 - Math.clz32(part & -part);
      }
    }
  }
}

/**
 * Every page that is in one of the sets.
 * @param {number} size
 * @param {Bits[]} sets
 */
export function union(size, sets) {
  return sets.reduce((all, set) => all.or(set), new Bits(size));
}
