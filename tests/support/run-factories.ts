import { addDays, instantText, startsAt } from "../../src/domain/calendar.ts";
import type { TestApp } from "./app.ts";
import { aReferredFamily, aRunProgramme, type ReferredFamily, type RunProgramme } from "./referred-family-factories.ts";
import { AT } from "./world.ts";

export { aReferredFamily, aRunProgramme, type ReferredFamily, type RunProgramme } from "./referred-family-factories.ts";

const BY = "seed";
const made = { created_at: AT, created_by: BY };

export type ARun = {
  runId: string;
  programme: RunProgramme;
  placeIds: string[];
  sessions: { id: string; day: string; number: number }[];
};

/** A run of Willow's with open places and weekly sessions at 09:30 from `startOn`; Bob leads it and Cora is co-leader. */
export async function aRun(
  t: TestApp,
  given: {
    programme?: RunProgramme;
    organisationId?: string;
    name?: string;
    startOn?: string;
    sessions?: number;
    places?: number;
    held?: number;
    kind?: "group" | "one-to-one";
    venueConfidential?: "yes" | "no";
    coLeader?: boolean;
  } = {},
): Promise<ARun> {
  const programme =
    given.programme ??
    (await aRunProgramme(t, {
      organisationId: given.organisationId,
      sessions: given.sessions,
      format: given.kind,
    }));
  const runId = t.newId();
  await t.db
    .insertInto("run")
    .values({
      id: runId,
      programme_version_id: programme.versionId,
      organisation_id: given.organisationId ?? t.organisations.willow,
      kind: given.kind ?? "group",
      name: given.name ?? "Tuesday group",
      venue: "Willow Hall, Mill Lane",
      venue_confidential: given.venueConfidential ?? "no",
      ...made,
    })
    .execute();
  const staff = [
    { run_id: runId, user_id: t.people.bob.userId, as_what: "facilitator" as const },
    ...(given.coLeader === false
      ? []
      : [{ run_id: runId, user_id: t.people.cora.userId, as_what: "peer-co-leader" as const }]),
  ];
  await t.db.insertInto("run_staff").values(staff).execute();
  const open = given.places ?? (given.kind === "one-to-one" ? 1 : 8);
  const placeIds = Array.from({ length: open + (given.held ?? 0) }, () => t.newId());
  await t.db
    .insertInto("place")
    .values(
      placeIds.map((id, at) => ({ id, run_id: runId, number: at + 1, kind: at < open ? "open" : "held" }) as const),
    )
    .execute();
  const sessions = Array.from({ length: given.sessions ?? 10 }, (_, at) => ({
    id: t.newId(),
    day: addDays(given.startOn ?? "2026-02-03", 7 * at),
    number: at + 1,
  }));
  for (const { id, day, number } of sessions) await insertSession(t, { id, runId, day, number });
  return { runId, programme, placeIds, sessions };
}

/** One session row: planned and core on `day` at 09:30 for 120 minutes unless told. */
export async function insertSession(
  t: TestApp,
  given: {
    id: string;
    runId: string;
    day: string;
    number: number;
    kind?: "planned" | "catch-up" | "home-visit" | "phone";
    forEnrolmentId?: string;
    makesUpId?: string;
    status?: "planned" | "held" | "cancelled";
  },
) {
  await t.db
    .insertInto("session")
    .values({
      id: given.id,
      run_id: given.runId,
      number: given.number,
      module: `Module ${given.number}`,
      core: "yes",
      kind: given.kind ?? "planned",
      for_enrolment_id: given.forEnrolmentId,
      makes_up_id: given.makesUpId,
      local_day: given.day,
      local_time: "09:30",
      minutes: 120,
      zone: "Europe/London",
      starts_at: instantText(startsAt(given.day, "09:30")),
      status: given.status ?? "planned",
      cancelled_reason: given.status === "cancelled" ? "staff" : null,
      ...made,
    })
    .execute();
}

export type AnEnrolment = ReferredFamily & { enrolmentId: string; placeId: string };

/** A carer on a run, in its lowest free place; a new family and an enrolled referral unless `family` is given. */
export async function anEnrolment(
  t: TestApp,
  given: {
    run: ARun;
    family?: ReferredFamily;
    state?: "enrolled" | "started";
    carer?: string;
    child?: string;
    fromOn?: string;
  },
): Promise<AnEnrolment> {
  const family =
    given.family ??
    (await aReferredFamily(t, {
      programme: given.run.programme,
      state: given.state ?? "enrolled",
      carer: given.carer,
      child: given.child,
    }));
  const enrolmentId = t.newId();
  const { id: placeId } = await t.db
    .selectFrom("place")
    .where("run_id", "=", given.run.runId)
    .where("enrolment_id", "is", null)
    .orderBy("number")
    .select("id")
    .executeTakeFirstOrThrow();
  await t.db
    .insertInto("enrolment")
    .values({
      id: enrolmentId,
      referral_id: family.referralId,
      run_id: given.run.runId,
      from_on: given.fromOn ?? "2026-02-01",
      recognition_word: "kingfisher",
      child_initial: (given.child ?? "Jayden").slice(0, 1),
      child_age: 7,
      follow_up_owner_id: t.people.bob.userId,
      ...made,
    })
    .execute();
  await t.db.updateTable("place").set({ enrolment_id: enrolmentId }).where("id", "=", placeId).execute();
  return { ...family, enrolmentId, placeId };
}

/** A mark in a register: attended all, unless told. */
export async function aMark(
  t: TestApp,
  given: { enrolmentId: string; sessionId: string; mark?: "all" | "part" | "none" },
) {
  const mark = given.mark ?? "all";
  const id = t.newId();
  await t.db
    .insertInto("attendance")
    .values({
      id,
      enrolment_id: given.enrolmentId,
      session_id: given.sessionId,
      mark,
      minutes: mark === "part" ? 60 : null,
      late: "no",
      mode: "in-person",
      reason: mark === "none" ? "illness" : null,
      told_in_advance: mark === "none" ? "yes" : null,
      at: AT,
      by: BY,
    })
    .execute();
  return id;
}
