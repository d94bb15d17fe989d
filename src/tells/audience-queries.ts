import { type RawBuilder, sql } from "kysely";
import type { About, Named } from "./happening.ts";
import { type Audience, PROVIDER_AT_WORK } from "./telling.ts";

/** A select of who is told: user_id, organisation_id, family_id, referral_id. */
export type Told = RawBuilder<unknown>;

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

const ofReferrals = (which: Told) =>
  worker(
    sql`(select f.*, r.id as of_referral from referral r join family f on f.id = r.family_id where ${which}) f`,
    sql`f.of_referral`,
  );

/** Of a `referral r`, shared with the provider: its own family, or one of which the carer agrees to share with it. */
export const SHARED = sql`(r.from_organisation_id = r.to_organisation_id
  or (select s.answer from referral_sharing s where s.referral_id = r.id) = 'given')`;

/** The council sees which sessions a carer came to unless they said no, as on the referral's page (features/referrals/show). */
const SEES_ATTENDANCE = sql`(r.from_organisation_id = r.to_organisation_id or coalesce((
  select g.answer from agreement g where g.person_id = r.carer_id and g.purpose = 'council-sees-attendance' and g.provider_id is null
  order by g.at desc, g.id desc limit 1), 'not-asked') not in ('withdrawn', 'declined'))`;

const ofReferral = (id: string): Partial<Record<Audience, Told>> => ({
  worker: ofReferrals(sql`r.id = ${id}`),
  "attendance-worker": ofReferrals(sql`r.id = ${id} and ${SEES_ATTENDANCE}`),
  provider: provider(sql`r.id = ${id}`),
});

const AT_WORK = sql.join(PROVIDER_AT_WORK.map((state) => sql.lit(state)));

/** One provider alone is told where the act is between the carer and that provider: also that they no longer share with it. */
const whichProviders = (only: string | undefined): Told =>
  only === undefined ? SHARED : sql`r.to_organisation_id = ${only}`;

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

const ON_RUN = sql`select e.referral_id from enrolment e where e.to_on is null and e.run_id =`;

const ofRun = (id: string, only: string | null): Partial<Record<Audience, Told>> => ({
  "run-staff": sql`select m.user_id, u.organisation_id, null as family_id, null as referral_id
    from run u join run_staff s on s.run_id = u.id
    join member_now m on m.user_id = s.user_id and m.organisation_id = u.organisation_id where u.id = ${id}`,
  "run-workers": ofReferrals(
    only === null
      ? sql`r.id in (${ON_RUN} ${id}) and ${SHARED}`
      : sql`r.id in (${ON_RUN} ${id} and e.id = ${only}) and ${SHARED}`,
  ),
});

function idOf(who: Named): Told {
  if (who === null || typeof who === "string") return sql`${who}`;
  return "whoKeyed" in who
    ? sql`(select s.keyed_by from response s where s.id = ${who.whoKeyed})`
    : sql`(select v.by from clarification_event v where v.clarification_id = ${who.whoAsked} and v.version = 1)`;
}

/** Whom an act names, at the two sides of a referral or in one organisation. */
function named(about: About): Told | undefined {
  if (about.named === undefined || about.named.length === 0) return undefined;
  const who = sql.join(about.named.map(idOf));
  return "referralId" in about
    ? sql`select m.user_id, m.organisation_id, r.family_id, r.id as referral_id from referral r
      join member_now m on m.organisation_id in (r.from_organisation_id, r.to_organisation_id) and m.user_id in (${who})
      where r.id = ${about.referralId}`
    : sql`select m.user_id, m.organisation_id, null as family_id, null as referral_id from member_now m
      where m.user_id in (${who})`;
}

function ofSubject(about: About): Partial<Record<Audience, Told>> {
  if ("referralId" in about) return ofReferral(about.referralId);
  if ("offerId" in about) return ofFamily(sql`(select family_id from offer where id = ${about.offerId})`);
  if ("personId" in about) return ofFamily(sql`(select family_id from person where id = ${about.personId})`);
  if ("concernId" in about) return ofFamily(sql`(select family_id from concern where id = ${about.concernId})`);
  if ("runId" in about) return ofRun(about.runId, about.onlyEnrolmentId ?? null);
  return "familyId" in about ? ofFamily(about.familyId, about.onlyProviderId) : {};
}

/** Each audience of something that was done, as a select of who they are. */
export const audiencesOf = (about: About): Partial<Record<Audience, Told>> => ({
  ...ofSubject(about),
  named: named(about),
});
