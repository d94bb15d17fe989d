import type { Day } from "../../domain/calendar.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { NOT_OFFERED_REASONS, type Support } from "../../domain/support.ts";

export const OFFER_STATES = {
  told: "Told about it",
  offered: "Offered",
  accepted: "Accepted",
  declined: "Declined",
  "no-reply": "No reply",
  "not-offered": "Not offered",
  started: "Started",
  ended: "Ended",
} as const;
export type OfferState = keyof typeof OFFER_STATES;

export const DECLINED_REASONS = {
  "no-time": "No time, caring for others or work",
  "place-day-or-travel": "Place, day or travel",
  childcare: "Childcare",
  "not-in-a-group": "Not in a group",
  "language-or-access": "Language or access",
  "had-it-already": "Had it already",
  "not-what-we-need": "Not what we need",
  "who-would-know": "Worried who would know",
  health: "Health",
  "none-given": "No reason given",
} as const;
export type DeclinedReason = keyof typeof DECLINED_REASONS;

const REASONS: Readonly<Record<string, string>> = { ...DECLINED_REASONS, ...NOT_OFFERED_REASONS };

export const reasonSaid = (reason: string | null): string | null =>
  reason === null ? null : (REASONS[reason] ?? reason);

export type Offer = {
  id: string;
  familyId: string;
  carerId: string;
  childId: string | null;
  support: Support;
  decisionId: string | null;
  state: OfferState;
  version: number;
  createdAt: string;
};

export type OfferEvent = {
  offerId: string;
  version: number;
  state: OfferState;
  onDay: Day;
  reason: string | null;
  note: string | null;
  at: string;
};

/** One line of an offer's history, with the name of who wrote it (null when it was not a user). */
export type OfferHistory = OfferEvent & { byName: string | null };

/** How well it was explained, as a carer who declined said: a code of the first question of our own feedback. */
export type OfferFeedback = { value: number; at: string };

/** An offer that nobody has answered, with the day of its last event and the carer's name. */
export type WaitingOffer = Offer & { onDay: Day; givenName: string; familyName: string | null };

/** What may follow what. A carer may change their mind, and may be asked again at any time. */
const NEXT: Readonly<Record<OfferState, readonly OfferState[]>> = {
  told: ["offered", "not-offered"],
  offered: ["accepted", "declined", "no-reply"],
  "no-reply": ["accepted", "declined", "offered"],
  declined: ["offered", "accepted"],
  "not-offered": ["offered"],
  accepted: ["started", "declined", "ended"],
  started: ["ended"],
  ended: [],
};

export const nextStates = (state: OfferState): readonly OfferState[] => NEXT[state];

/** How an offer may begin. */
export const FIRST_STATES = {
  told: OFFER_STATES.told,
  offered: OFFER_STATES.offered,
  "not-offered": OFFER_STATES["not-offered"],
};
export type FirstState = keyof typeof FIRST_STATES;

/** The states in which an offer is still on the table or taken up. */
export const OPEN_STATES: readonly OfferState[] = ["told", "offered", "no-reply", "accepted", "started"];
export const isOpen = (offer: Pick<Offer, "state">): boolean => OPEN_STATES.includes(offer.state);

/** Days after which an offer without an answer is shown on the home page (docs/rules/main-job.md 4). */
export const NO_REPLY_DAYS = 10;

export type Move = { version: number; state: OfferState; onDay: Day; reason: string | null; note: string | null };

/** The next event of an offer: only a listed step, never before the last one, with its reason where one is due (docs/rules/reasons.md). */
export function moveTo(
  offer: Pick<Offer, "id" | "version" | "state">,
  move: Move,
  at: string,
): Result<OfferEvent, "changed-since" | "not-next"> {
  if (move.version !== offer.version) return err("changed-since");
  if (!nextStates(offer.state).includes(move.state)) return err("not-next");
  const { state, onDay, reason, note } = move;
  return ok({ offerId: offer.id, version: offer.version + 1, state, onDay, reason, note, at });
}
