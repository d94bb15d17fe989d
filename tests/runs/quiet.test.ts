import { expect, test } from "vitest";
import { listQuietPeople } from "../../src/features/runs/index.ts";
import { testApp } from "../support/app.ts";
import { aMark, anEnrolment, aRun } from "../support/run-factories.ts";

test("a one-to-one course without a session for 21 days, and none booked, is asked about; a group is not", async () => {
  const t = await testApp({ as: "bob" });
  const bob = { ...t.people.bob, organisationName: "", organisationKind: "provider", sessionId: "" } as const;
  const course = async (startOn: string, kind: "group" | "one-to-one") => {
    const run = await aRun(t, { kind, startOn, sessions: 2 });
    const person = await anEnrolment(t, { run, state: "started", fromOn: startOn });
    await aMark(t, { enrolmentId: person.enrolmentId, sessionId: run.sessions[0]!.id });
    return person;
  };
  const quiet = await course("2026-02-02", "one-to-one");
  await course("2026-02-02", "group");
  await course("2026-02-24", "one-to-one");
  const on = async (day: string) => (await listQuietPeople(t.db, bob, day)).map(({ enrolmentId }) => enrolmentId);
  expect(await on("2026-02-22")).toEqual([]);
  expect(await on("2026-03-02")).toEqual([quiet.enrolmentId]);
  expect(await listQuietPeople(t.db, { ...bob, organisationId: t.organisations.rowan }, "2026-03-02")).toEqual([]);
});
