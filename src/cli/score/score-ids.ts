/** Where the bytes of a row's id stand. */
export type IdSource = { bytesOf: (row: number) => Uint8Array; hashOf: (row: number) => number };

const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A 32-bit hash of some bytes (FNV-1a with a last mix), for telling ids apart quickly. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = FNV_START;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, FNV_PRIME);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

const same = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/**
 * Remembers the rows whose ids were seen, four bytes a slot, at most half full: a million ids in 16 MB where a set
 * of strings needs a hundred.
 */
export class IdIndex {
  #slots = new Uint32Array(1 << 12);
  #count = 0;
  readonly #ids: IdSource;

  constructor(ids: IdSource) {
    this.#ids = ids;
  }

  /** The earlier row with the same id, or undefined after remembering this one. Rows count from 0. */
  seenBefore(row: number): number | undefined {
    if ((this.#count + 1) * 2 > this.#slots.length) this.#grow();
    const hash = this.#ids.hashOf(row);
    const mask = this.#slots.length - 1;
    let at = hash & mask;
    for (let held = this.#slots[at]!; held !== 0; held = this.#slots[at]!) {
      const earlier = held - 1;
      if (this.#ids.hashOf(earlier) === hash && same(this.#ids.bytesOf(earlier), this.#ids.bytesOf(row)))
        return earlier;
      at = (at + 1) & mask;
    }
    this.#slots[at] = row + 1;
    this.#count++;
    return undefined;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    const mask = this.#slots.length - 1;
    for (const held of old) {
      if (held === 0) continue;
      let at = this.#ids.hashOf(held - 1) & mask;
      while (this.#slots[at] !== 0) at = (at + 1) & mask;
      this.#slots[at] = held;
    }
  }
}
