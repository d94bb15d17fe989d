import { keyedForm } from "../questionnaires/keyed-form.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import type { PersonName } from "../support/world.ts";

/** Who is on duty at Willow every day, and who is the deputy. */
export async function aRota(
  t: TestApp,
  duty: PersonName,
  deputy: PersonName | null,
  slots = ["1", "2", "3", "4", "5"],
) {
  for (const slot of slots)
    await t.db
      .insertInto("duty_entry")
      .values({
        organisation_id: t.organisations.willow,
        slot,
        version: 1,
        state: "set",
        duty_id: t.people[duty].userId,
        deputy_id: deputy && t.people[deputy].userId,
        at: "2026-01-05T09:00:00.000Z",
        by: "seed",
      })
      .execute();
}

/** Another person of Willow, in a role. */
export async function aWorker(t: TestApp, name: string, role: "facilitator" | "team-manager" | "administrator") {
  const userId = t.newId();
  const at = "2026-01-05T09:00:00.000Z";
  const user = { id: userId, name, email: `${userId}@example.org`, email_verified: 1, created_at: at, updated_at: at };
  await t.db.insertInto("user").values(user).execute();
  await t.db
    .insertInto("membership")
    .values({
      id: `m-${userId}`,
      user_id: userId,
      organisation_id: t.organisations.willow,
      role,
      from_on: "2026-01-05",
      created_at: at,
      created_by: "seed",
    })
    .execute();
  return userId;
}

export async function isAwayFrom(t: TestApp, userId: string, first: string, last: string, cover: string | null = null) {
  const kept = {
    first_day: first,
    last_day: last,
    cover_id: cover,
    made_at: "2026-01-05T09:00:00.000Z",
    made_by: userId,
  };
  await t.db
    .insertInto("absence")
    .values({ id: t.newId(), user_id: userId, ...kept })
    .execute();
}

/** Somebody at Willow who is asked the PHQ-9; `answer` keys it at an instant with that answer to item 9. */
export async function aCourse() {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-03-02" });
  const who = await anEnrolment(t, { run, state: "started" });
  const assessment = await anAssessment(t, who, { measureId: "phq-9" });
  const answer = async (value: number, at = "2026-03-02T09:00:00Z") => {
    await signedInAt(t, at);
    const fields = keyedForm(t, [0, 0, 0, 0, 0, 0, 0, 0, value]);
    const res = await t.post(`/assessments/${assessment.id}/keying`, fields);
    if (res.status !== 303) throw new Error(`Keying was answered ${res.status}`);
    return concernOf(t, who.familyId);
  };
  return { t, who, run, assessment, answer };
}

export const concernOf = (t: TestApp, familyId: string) =>
  t.db.selectFrom("concern").where("family_id", "=", familyId).selectAll().executeTakeFirstOrThrow();

/** Who was told of a concern, by name, as what and why. */
export const toldOf = async (t: TestApp, concernId: string) =>
  (
    await t.db
      .selectFrom("concern_told as c")
      .innerJoin("user as u", "u.id", "c.user_id")
      .where("c.concern_id", "=", concernId)
      .orderBy("c.at")
      .orderBy("u.name")
      .select(["u.name", "c.step", "c.why"])
      .execute()
  ).map(({ name, step, why }) => `${name}: ${step}, ${why}`);

/** It is that instant, and everybody has just signed in. */
export async function signedInAt(t: TestApp, at: string) {
  t.clock.set(at);
  const [now, later] = [0, 30 * 60_000].map((more) => new Date(Date.parse(at) + more).toISOString());
  await t.db.updateTable("auth_session").set({ created_at: now!, updated_at: now!, expires_at: later! }).execute();
}

/** The timer goes off at an instant. */
export async function roundAt(t: TestApp, at: string) {
  await signedInAt(t, at);
  await t.jobs();
}
