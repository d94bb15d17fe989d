import type { Late } from "../referral/clock.ts";

/** Why a referral is late by a service standard (docs/rules/service-standards.md). */
export const LATE_REASONS = {
  "no-place": "No free place, or no run that starts",
  staff: "Too few staff, or leave",
  "not-reached": "The carer could not be reached",
  "carer-asked": "The carer asked to wait",
  "childcare-or-travel": "Childcare, travel or access",
  interpreter: "An interpreter, or another language",
  overlooked: "It was overlooked",
  "recorded-late": "It was done, and recorded late",
  other: "Something else",
} as const;

export type LateReasonCode = keyof typeof LATE_REASONS;
export type Standard = Late["what"];

/** What somebody said about why a referral is late: the last turn is what stands. */
export type LateReason = {
  turn: number;
  reason: LateReasonCode;
  note: string | null;
  /** The standards that were late when it, or a turn before it, was said. */
  standards: readonly Standard[];
  at: string;
  byName: string | null;
};

/** Is something late of which nobody has said why? A standard that became late since somebody did asks again. */
export const isUnexplained = ({ late, said }: { late: readonly Late[]; said: LateReason | undefined }): boolean =>
  late.some(({ what }) => !said?.standards.includes(what));
