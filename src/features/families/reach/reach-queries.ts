import { sql } from "kysely";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { Sight } from "../../../domain/sight.ts";
import { isShared, mayReachBy, NO_NAME } from "../../sharing/index.ts";
import { hoursOf } from "../contacts/contact.ts";
import { maskedContact } from "../contacts/contact-queries.ts";
import { isLocked, isOwn } from "../family/visible-queries.ts";
import type { FactKind } from "./person-fact.ts";
import { type Asked, CHANNELS, type Channel, type ReachContact, type ReachFacts } from "./reach-facts.ts";

/** The referrals of the row's `person`, as a carer, to the actor's organisation. */
const referredToUs = (actor: Actor) => sql`referral r where r.carer_id = person.id
  and r.to_organisation_id = ${actor.organisationId} and r.submitted_at is not null`;

const isLiveHere = (actor: Actor) =>
  sql<number>`(${isOwn(actor)} or exists (select 1 from ${referredToUs(actor)} and ${isShared("r")}))`;

/** What the actor's organisation keeps of the newest of those referrals that it no longer sees as it is. */
const newestKept = (actor: Actor, what: "why" | "body") => sql<string | null>`(
  select ${sql.ref(`k.${what}`)} from referral r join referral_kept k on k.referral_id = r.id
  where r.carer_id = person.id and r.to_organisation_id = ${actor.organisationId} order by k.at desc, k.turn desc limit 1)`;

/**
 * Of one's own family any contact; of another's what a provider may still use, and nothing confidential. A referral that came to
 * no course leaves nothing to ring about.
 */
const mayUse = (actor: Actor) => sql<boolean>`(${isOwn(actor)} or (${maskedContact("c")} = 'no'
  and exists (select 1 from ${referredToUs(actor)} and ${mayReachBy(actor, "r", "c")}
    and (${isShared("r")} or exists (select 1 from enrolment e where e.referral_id = r.id)))))`;

const contactsOf = (actor: Actor) => sql<string>`(
  select json_group_array(json_object('id', c.id, 'kind', c.kind, 'value', iif(${maskedContact("c")} = 'yes', '', c.value),
    'confidential', ${maskedContact("c")}, 'safe', c.safe, 'words', c.safe_times, 'safeDays', c.safe_days,
    'safeFrom', c.safe_from, 'safeTo', c.safe_to, 'schoolDays', c.school_days, 'shared', c.shared,
    'doNotUseReason', c.do_not_use_reason, 'wrongSince', (
      select x.on_day from person_fact x where x.contact_id = c.id and x.taken_back_at is null)))
  from (select * from contact where person_id = person.id and ended_on is null order by kind, id) c
  where ${mayUse(actor)})`;

/** The latest answer about each way of getting in touch: to nobody in particular, or to the actor's own organisation. */
const agreedOf = (actor: Actor) => sql<string>`(
  select json_group_array(json_object('purpose', said.purpose, 'answer', said.answer)) from (
    select purpose, answer from agreement where person_id = person.id and purpose glob 'contact-*'
    and coalesce(provider_id, ${actor.organisationId}) = ${actor.organisationId} order by at, id) said)`;

const heldNow = (today: Day) => sql<string | null>`(
  select json_object('until', h.until_on, 'reason', h.reason) from hold h where h.person_id = person.id
  and h.lifted_at is null and h.from_on <= ${today} and h.until_on >= ${today} order by h.until_on desc limit 1)`;

const lastSpoke = (actor: Actor) => sql<string | null>`(
  select json_object('at', t.at, 'how', t.how, 'byName', u.name) from contact_attempt t left join user u on u.id = t.by
  where t.person_id = person.id and t.outcome in ('spoke', 'answered-here') and ${actor.organisationId} = coalesce(
    (select k.organisation_id from pack k where k.id = t.pack_id),
    (select r.to_organisation_id from referral r where r.id = t.referral_id))
  order by t.at desc, t.id desc limit 1)`;

/** A fact that was said once and stands. */
const standing = (kind: FactKind, column: "on_day" | "language") => sql<string | null>`(
  select ${sql.ref(`x.${column}`)} from person_fact x
  where x.person_id = person.id and x.kind = ${sql.lit(kind)} and x.taken_back_at is null)`;

const ofNeed = (column: "interpreter_language" | "safe_to_call") => sql<string | null>`(
  select ${sql.ref(`n.${column}`)} from need n where n.person_id = person.id)`;

/** A fact of the carer as it is, or as the organisation keeps it; null where it keeps none. */
const carerFact = (actor: Actor, column: "language" | "interpreter" | "given_name" | "known_as") =>
  sql<string | null>`iif(${isLiveHere(actor)}, ${sql.ref(`person.${column}`)},
    ${newestKept(actor, "body")} ->> ${sql.lit(`$.carer.${column}`)})`;

