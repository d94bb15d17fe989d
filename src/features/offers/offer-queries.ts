import { sql } from "kysely";
import { countUpTo, walked } from "../../db/keyset.ts";
import type { Db, Write } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { addDays, type Day } from "../../domain/calendar.ts";
import { type Page, type Place, pageOf } from "../../domain/paging.ts";
import type { Support } from "../../domain/support.ts";
import { tells } from "../../tells/telling-queries.ts";
import { isOwnToOpen, isQuiet, ownFamilies } from "../families/index.ts";
import {
  type FirstState,
  NO_REPLY_DAYS,
  type Offer,
  type OfferEvent,
  type OfferFeedback,
  type OfferHistory,
  type WaitingOffer,
} from "./offer.ts";

/** Offers to carers of the families that are the actor's own organisation's. */
const visibleTo = (db: Db, actor: Actor) => ownFamilies(db, actor).innerJoin("offer", "offer.family_id", "family.id");

const columns = [
  "offer.id",
  "offer.family_id as familyId",
  "offer.carer_id as carerId",
  "offer.child_id as childId",
  "offer.support",
  "offer.decision_id as decisionId",
  "offer.state",
  "offer.version",
  "offer.created_at as createdAt",
] as const;

export const findOffer = (db: Db, actor: Actor, id: string): Promise<Offer | undefined> =>
  visibleTo(db, actor).where("offer.id", "=", id).select(columns).executeTakeFirst();

/** An offer that was accepted and has led nowhere yet: what a referral can start from. Undefined otherwise. */
export const acceptedOffer = (db: Db, actor: Actor, id: string): Promise<Offer | undefined> =>
  visibleTo(db, actor)
    .where("offer.id", "=", id)
    .where("offer.state", "=", "accepted")
    .select(columns)
    .executeTakeFirst();

/** All offers of a family, the oldest first. */
export const listOffers = (db: Db, actor: Actor, familyId: string): Promise<Offer[]> =>
  visibleTo(db, actor)
    .where("offer.family_id", "=", familyId)
    .orderBy("offer.created_at")
    .orderBy("offer.id")
    .select(columns)
    .execute();

/** What a carer who declined answered to "was it explained well"; undefined when they were not asked or did not say. */
export const findFeedback = (db: Db, actor: Actor, offerId: string): Promise<OfferFeedback | undefined> =>
  visibleTo(db, actor)
    .innerJoin("offer_feedback as f", "f.offer_id", "offer.id")
    .where("offer.id", "=", offerId)
    .select(["f.value", "f.at"])
    .executeTakeFirst();

/** The write that keeps that answer, once an offer: nothing corrects it. */
export const recordFeedback = (db: Db, actor: Actor, offerId: string, { value, at }: OfferFeedback): Write =>
  db.insertInto("offer_feedback").values({ offer_id: offerId, value, at, by: actor.userId });

const eventColumns = [
  "offer_event.offer_id as offerId",
  "offer_event.version",
  "offer_event.state",
  "offer_event.on_day as onDay",
  "offer_event.reason",
  "offer_event.note",
  "offer_event.at",
  "user.name as byName",
] as const;

const eventsVisibleTo = (db: Db, actor: Actor) =>
  visibleTo(db, actor)
    .innerJoin("offer_event", "offer_event.offer_id", "offer.id")
    .leftJoin("user", "user.id", "offer_event.by");

/** Everything said about one offer, oldest first. */
export const listOfferEvents = (db: Db, actor: Actor, offerId: string): Promise<OfferHistory[]> =>
  eventsVisibleTo(db, actor)
    .where("offer_event.offer_id", "=", offerId)
    .orderBy("offer_event.version")
    .select(eventColumns)
    .execute();

/** Everything said about a family's offers, oldest first. */
export const listFamilyOfferEvents = (db: Db, actor: Actor, familyId: string): Promise<OfferHistory[]> =>
  eventsVisibleTo(db, actor)
    .where("offer.family_id", "=", familyId)
    .orderBy("offer_event.at")
    .orderBy("offer_event.version")
    .select(eventColumns)
    .execute();

/** Written out, as the index of offers without an answer has it in its condition. */
const UNANSWERED = sql<boolean>`offer.state in ('offered', 'no-reply')`;

/** Offered, or asked without a reply, and nothing since `day`: read from the one that waits longest on, whosever family it is. */
const waitingSince = (db: Db, actor: Actor, day: Day) =>
  db
    .selectFrom("offer")
    .crossJoin("family")
    .whereRef("family.id", "=", "offer.family_id")
    .where(isOwnToOpen(actor))
    .where(UNANSWERED)
    .where("offer.since_on", "<=", day)
    // Who died, is on hold or wants to be asked nothing more waits for nobody's call.
    .where(sql<boolean>`not ${isQuiet("offer.carer_id", addDays(day, NO_REPLY_DAYS))}`);

/** Of how many values the key of a waiting offer is made: since when it waits, and its id. */
export const WAITING_KEY = 2;

/** A page of offers with no answer since a day, the longest waiting first. */
export const listWaitingOffers = (db: Db, actor: Actor, day: Day, place: Place): Promise<Page<WaitingOffer>> =>
  pageOf(
    place,
    ({ onDay, id }) => [onDay, id],
    (walk) =>
      walked(waitingSince(db, actor, day), { by: ["offer.since_on", "offer.id"] }, walk)
        .innerJoin("person as carer", "carer.id", "offer.carer_id")
        .select([...columns, "carer.given_name as givenName", "carer.family_name as familyName"])
        .select(sql<Day>`offer.since_on`.as("onDay"))
        .execute(),
  );

/** How many offers have had no answer since a day (`addDays(today, -NO_REPLY_DAYS)` for the home page), as far as is counted. */
export const countWaitingOffers = (db: Db, actor: Actor, day: Day): Promise<number> =>
  countUpTo(db, waitingSince(db, actor, day));

export type NewOffer = {
  id: string;
  familyId: string;
  carerId: string;
  childId: string | null;
  support: Support;
  decisionId: string | null;
  state: FirstState;
  onDay: Day;
  reason: string | null;
  note: string | null;
  at: string;
};

/** The writes that open an offer, with its first event. */
export const openOffer = (db: Db, actor: Actor, offer: NewOffer): Write[] => [
  db.insertInto("offer").values({
    id: offer.id,
    family_id: offer.familyId,
    carer_id: offer.carerId,
    child_id: offer.childId,
    support: offer.support,
    decision_id: offer.decisionId,
    state: offer.state,
    version: 1,
    created_at: offer.at,
    created_by: actor.userId,
  }),
  ...insertEvent(db, actor, { ...offer, offerId: offer.id, version: 1 }),
];

function insertEvent(db: Db, actor: Actor, event: OfferEvent): Write[] {
  const { offerId, version, state, onDay, reason, note, at } = event;
  const by = actor.userId;
  return [
    db.insertInto("offer_event").values({ offer_id: offerId, version, state, on_day: onDay, reason, note, at, by }),
    ...tells(db, { verb: `offer.${state}`, by, at, about: { offerId } }),
  ];
}

/** The writes of an offer's next event (from `moveTo`). A second one of the same version is refused by the table. */
export const moveOffer = (db: Db, actor: Actor, event: OfferEvent): Write[] => [
  ...insertEvent(db, actor, event),
  db.updateTable("offer").set({ state: event.state, version: event.version }).where("id", "=", event.offerId),
];
