import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aContact, anAgreement } from "../support/family-factories.ts";
import { byRole, byTag, textOf } from "../support/html.ts";
import { aGroup, marksOf, row, saveRegister } from "../support/register-posts.ts";
import { type AnEnrolment, anEnrolment, aRun } from "../support/run-factories.ts";

test("two absences in a row ask somebody to ring within two working days, once; a third asks what to do", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 1);
  const [person] = people as [AnEnrolment];
  const absent = row(person, "none", { reason: "not-told-why" });
  const tasks = () =>
    t.db
      .selectFrom("task")
      .where("subject_id", "=", person.enrolmentId)
      .select(["kind", "due_on", "done_at"])
      .orderBy("id")
      .execute();
  await saveRegister(t, run, 1, absent);
  expect(await tasks()).toEqual([]);
  await saveRegister(t, run, 2, absent);
  expect(await tasks()).toEqual([{ kind: "two-absences", due_on: "2026-03-04", done_at: null }]);
  await saveRegister(t, run, 3, absent);
  expect((await tasks()).map(({ kind }) => kind)).toEqual(["two-absences", "three-absences"]);
  const page = await (await t.get(`/enrolments/${person.enrolmentId}`)).text();
  expect(page).toContain("Missed three sessions in a row: finished, on hold, or left?");
});

test("a task to ring names whom, with the card, leads to them, and keeps what came of it (F13)", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 1);
  const [person] = people as [AnEnrolment];
  await aContact(t, person.carerId);
  await anAgreement(t, { familyId: person.familyId, personId: person.carerId }, { purpose: "contact-telephone" });
  for (const number of [1, 2]) await saveRegister(t, run, number, row(person, "none", { reason: "not-told-why" }));
  const home = async () => (await t.get("/")).text();
  const { given_name } = await t.db
    .selectFrom("person")
    .where("id", "=", person.carerId)
    .select("given_name")
    .executeTakeFirstOrThrow();
  const rows = byTag(await home(), "li").map((one) => textOf(one));
  const task = rows.find((text) => text.includes("Missed two sessions in a row"))!;
  for (const words of [given_name, "Safe to ring now", "07700 900123"]) expect(task).toContain(words);
  expect(await home()).toContain(`href="/enrolments/${person.enrolmentId}"`);

  const page = await (await t.get(`/enrolments/${person.enrolmentId}`)).text();
  const done = /action="([^"]*\/tasks\/[^"]*)"/.exec(page)![1]!;
  expect((await t.post(done, { key: "no", outcome: "no-answer" })).status).toBe(303);
  expect(await home()).toContain("Missed two sessions in a row");
  expect((await t.post(done, { key: "yes", outcome: "spoke" })).status).toBe(303);
  expect(await home()).not.toContain("Missed two sessions in a row");
  const kept = await t.db
    .selectFrom("contact_attempt")
    .where("person_id", "=", person.carerId)
    .select("outcome")
    .execute();
  expect(kept.map(({ outcome }) => outcome).toSorted()).toEqual(["no-answer", "spoke"]);
});

test("a correction that ends the row of absences settles its task", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 1);
  const [person] = people as [AnEnrolment];
  await saveRegister(t, run, 1, row(person, "none", { reason: "illness" }));
  await saveRegister(t, run, 2, row(person, "none", { reason: "illness" }));
  const [mark] = await marksOf(t, run, 2);
  await saveRegister(t, run, 2, { ...row(person, "all", { seen: mark!.id }) });
  const open = await t.db
    .selectFrom("task")
    .where("subject_id", "=", person.enrolmentId)
    .where("done_at", "is", null)
    .select("id")
    .execute();
  expect(open).toEqual([]);
});

test("a session that is still to come, or was cancelled, takes no marks", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 1);
  expect((await saveRegister(t, run, 6, row(people[0]!, "all"))).status).toBe(409);
  await t.db
    .updateTable("session")
    .set({ status: "cancelled", cancelled_reason: "staff" })
    .where("id", "=", run.sessions[1]!.id)
    .execute();
  expect((await saveRegister(t, run, 2, row(people[0]!, "all"))).status).toBe(409);
});

test("a co-leader sees today's register only: first names, no reasons; their absences are not told why", async () => {
  const t = await testApp({ as: "cora" });
  const { run, people } = await aGroup(t);
  const today = run.sessions[4]!;
  expect(today.day).toBe("2026-03-02");
  const list = await (await t.get("/sessions")).text();
  expect(byRole(list, "link", "Tuesday group: 5. Module 5")).toHaveLength(1);
  const page = await (await t.get(`/sessions/${today.id}/register`)).text();
  expect(page).toContain("Maureen");
  expect(page).not.toContain("Neill");
  expect(page).not.toContain("Reason");
  expect((await t.get(`/sessions/${run.sessions[3]!.id}/register`)).status).toBe(404);
  expect((await t.get(`/runs/${run.runId}`)).status).toBe(403);
  expect((await t.get(`/enrolments/${people[0]!.enrolmentId}`)).status).toBe(403);
  await saveRegister(t, run, 5, {
    ...row(people[0]!, "none", { reason: "contact-or-court" }),
    ...row(people[1]!, "all"),
  });
  const marks = await marksOf(t, run, 5);
  expect(marks.find(({ mark }) => mark === "none")).toMatchObject({ reason: "not-told-why" });
});

test("a co-leader of other groups, another provider and the council see no register", async () => {
  const t = await testApp({ as: "cora" });
  const run = await aRun(t, { startOn: "2026-03-02", coLeader: false });
  const person = await anEnrolment(t, { run });
  const statuses = [];
  for (const name of ["cora", "rory", "alice", "erin"] as const)
    statuses.push((await saveRegister(t.as(name), run, 1, row(person, "all"))).status);
  expect(statuses).toEqual([404, 404, 403, 403]);
  expect(await marksOf(t, run, 1)).toEqual([]);
});

test("the same register sent twice counts once, and each save is in the trail with the families", async () => {
  const t = await testApp({ as: "bob" });
  const { run, people } = await aGroup(t, 1);
  const fields = { ...row(people[0]!, "all"), key: "register-same" };
  const first = await saveRegister(t, run, 1, fields);
  const second = await saveRegister(t, run, 1, fields);
  expect(second.headers.get("location")).toBe(first.headers.get("location"));
  const lines = await t.db.selectFrom("audit").where("subject_id", "=", run.sessions[0]!.id).selectAll().execute();
  const writes = lines.filter(({ verb }) => verb === "write");
  expect(writes).toHaveLength(1);
  expect(JSON.parse(writes[0]!.shown!)).toEqual([people[0]!.familyId]);
});

test("the paper register has first names and boxes, and printing it is in the trail", async () => {
  const t = await testApp({ as: "bob" });
  const { run } = await aGroup(t);
  const page = await (await t.get(`/sessions/${run.sessions[0]!.id}/register/print`)).text();
  expect(page).toContain("☐");
  expect(page).not.toContain("Neill");
  const line = await t.db
    .selectFrom("audit")
    .where("subject_id", "=", run.sessions[0]!.id)
    .where("verb", "=", "print")
    .select("id")
    .execute();
  expect(line).toHaveLength(1);
});
