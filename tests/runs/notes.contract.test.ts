import { expect, test } from "vitest";
import { otherNamesIn } from "../../src/features/runs/person/other-names.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf, validateHtml } from "../support/html.ts";
import { type AnEnrolment, type ARun, anEnrolment, aRun } from "../support/run-factories.ts";

let key = 0;
const groupNote = (run: ARun, session = 1) => `/sessions/${run.sessions[session - 1]!.id}/note`;
const write = (t: TestApp, path: string, fields: Record<string, string>) =>
  t.post(path, { key: `note-${++key}`, ...fields });
const notesOf = (t: TestApp, person: AnEnrolment) =>
  t.db.selectFrom("note").where("enrolment_id", "=", person.enrolmentId).selectAll().orderBy("id").execute();

test("a personal note is kept, corrected by a new one, and what stood before can still be read", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const person = await anEnrolment(t, { run });
  const at = `/enrolments/${person.enrolmentId}`;
  await write(t, `${at}/notes/new`, { text: "Settled in well", session: run.sessions[0]!.id });
  const [first] = await notesOf(t, person);
  const correcting = `${at}/notes/${first!.id}/correcting`;
  expect(fieldsOf(await (await t.get(correcting)).text()).text).toEqual(["Settled in well"]);
  expect((await write(t, correcting, { text: "Settled in by the break" })).status).toBe(303);
  expect(
    (await notesOf(t, person)).map(({ text, supersedes_id, session_id }) => [text, supersedes_id, session_id]),
  ).toEqual([
    ["Settled in well", null, run.sessions[0]!.id],
    ["Settled in by the break", first!.id, run.sessions[0]!.id],
  ]);
  const page = await (await t.get(at)).text();
  expect(page).toContain("Settled in by the break");
  expect(page).toContain("Earlier versions (1)");
  expect(validateHtml(page)).toEqual([]);
});

test("of two people correcting one note at once, one is told", async () => {
  const t = await testApp({ as: "bob" });
  const person = await anEnrolment(t, { run: await aRun(t) });
  const at = `/enrolments/${person.enrolmentId}/notes`;
  await write(t, `${at}/new`, { text: "First" });
  const [first] = await notesOf(t, person);
  const answers = await Promise.all(["A", "B"].map((text) => write(t, `${at}/${first!.id}/correcting`, { text })));
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
});

test("an empty, hostile or misplaced note is refused; another provider has no such person", async () => {
  const t = await testApp({ as: "bob" });
  const person = await anEnrolment(t, { run: await aRun(t) });
  const at = `/enrolments/${person.enrolmentId}/notes/new`;
  for (const text of ["", "  ", "a\u0000b", "a\u202eb", "a\u0085b", "\u3164", "x".repeat(1_000_000)])
    expect((await write(t, at, { text })).status).toBe(422);
  expect((await write(t, at, { text: "Fine", session: "no-such-session" })).status).toBe(422);
  const statuses = [];
  for (const name of ["rory", "alice", "cora"] as const)
    statuses.push((await write(t.as(name), at, { text: "No" })).status);
  expect(statuses).toEqual([404, 403, 403]);
  await write(t, at, { text: "__proto__ 🐦\r\n\tsecond line" });
  expect((await notesOf(t, person)).map(({ text }) => text)).toEqual(["__proto__ 🐦\n\tsecond line"]);
});

test("a co-leader writes today's group note; who wrote meanwhile is shown beside one's own", async () => {
  const t = await testApp({ as: "cora" });
  const run = await aRun(t, { startOn: "2026-03-02" });
  expect((await write(t, groupNote(run), { text: "We talked about sleep", seen: "" })).status).toBe(303);
  const stale = await write(t.as("bob"), groupNote(run), { text: "Good energy", seen: "" });
  const page = await stale.text();
  expect(stale.status).toBe(409);
  expect(page).toContain("We talked about sleep");
  expect(page).toContain("Good energy");
  expect((await write(t.as("bob"), groupNote(run), { text: "Both", seen: fieldsOf(page).seen![0]! })).status).toBe(303);
  expect((await t.get(groupNote(run, 2))).status).toBe(404);
  expect(await (await t.get(`/sessions/${run.sessions[0]!.id}/register`)).text()).toContain("Both");
});

const concern = (person: AnEnrolment, more: Record<string, string> = {}) => ({
  enrolment: person.enrolmentId,
  about: "carer",
  kind: "session",
  summary: "Cried when the others had left",
  told: "Bob",
  ...more,
});

