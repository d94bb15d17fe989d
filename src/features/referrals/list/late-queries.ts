import { sql } from "kysely";
import { prepared } from "../../../db/prepared.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { addDays, type Day } from "../../../domain/calendar.ts";
import { seenFullName } from "../../sharing/index.ts";
import { CONVERSATIONS, type ReferralContact } from "../contact/contact.ts";
import { clockOf, type Late, lateWith, type Pause, STANDARDS } from "../referral/clock.ts";
import type { LoggedEvent } from "../referral/event-queries.ts";
import { isMadeBy, isSentTo, joined, notLockedBy } from "../referral/referral-queries.ts";

export type LateReferral = {
  id: string;
  reference: string;
  familyId: string;
  carerName: string;
  programmeName: string;
  fromName: string;
  toName: string;
  isReceived: number;
  submittedAt: string;
  late: Late[];
};

/** The longest waiting are looked at; a service with more of them late has them all day. */
const MOST = 500;

/** No standard is over earlier than this many days after the sending. */
const SOONEST_LATE = 2;

/** Written out, as the indexes of referrals by state have it. Where information is asked for the clock stands still. */
const WAITS = sql<boolean>`referral.state in ('submitted', 'accepted', 'waiting', 'enrolled')`;

/** Nobody has answered, the twelve weeks are over, or nobody is known to have spoken to the carer: what none of these is true of can't be late. */
const mayBeLate = (startedBefore: Day) => sql<boolean>`(referral.state = 'submitted'
  or referral.submitted_at < ${startedBefore}
  or not exists (select 1 from contact_attempt a where a.referral_id = referral.id and a.outcome in (${sql.join(CONVERSATIONS)})))`;

const EVENTS = sql<string>`(
  select json_group_array(json_object('verb', e.verb, 'from', e.from_state, 'suitability', e.suitability, 'at', e.at))
  from (select * from referral_event where referral_id = referral.id order by version) e)`;

const CONTACTS = sql<string>`(
  select json_group_array(json_object('at', a.at, 'outcome', a.outcome)) from contact_attempt a where a.referral_id = referral.id)`;

const HOLDS = sql<string>`(
  select json_group_array(json_object('from', h.from_on, 'until', h.until_on)) from hold h
  where h.person_id = referral.carer_id and h.lifted_at is null)`;

type Given = Actor & { sentBefore: Day; startedBefore: Day };

const waiting = prepared((db, given: Given) =>
  notLockedBy(db, given)
    .where((on) => on.or([isMadeBy(given)(on), isSentTo(given)(on)]))
    .where(WAITS)
    .where("referral.submitted_at", "<", given.sentBefore)
    .where(mayBeLate(given.startedBefore))
    .innerJoin("programme", "programme.id", "referral.programme_id")
    .innerJoin("organisation as from", "from.id", "referral.from_organisation_id")
    .innerJoin("organisation as to", "to.id", "referral.to_organisation_id")
    .innerJoin("person as carer", "carer.id", "referral.carer_id")
    .orderBy("referral.submitted_at")
    .orderBy("referral.id")
    .limit(MOST)
    .select([
      "referral.id",
      "referral.reference",
      "referral.family_id as familyId",
      sql<string>`referral.submitted_at`.as("submittedAt"),
      "programme.name as programmeName",
      "from.short_name as fromName",
      "to.short_name as toName",
      seenFullName(given, joined("carer")).as("carerName"),
      sql<number>`referral.to_organisation_id = ${given.organisationId}`.as("isReceived"),
      EVENTS.as("events"),
      CONTACTS.as("contacts"),
      HOLDS.as("holds"),
    ]),
);

const pausesIn = (json: string): Pause[] =>
  (JSON.parse(json) as { from: Day; until: Day }[]).map(({ from, until }) => ({
    why: "hold",
    after: addDays(from, -1),
    to: until,
  }));

/**
 * Referrals made or received by this organisation that are late by a service standard, the longest waiting first, each with what is
 * late: not acknowledged, nobody has spoken to the carer, not started (docs/rules/service-standards.md).
 */
export async function listLateReferrals(db: Db, actor: Actor, today: Day): Promise<LateReferral[]> {
  const rows = await waiting(db, {
    ...actor,
    sentBefore: addDays(today, -SOONEST_LATE),
    startedBefore: addDays(today, -7 * STANDARDS.startWeeks),
  });
  return rows.flatMap(({ events, contacts, holds, ...row }) => {
    const logged = JSON.parse(events) as LoggedEvent[];
    const spoken = JSON.parse(contacts) as ReferralContact[];
    const clock = clockOf(logged, pausesIn(holds), today, spoken);
    const late = clock ? lateWith(clock, today) : [];
    return late.length > 0 ? [{ ...row, late }] : [];
  });
}