/** Of one's own family, or referred to one's organisation at some time; never of one that the reader has locked. */
const isTheirs = (actor: Actor) =>
  sql<boolean>`((${isOwn(actor)} or exists (select 1 from ${referredToUs(actor)})) and not ${isLocked(actor)})`;

const rowsOf = (db: Db, actor: Actor, personIds: readonly string[], today: Day) =>
  db
    .selectFrom("person")
    .innerJoin("family", "family.id", "person.family_id")
    .innerJoin("organisation as owner", "owner.id", "family.organisation_id")
    .where("person.id", "in", sql<string>`(select value from json_each(${JSON.stringify(personIds)}))`)
    .where(isTheirs(actor))
    .select([
      "person.id as personId",
      "person.died_on as diedOn",
      "owner.name as ownerName",
      "owner.telephone as ownerTelephone",
      sql<Sight>`iif(${isLiveHere(actor)}, 'live', coalesce(${newestKept(actor, "why")}, 'never'))`.as("sight"),
      carerFact(actor, "given_name").as("givenName"),
      carerFact(actor, "known_as").as("knownAs"),
      carerFact(actor, "language").as("language"),
      carerFact(actor, "interpreter").as("interpreter"),
      standing("not-asked-again", "on_day").as("notAskedSince"),
      standing("interpreter", "on_day").as("interpreterSince"),
      standing("interpreter", "language").as("factLanguage"),
      ofNeed("interpreter_language").as("interpreterLanguage"),
      ofNeed("safe_to_call").as("saidBefore"),
      contactsOf(actor).as("contacts"),
      agreedOf(actor).as("agreed"),
      heldNow(today).as("held"),
      lastSpoke(actor).as("lastSpoke"),
    ])
    .execute();

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

const NOBODY_ASKED = Object.fromEntries(Object.keys(CHANNELS).map((channel) => [channel, "not-asked"])) as Record<
  Channel,
  Asked
>;

/** The last answer of each way of getting in touch; one that nobody asked about stays so. */
function agreedIn(json: string): Record<Channel, Asked> {
  const said = JSON.parse(json) as { purpose: Channel; answer: string }[];
  const answers = said.map(({ purpose, answer }): [Channel, Asked] => [purpose, answer === "given" ? "yes" : "no"]);
  return { ...NOBODY_ASKED, ...Object.fromEntries(answers) };
}

type KeptContact = Omit<ReachContact, "hours"> & Parameters<typeof hoursOf>[0];

const contactIn = ({ safeDays, safeFrom, safeTo, schoolDays, ...contact }: KeptContact): ReachContact => ({
  ...contact,
  hours: hoursOf({ safeDays, safeFrom, safeTo, schoolDays }),
});

function factsIn(row: Row): ReachFacts {
  const isLive = row.sight === "live";
  const held = row.held === null ? null : (JSON.parse(row.held) as NonNullable<ReachFacts["held"]>);
  return {
    personId: row.personId,
    name: row.knownAs ?? row.givenName ?? NO_NAME,
    sight: row.sight,
    owner: { name: row.ownerName, telephone: row.ownerTelephone },
    diedOn: row.diedOn,
    contacts: (JSON.parse(row.contacts) as KeptContact[]).map(contactIn),
    agreed: agreedIn(row.agreed),
    held: held && { until: held.until, reason: isLive ? held.reason : null },
    notAskedSince: row.notAskedSince,
    interpreter:
      row.interpreterSince === null ? ((row.interpreter ?? "not-known") as ReachFacts["interpreter"]) : "yes",
    interpreterLanguage: row.factLanguage ?? (isLive ? row.interpreterLanguage : null),
    language: row.language ?? "not-asked",
    saidBefore: isLive ? row.saidBefore : null,
    lastSpoke: row.lastSpoke === null ? null : JSON.parse(row.lastSpoke),
  };
}

/**
 * What says how each of these carers may be reached, as far as this actor may know it: one statement for a whole list. Who is
 * neither of their organisation nor was ever referred to it is left out.
 */
export async function readReach(
  db: Db,
  actor: Actor,
  personIds: readonly string[],
  today: Day,
): Promise<Map<string, ReachFacts>> {
  if (personIds.length === 0) return new Map();
  const rows = await rowsOf(db, actor, personIds, today);
  return new Map(rows.map((row) => [row.personId, factsIn(row)]));
}

/** The carers of a family, for a page that is about somebody else in it; whom of them the reader may ring, `readReach` says. */
export const listCarerIds = async (db: Db, familyId: string): Promise<string[]> => {
  const carers = await db
    .selectFrom("person")
    .where("family_id", "=", familyId)
    .where("kind", "=", "carer")
    .orderBy("id")
    .select("id")
    .execute();
  return carers.map(({ id }) => id);
};
