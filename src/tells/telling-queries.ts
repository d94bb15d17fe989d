import { type RawBuilder, sql } from "kysely";
import type { Db, Write } from "../deps.ts";
import { type Audience, PROVIDER_AT_WORK, type TellVerb, tellingOf } from "./telling.ts";

/** Something that was done: which act, by whom, when, to which referral, offer or family. */
export type Happening = {
  verb: TellVerb;
  by: string;
  at: string;
  about: { referralId: string } | { offerId: string } | { familyId: string; onlyProviderId?: string | undefined };
};

type Told = RawBuilder<unknown>;

/**
 * Whoever works with a family at its own organisation: its worker; where that person has left, the team's managers; without one,
 * everybody who works with families there. Of the `family f` of a statement.
 */
const worker = (
  from: Told,
  referral: Told,
): Told => sql`select m.user_id, f.organisation_id, f.id as family_id, ${referral} as referral_id
  from ${from} join member_now m on m.organisation_id = f.organisation_id
  where case
    when exists (select 1 from member_now w where w.user_id = f.worker_id and w.organisation_id = f.organisation_id) then m.user_id = f.worker_id
    when exists (select 1 from member_now w where w.organisation_id = f.organisation_id and w.role = 'team-manager') then m.role = 'team-manager'
    else m.role in ('practitioner', 'facilitator') end`;

const ANSWERED = sql`exists (select 1 from referral_event v join member_now w on w.user_id = v.by and w.organisation_id = r.to_organisation_id
  where v.referral_id = r.id and v.verb in ('ask', 'accept', 'wait'))`;

/** Whoever works on the `referral r` of a statement at the provider: who answered it and the staff of its run; before anybody did, all who may answer. */
const provider = (
  which: Told,
): Told => sql`select m.user_id, r.to_organisation_id as organisation_id, r.family_id, r.id as referral_id
  from referral r join member_now m on m.organisation_id = r.to_organisation_id and m.role in ('facilitator', 'team-manager')
  where ${which} and (
    exists (select 1 from referral_event v where v.referral_id = r.id and v.by = m.user_id and v.verb in ('ask', 'accept', 'wait'))
    or exists (select 1 from enrolment e join run_staff s on s.run_id = e.run_id
      where e.referral_id = r.id and e.to_on is null and s.user_id = m.user_id)
    or (m.role = 'facilitator' and r.submitted_at is not null and not ${ANSWERED}))`;

const ofReferral = (id: string): Partial<Record<Audience, Told>> => ({
  worker: worker(
    sql`(select f.*, r.id as of_referral from referral r join family f on f.id = r.family_id where r.id = ${id}) f`,
    sql`f.of_referral`,
  ),
  provider: provider(sql`r.id = ${id}`),
});

const AT_WORK = sql.join(PROVIDER_AT_WORK.map((state) => sql.lit(state)));

/** One provider alone is told where the act is between the carer and that provider: also that they no longer share with it. */
const whichProviders = (only: string | undefined): Told =>
  only === undefined
    ? sql`(r.from_organisation_id = r.to_organisation_id
        or (select s.answer from referral_sharing s where s.referral_id = r.id) = 'given')`
    : sql`r.to_organisation_id = ${only}`;

const ofFamily = (id: string | Told, only?: string): Partial<Record<Audience, Told>> => ({
  worker: worker(sql`(select * from family where id = ${id}) f`, sql`null`),
  "new-worker": sql`select worker_id as user_id, organisation_id, id as family_id, null as referral_id from family where id = ${id}`,
  "former-worker": sql`select w.user_id, f.organisation_id, f.id as family_id, null as referral_id
    from family f join family_worker w on w.family_id = f.id where f.id = ${id}
    and w.turn = (select max(l.turn) - 1 from family_worker l where l.family_id = f.id)`,
  providers: provider(
    sql`r.family_id = ${id} and r.submitted_at is not null and r.state in (${AT_WORK}) and ${whichProviders(only)}`,
  ),
});

function whoIsTold(about: Happening["about"]): Partial<Record<Audience, Told>> {
  if ("referralId" in about) return ofReferral(about.referralId);
  if ("offerId" in about) return ofFamily(sql`(select family_id from offer where id = ${about.offerId})`);
  return ofFamily(about.familyId, about.onlyProviderId);
}

/**
 * The writes that tell of something, for the commit of what was done: a line for each person in its audiences, once each, but
 * for who did it and whoever has locked the family for themselves. Nothing where the table says nobody, or a list alone.
 */
export function tells(db: Db, { verb, by, at, about }: Happening): Write[] {
  const audiences = tellingOf(verb)?.news ?? [];
  if (audiences.length === 0) return [];
  const of = whoIsTold(about);
  const told = sql.join(
    audiences.flatMap((audience) => of[audience] ?? []),
    sql` union all `,
  );
  return [
    db
      .insertInto("news")
      .columns(["user_id", "organisation_id", "verb", "at", "by", "family_id", "referral_id", "run_id"])
      .expression(
        sql`select n.user_id, n.organisation_id, ${verb}, ${at}, ${by}, n.family_id, n.referral_id,
          (select e.run_id from enrolment e where e.referral_id = n.referral_id and e.to_on is null)
        from (
          select t.user_id, t.organisation_id, t.family_id, max(t.referral_id) as referral_id from (${told}) t
          where t.user_id <> ${by} and not exists (
            select 1 from family_lock l where l.family_id = t.family_id and l.user_id = t.user_id and l.lifted_at is null)
          group by t.user_id, t.organisation_id, t.family_id) n`,
      ),
  ];
}
