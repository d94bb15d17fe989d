import type { Day } from "../../domain/calendar.ts";
import { err, ok, type Result } from "../../domain/result.ts";

/** The six kinds of support of the Kinship Care Practice Guide, and family group conference beside them. */
export const SUPPORTS = {
  parenting: "Parenting programme",
  cbt: "CBT for the carer",
  navigator: "Kinship navigator",
  "financial-allowance": "Financial allowance",
  "peer-support": "Peer support",
  "self-care": "Self-care training",
  "family-group-conference": "Family group conference",
} as const;
export type Support = keyof typeof SUPPORTS;
export const SUPPORT_CODES = Object.keys(SUPPORTS) as Support[];

/** What a kind of support is called to the carer. */
export const SUPPORTS_TO_CARER: Record<Support, string> = {
  parenting: "a parenting programme, about what things are like at home and what can help",
  cbt: "a course for you, about the strain this puts on you",
  navigator: "somebody to help you find and get the support you are entitled to",
  "financial-allowance": "an allowance, or a look at whether you can have one",
  "peer-support": "meeting other kinship carers",
  "self-care": "a course on looking after yourself",
  "family-group-conference": "a family group conference, where your family makes its own plan",
};

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

export const NOT_OFFERED_REASONS = {
  "has-it-already": "Has it already",
  "crisis-first": "Crisis first",
  "carer-asked-to-wait": "Carer asked to wait",
  "no-place": "No place for this age, language or area",
  "no-programme": "No programme",
  "other-support": "Other support fits better",
} as const;
export type NotOfferedReason = keyof typeof NOT_OFFERED_REASONS;

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

/** Days after which an offer without an answer is shown on the home page (screens.md, Practitioner 1). */
export const NO_REPLY_DAYS = 10;

export type Move = { version: number; state: OfferState; onDay: Day; reason: string | null; note: string | null };

/** The next event of an offer: only a listed step, never before the last one, with its reason where one is due (product.md, Reasons). */
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
