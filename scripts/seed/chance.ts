/** A small generator of its own, so that the same world is told every time. Not for anything secret. */
export type Chance = {
  /** From 0 up to, not including, 1. */
  next: () => number;
  /** A whole number, both ends included. */
  whole: (from: number, to: number) => number;
  /** Is it so, at this probability? */
  isSo: (probability: number) => boolean;
  pick: <T>(from: readonly T[]) => T;
  /** About normal: mean 0, standard deviation 1. */
  bell: () => number;
  shuffled: <T>(from: readonly T[]) => T[];
};

const STEP = 0x6d2b79f5;

/** Mulberry32: 32 bits of state, even enough for a told world. */
function numbers(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0;
  return () => {
    state = (state + STEP) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same seed gives the same numbers; each family has a seed of its own, so that one more family changes no other. */
export function chance(seed: number): Chance {
  const next = numbers(seed);
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(from: readonly T[]): T => from[whole(0, from.length - 1)]!;
  return {
    next,
    whole,
    pick,
    isSo: (probability) => next() < probability,
    bell: () => Array.from({ length: 12 }, next).reduce((sum, one) => sum + one, -6),
    shuffled: (from) => {
      const cards = [...from];
      for (let i = cards.length - 1; i > 0; i--) {
        const j = whole(0, i);
        [cards[i], cards[j]] = [cards[j]!, cards[i]!];
      }
      return cards;
    },
  };
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");

/** Ids shaped as ours are (UUIDv7): the told moment first, then a counter, then numbers of the generator. */
export function toldIds(now: () => number, seed: number): () => string {
  const next = numbers(seed);
  let [last, count, moment] = [-1, 0, ""];
  return () => {
    const at = now();
    if (at !== last) {
      const time = hex(at, 12);
      moment = `${time.slice(0, 8)}-${time.slice(8)}-7`;
    }
    count = at === last ? count + 1 : 0;
    last = at;
    const random = hex(Math.floor(next() * 2 ** 32), 8) + hex(Math.floor(next() * 2 ** 16), 4);
    const variant = hex(0x8000 + Math.floor(next() * 0x4000), 4);
    return `${moment}${hex(count % 4096, 3)}-${variant}-${random}`;
  };
}

/** Stands for the random tokens of links and references; those of a real start are made of real randomness. */
export function toldTokens(seed: number): () => string {
  const next = numbers(seed);
  return () => Array.from({ length: 8 }, () => hex(Math.floor(next() * 2 ** 32), 8)).join("");
}
