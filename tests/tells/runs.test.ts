import { beforeEach, expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAgreement } from "../support/family-factories.ts";
import { readHtml, textOf } from "../support/html.ts";
import { type AnEnrolment, type ARun, anEnrolment, aRun } from "../support/run-factories.ts";
import type { PersonName } from "../support/world.ts";

const LATER = "2026-02-01T09:00:00.000Z";

let t: TestApp;
let run: ARun;
let who: AnEnrolment;

/** A weekly group since 2 February with one carer, whose family Alice works with; Bob delivers it and is signed in. */
beforeEach(async () => {
  t = await testApp({ as: "bob" });
  run = await aRun(t, { startOn: "2026-02-02" });
  who = await anEnrolment(t, { run, state: "started" });
  await withAlice(who.familyId);
});

const withAlice = (familyId: string) =>
  t.db
    .insertInto("family_worker")
    .values({
      family_id: familyId,
      turn: 9,
      user_id: t.people.alice.userId,
      at: "2026-01-05T09:00:00.000Z",
      by: "seed",
    })
    .execute();

const pageOf = async (name: PersonName, path = "/") => textOf(readHtml(await (await t.as(name).get(path)).text()));

const CHANGED = "Changed";

test("a run is marked in its list and tells on its page; who is on it is marked until their own page was read", async () => {
  const { version } = await t.db
    .selectFrom("session")
    .where("id", "=", run.sessions[8]!.id)
    .select("version")
    .executeTakeFirstOrThrow();
  const wendy = t.as("wendy");
  const cancelled = await wendy.post(`/sessions/${run.sessions[8]!.id}/cancelling`, {
    version,
    key: "c",
    reason: "staff",
  });
  expect(cancelled.status).toBe(303);
  await t.as("alice").post(`/families/${who.familyId}/people/${who.carerId}/holds/new`, {
    key: "h",
    "fromOn-day": 2,
    "fromOn-month": 3,
    "fromOn-year": 2026,
    "untilOn-day": 9,
    "untilOn-month": 3,
    "untilOn-year": 2026,
    reason: "",
  });
  expect(await pageOf("bob", "/runs")).toMatch(/Tuesday group\s+Changed/);
  const page = await pageOf("bob", `/runs/${run.runId}`);
  expect(page).toContain("Wendy Manager cancelled a session");
  expect(page).not.toContain("put everything that we ask on hold");
  expect(page).toMatch(/Maureen O’Neill\s+Changed/);
  // Read, what is about the run is told no more; what is about the carer is, until their page was read.
  expect(await pageOf("bob", `/runs/${run.runId}`)).not.toContain("cancelled a session");
  expect(await pageOf("bob", "/runs")).toMatch(/Tuesday group\s+Changed/);
  const person = await pageOf("bob", `/enrolments/${who.enrolmentId}`);
  expect(person).toContain("Alice Practitioner put everything that we ask on hold");
  expect(await pageOf("bob", "/runs")).not.toContain(CHANGED);
  expect(await pageOf("bob", `/runs/${run.runId}`)).not.toContain(CHANGED);
});

test("a co-leader reads what changed of their runs on the list of sessions, once", async () => {
  const { version } = await t.db
    .selectFrom("session")
    .where("id", "=", run.sessions[8]!.id)
    .select("version")
    .executeTakeFirstOrThrow();
  await t.post(`/sessions/${run.sessions[8]!.id}/cancelling`, { version, key: "c", reason: "staff" });
  expect(await pageOf("cora", "/sessions")).toContain("Bob Facilitator cancelled a session");
  expect(await pageOf("cora", "/sessions")).not.toContain("cancelled a session");
});

test("of a run, the worker of a family that is not shared with its provider hears nothing", async () => {
  await anAgreement(
    t,
    { ...who, personId: who.carerId },
    {
      purpose: "share-with-provider",
      provider_id: t.organisations.willow,
      answer: "withdrawn",
      at: LATER,
    },
  );
  const { version } = await t.db
    .selectFrom("session")
    .where("id", "=", run.sessions[8]!.id)
    .select("version")
    .executeTakeFirstOrThrow();
  await t.post(`/sessions/${run.sessions[8]!.id}/cancelling`, { version, key: "c", reason: "staff" });
  expect(await pageOf("alice")).not.toContain("cancelled a session");
});

test("that a provider has a concern reaches the family's worker, without what it is, while the carer shares", async () => {
  const raise = async (kind: string) => {
    const fields = { key: kind, enrolment: who.enrolmentId, about: "child", kind, summary: "A bruise", told: "" };
    const res = await t.post(`/sessions/${run.sessions[4]!.id}/concerns/new`, fields);
    expect([kind, res.status]).toEqual([kind, 303]);
  };
  await raise("injury");
  const home = await pageOf("alice");
  expect(home).toContain("Bob Facilitator raised a concern");
  expect(home).not.toContain("A bruise");
  const told = () => t.db.selectFrom("news").where("verb", "=", "concern.raised").select("user_id").execute();
  expect(await told()).toEqual([{ user_id: t.people.alice.userId }]);
  const shared = { purpose: "share-with-provider", provider_id: t.organisations.willow, answer: "withdrawn" } as const;
  await anAgreement(t, { ...who, personId: who.carerId }, { ...shared, at: LATER });
  await raise("fear");
  expect(await told()).toHaveLength(1);
});
