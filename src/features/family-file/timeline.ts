import type { Day } from "../../domain/calendar.ts";

/** What kinds of things a family's timeline holds, with the words of its filter. */
export const ENTRY_KINDS = {
  check: "Behaviour checks",
  need: "Need assessments",
  decision: "Decisions",
  offer: "Offers",
  referral: "Referrals",
  concern: "Concerns",
  arrangement: "Care arrangements",
  agreement: "Agreements",
} as const;
export type EntryKind = keyof typeof ENTRY_KINDS;

/** Something that happened to a family: on a day, and where it is known at a moment, which orders a day. */
export type Entry = {
  kind: EntryKind;
  onDay: Day;
  at: string;
  title: string;
  href: string | null;
  by: string | null;
  text: string;
};

const order = (entry: Entry): string => `${entry.onDay} ${entry.at}`;

/** Newest day first; within a day what was recorded last. */
export const newestFirst = (entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => (order(a) < order(b) ? 1 : order(a) > order(b) ? -1 : 0));