test("a co-leader raises a concern at a session; it is due, and about one person and kind once", async () => {
  const t = await testApp({ as: "cora" });
  const run = await aRun(t, { startOn: "2026-03-02" });
  const person = await anEnrolment(t, { run });
  const at = `/sessions/${run.sessions[0]!.id}/concerns/new`;
  const form = await (await t.get(at)).text();
  expect(form).not.toContain("Neill");
  expect(validateHtml(form)).toEqual([]);
  const res = await write(t, at, concern(person));
  expect(res.headers.get("location")).toBe(`/sessions/${run.sessions[0]!.id}/register?did=raised`);
  const raised = await t.db.selectFrom("concern").where("family_id", "=", person.familyId).selectAll().execute();
  expect(raised).toHaveLength(1);
  expect(raised[0]).toMatchObject({
    source: "session",
    about_id: person.carerId,
    state: "raised",
    summary: "Cried when the others had left\nTold: Bob",
  });
  expect((await write(t, at, concern(person))).status).toBe(409);
  expect((await write(t, at, concern(person, { about: "child" }))).status).toBe(303);
  expect((await write(t, at, concern(person, { kind: "self-harm" }))).status).toBe(303);
  expect((await write(t, at, concern(person, { kind: "" }))).status).toBe(422);
});

test("a concern without what happened, or about somebody who was not there, is refused and kept", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const elsewhere = await anEnrolment(t, { run: await aRun(t) });
  await anEnrolment(t, { run });
  const at = `/sessions/${run.sessions[0]!.id}/concerns/new`;
  const wrong = await write(t, at, concern(elsewhere));
  expect([wrong.status, fieldsOf(await wrong.text()).told]).toEqual([422, ["Bob"]]);
  expect((await write(t, at, concern(elsewhere, { summary: "" }))).status).toBe(422);
  expect((await write(t.as("rory"), at, concern(elsewhere))).status).toBe(404);
  expect((await write(t.as("erin"), at, concern(elsewhere))).status).toBe(403);
});

test.each(["a new note", "a corrected note", "the note of a leaving"] as const)(
  "%s that may name somebody else on the run asks whether it is meant, before it is saved",
  async (which) => {
    const t = await testApp({ as: "bob" });
    const run = await aRun(t);
    const person = await anEnrolment(t, { run, carer: "Maureen", child: "Jayden" });
    await anEnrolment(t, { run, carer: "Désirée", child: "Ola" });
    const at = `/enrolments/${person.enrolmentId}`;
    let path = `${at}/notes/new`;
    if (which === "a corrected note") {
      await write(t, path, { text: "Fine" });
      path = `${at}/notes/${(await notesOf(t, person))[0]!.id}/correcting`;
    }
    const leaving = {
      version: "1",
      "leftOn-day": "2",
      "leftOn-month": "3",
      "leftOn-year": "2026",
      reason: "health",
      decidedBy: "carer",
    };
    const post = (text: string, more: Record<string, string> = {}) =>
      which === "the note of a leaving"
        ? write(t, `${at}/leaving`, { ...leaving, note: text, ...more })
        : write(t, path, { text, ...more });
    const before = (await notesOf(t, person)).length;
    for (const text of ["Sat with DESIREE and laughed", "Ola’s mother drove them"]) {
      const asked = await post(text);
      const page = await asked.text();
      expect([asked.status, page.includes("This may name somebody else on the run")]).toEqual([422, true]);
      expect(page).toContain("It is meant: save it with the name");
      expect(validateHtml(page)).toEqual([]);
    }
    expect(await notesOf(t, person)).toHaveLength(before);
    const kept = await post("Sat with Désirée", { namesMeant: "yes" });
    expect(kept.status).toBe(303);
    expect((await notesOf(t, person)).map(({ text }) => text)).toContain("Sat with Désirée");
  },
);

test("their own names, and words that only contain one, are no names of others", () => {
  const named = (givenName: string, familyName = "O’Neill") => ({ givenName, familyName, knownAs: null });
  const own = [named("Maureen"), named("Jayden")];
  const others = [named("Dev", "Shah"), named("Al", "O’Neill")];
  expect(otherNamesIn("Maureen and Jayden O’Neill device developed al dente", own, others)).toEqual([]);
  expect(otherNamesIn("dev, and Mrs SHAH’s car", own, others)).toEqual(["Dev", "Shah"]);
});

test("a group note that was empty and is sent again still notices what was written meanwhile", async () => {
  const t = await testApp({ as: "bob" });
  const at = groupNote(await aRun(t, { startOn: "2026-03-02" }));
  expect((await write(t, at, { seen: "", text: "Theirs" })).status).toBe(303);
  const empty = await write(t, at, { seen: "", text: " " });
  const { seen } = fieldsOf(await empty.text());
  expect([empty.status, seen]).toEqual([422, [""]]);
  const again = await write(t, at, { seen: "", text: "Mine" });
  const html = await again.text();
  expect(again.status).toBe(409);
  for (const words of ["Theirs", "Mine"]) expect(html).toContain(words);
});
