import { type RawBuilder, sql } from "kysely";
import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { AT_WORK, type Kept, type KeptNeeds, type Sight } from "./sight.ts";

type Reader = Pick<Actor, "organisationId">;

const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`);

/** Does the carer of the referral `r` agree, as it stands now, to share with the provider that it was sent to? */
export const isSharingAgreed = (r: string) => sql<boolean>`coalesce('given' = (
  select g.answer from agreement g
  where g.person_id = ${column(r, "carer_id")} and g.purpose = 'share-with-provider'
  and g.provider_id = ${column(r, "to_organisation_id")}
  order by g.at desc, g.id desc limit 1), 0)`;

/** Is the provider of the referral `r` at work for the family, with the carer's agreement? */
export const isShared = (r: string) => sql<boolean>`(${column(r, "submitted_at")} is not null
  and ${column(r, "state")} in (${sql.join(AT_WORK.map((state) => sql.lit(state)))}) and ${isSharingAgreed(r)})`;

/** Is the family of the referral `r` this actor's to see as it is now: as whose it is, or as a provider at work? */
export const isLive = (actor: Reader, r: string) =>
  sql<boolean>`(${column(r, "from_organisation_id")} = ${actor.organisationId} or ${isShared(r)})`;

const newest = (what: "body" | "why" | "at", r: string) => sql`(
  select ${column("k", what)} from referral_kept k where k.referral_id = ${column(r, "id")} order by k.turn desc limit 1)`;

/** How this actor sees the family of the referral `r`. */
export const sightOf = (actor: Reader, r: string): RawBuilder<Sight> =>
  sql<Sight>`case when ${isLive(actor, r)} then 'live' else coalesce(${newest("why", r)}, 'never') end`;

/** Since when a provider sees the referral `r` as it was; null while it sees more, or nothing. */
export const seenAsOn = (actor: Reader, r: string): RawBuilder<string | null> =>
  sql<string | null>`case when ${isLive(actor, r)} then null else ${newest("at", r)} end`;

/** A person who is joined to a referral: by which names the statement has them, and which of its two people they are. */
export type Joined = { referral: string; person: string; kind: "carer" | "child" | "either" };

type Fact = "given_name" | "family_name" | "known_as" | "birth_on" | "language" | "interpreter";

const pathOf = ({ person, kind }: Joined, fact: Fact) =>
  kind === "either" ? sql`'$.' || ${column(person, "kind")} || ${sql.lit(`.${fact}`)}` : sql.lit(`$.${kind}.${fact}`);

const keptFact = (joined: Joined, fact: Fact) => sql`${newest("body", joined.referral)} ->> (${pathOf(joined, fact)})`;

/** What stands where a name would, when not even the first name is the reader's to see. */
export const NO_NAME = "Name not shown";

/** A fact of a person as this actor may see it: as it is, or as their organisation keeps it. Null where it keeps none. */
export const seen = <T extends string | null = string | null>(actor: Reader, joined: Joined, fact: Fact) =>
  sql<T>`case when ${isLive(actor, joined.referral)} then ${column(joined.person, fact)} else ${keptFact(joined, fact)} end`;

/** The language of the interpreter that the carer of the referral `r` needs, joined as `need`, as this actor may see it. */
export const seenInterpreter = (actor: Reader, r: string) => sql<string | null>`case when ${isLive(actor, r)}
  then coalesce((
    select x.language from person_fact x where x.person_id = ${column(r, "carer_id")} and x.kind = 'interpreter'
    and x.taken_back_at is null), need.interpreter_language)
  else ${newest("body", r)} ->> '$.need.interpreterLanguage' end`;

/** A person's given name as this actor may see it. */
export const seenGivenName = (actor: Reader, joined: Joined) =>
  sql<string>`coalesce(${seen(actor, joined, "given_name")}, ${sql.lit(NO_NAME)})`;

/** "Margaret O'Neill", as this actor may see it. */
export const seenFullName = (actor: Reader, joined: Joined) => sql<string>`case when ${isLive(actor, joined.referral)}
  then trim(${column(joined.person, "given_name")} || ' ' || coalesce(${column(joined.person, "family_name")}, ''))
  else coalesce(trim(${keptFact(joined, "given_name")} || ' ' || coalesce(${keptFact(joined, "family_name")}, '')),
    ${sql.lit(NO_NAME)}) end`;

/** A fact of somebody of the row's `family` and `person`, for records that know no referral: by the best that the actor's organisation has. */
export const seenInFamily = (actor: Reader, fact: "given_name" | "family_name") => sql<string | null>`case
  when family.organisation_id = ${actor.organisationId} or exists (
    select 1 from referral r where r.family_id = family.id and r.to_organisation_id = ${actor.organisationId}
    and person.id in (r.carer_id, r.child_id) and ${isShared("r")}) then ${column("person", fact)}
  else (
    select k.body ->> ('$.' || person.kind || ${sql.lit(`.${fact}`)}) from referral r join referral_kept k on k.referral_id = r.id
    where r.family_id = family.id and r.to_organisation_id = ${actor.organisationId}
    and person.id in (r.carer_id, r.child_id)
    and not exists (select 1 from referral_kept later where later.referral_id = k.referral_id and later.turn > k.turn)
    order by k.at desc, r.id desc limit 1) end`;

/**
 * May this actor use the contact `c` of the referral's carer? While they see the file, any; after an ending one that was
 * given to them and has not changed since, while the carer still agrees to share. Nobody rings a number that was replaced.
 */
export const mayReachBy = (actor: Reader, r: string, c: string) => sql<boolean>`(${isLive(actor, r)} or (
  ${isSharingAgreed(r)} and exists (
    select 1 from json_each(${newest("body", r)}, '$.contacts') given
    where given.value ->> 'id' = ${column(c, "id")} and given.value ->> 'version' = ${column(c, "version")})))`;

/** What a provider keeps of what a referral carried, once it sees it no longer as it is. Look the referral up first. */
export async function findKept(db: Db, referralId: string): Promise<Kept | undefined> {
  const row = await db
    .selectFrom("referral_kept")
    .where("referral_id", "=", referralId)
    .orderBy("turn", "desc")
    .limit(1)
    .select(["at", "body"])
    .executeTakeFirst();
  if (!row) return undefined;
  const body = JSON.parse(row.body) as { need?: KeptNeeds | null; availability?: Kept["availability"] };
  return { at: row.at, needs: body.need ?? null, availability: body.availability ?? [] };
}
