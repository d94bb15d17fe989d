import { sql } from "kysely";
import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { tells } from "../../../tells/telling-queries.ts";
import { NO_NAME, seenInFamily } from "../../sharing/index.ts";
import { isLocked, isOwn } from "../family/visible-queries.ts";
import type { NewFact, PersonFact, Subject } from "./person-fact.ts";
import { readReach } from "./reach-queries.ts";

/**
 * Is nothing more to be asked by `informant` about `about`, two columns of the statement? One of them died, the carer asked not to
 * be asked again, or the child moved out. The one condition of every list, count and message that asks (docs/rules/asking-again.md).
 */
export const isAskingOver = (informant: string, about: string) => sql<boolean>`exists (
  select 1 from person_fact x where x.taken_back_at is null and x.person_id in (${sql.ref(informant)}, ${sql.ref(about)})
  and (x.kind = 'died' or (x.kind = 'not-asked-again' and x.person_id = ${sql.ref(informant)})
    or (x.kind = 'moved-out' and x.person_id = ${sql.ref(about)})))`;

/** Does nothing call for ringing this person now: they died, or asked not to be asked again, or a hold lasts? Tasks wait meanwhile. */
export const isQuiet = (person: string, today: Day) => sql<boolean>`(exists (
  select 1 from person_fact x where x.taken_back_at is null and x.person_id = ${sql.ref(person)}
  and x.kind in ('died', 'not-asked-again'))
  or exists (select 1 from hold h where h.person_id = ${sql.ref(person)} and h.lifted_at is null
    and h.from_on <= ${today} and h.until_on >= ${today}))`;

/** Of one's own organisation, or referred to it: as carer or as child. */
const isInvolved = (actor: Actor) => sql<boolean>`((${isOwn(actor)} or exists (
  select 1 from referral r where r.family_id = family.id and r.to_organisation_id = ${actor.organisationId}
  and r.submitted_at is not null and person.id in (r.carer_id, r.child_id))) and not ${isLocked(actor)})`;

const peopleOf = (db: Db, actor: Actor, familyId: string) =>
  db
    .selectFrom("family")
    .innerJoin("person", "person.family_id", "family.id")
    .where("family.id", "=", familyId)
    .where(isInvolved(actor))
    .select([
      "person.id",
      "person.kind",
      "person.interpreter",
      sql<Day | null>`iif(${isOwn(actor)}, person.birth_on, null)`.as("bornOn"),
      sql<string>`coalesce(${seenInFamily(actor, "given_name")}, ${NO_NAME})`.as("name"),
    ])
    .orderBy("person.birth_on")
    .execute();

const factsOf = (db: Db, personIds: readonly string[]) =>
  db
    .selectFrom("person_fact")
    .innerJoin("organisation", "organisation.id", "person_fact.organisation_id")
    .leftJoin("user", "user.id", "person_fact.by")
    .leftJoin("user as undone", "undone.id", "person_fact.taken_back_by")
    .where("person_fact.person_id", "in", sql<string>`(select value from json_each(${JSON.stringify(personIds)}))`)
    .orderBy("person_fact.at", "desc")
    .orderBy("person_fact.id")
    .select([
      "person_fact.id",
      "person_fact.person_id as personId",
      "person_fact.kind",
      "person_fact.contact_id as contactId",
      "person_fact.on_day as onDay",
      "person_fact.language",
      sql<string | null>`person_fact.note`.as("note"),
      "person_fact.organisation_id as organisationId",
      "person_fact.at",
      "user.name as byName",
      "organisation.name as organisationName",
      "person_fact.taken_back_at as takenBackAt",
      "undone.name as takenBackBy",
      "person_fact.taken_back_why as takenBackWhy",
    ])
    .execute();

type Row = Awaited<ReturnType<typeof factsOf>>[number];

/** A note stays with who wrote it: the fact acts everywhere, what was said around it does not travel. */
const factIn =
  (actor: Actor) =>
  ({ takenBackAt, takenBackBy, takenBackWhy, organisationId, note, ...fact }: Row): PersonFact => ({
    ...fact,
    note: organisationId === actor.organisationId ? note : null,
    takenBack: takenBackAt === null ? null : { at: takenBackAt, byName: takenBackBy, why: takenBackWhy },
  });

const numbersOf = async (db: Db, actor: Actor, personId: string, today: Day): Promise<Subject["numbers"]> => {
  const facts = (await readReach(db, actor, [personId], today)).get(personId);
  return (facts?.contacts ?? [])
    .filter(({ kind }) => kind === "mobile" || kind === "telephone")
    .map(({ id, value, confidential }) => ({ id, text: confidential === "yes" ? "The confidential number" : value }));
};

/** Somebody whom this actor may learn something about, with what was learned before; undefined (404) of anybody else. */
export async function findSubject(
  db: Db,
  actor: Actor,
  who: { personId: string; familyId: string },
  today: Day,
): Promise<Subject | undefined> {
  const people = await peopleOf(db, actor, who.familyId);
  const person = people.find(({ id }) => id === who.personId);
  if (!person) return undefined;
  const isCarer = person.kind === "carer";
  const children = isCarer ? people.filter(({ kind }) => kind === "child") : [];
  const [facts, numbers] = await Promise.all([
    factsOf(
      db,
      [person, ...children].map(({ id }) => id),
    ),
    isCarer ? numbersOf(db, actor, person.id, today) : [],
  ]);
  return { person, familyId: who.familyId, children, numbers, facts: facts.map(factIn(actor)) };
}

/** Keeps a fact, and tells who works with the family. The person's record follows by the database's own triggers, in the same commit. */
export const recordFact = (db: Db, actor: Actor, fact: NewFact): Write[] => [
  db.insertInto("person_fact").values({
    id: fact.id,
    person_id: fact.personId,
    kind: fact.kind,
    contact_id: fact.contactId,
    on_day: fact.onDay,
    language: fact.language,
    note: fact.note,
    standing_before: fact.before,
    organisation_id: actor.organisationId,
    at: fact.at,
    by: actor.userId,
  }),
  ...tells(db, { verb: `person.${fact.kind}`, by: actor.userId, at: fact.at, about: { personId: fact.personId } }),
];

/** Takes a fact back: everything that it stopped goes on, and the record says again what it said before. */
export const takeFactBack = (db: Db, actor: Actor, id: string, at: string): Write =>
  db.updateTable("person_fact").set({ taken_back_at: at, taken_back_by: actor.userId }).where("id", "=", id);
