import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aCheck } from "../support/behaviour-factories.ts";
import { aContact, aFact, anAgreement } from "../support/family-factories.ts";
import { validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { walk } from "../support/walked-pages.ts";
import type { PersonName } from "../support/world.ts";

// Who died, or must not be asked, is said before anybody prints, rings, reads out a name or keys (U83): asked of every page of theirs.

const NUMBER = "07700 900999";
const READERS: PersonName[] = ["alice", "nadia", "bob", "wendy", "cora"];

/** A carer on a run whose session is today, with a pack about herself and about the child, and a form of one more occasion. */
async function aCarerOnARun() {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-03-02" });
  const who = await anEnrolment(t, { run });
  await aCheck(t, who);
  const own = await anAssessment(t, who, { measureId: "gad-7" });
  const about = await anAssessment(t, who, { measureId: "behaviour-recount", packId: own.packId, position: 2 });
  const typed = await anAssessment(t, who, { measureId: "sdq-p4-17", packId: own.packId, position: 3 });
  await aContact(t, who.carerId, { value: NUMBER, folded: "07700900999" });
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "contact-telephone" });
  return { t, who, own, about, typed, sessionId: run.sessions[0]!.id };
}

type Made = Awaited<ReturnType<typeof aCarerOnARun>>;

/** From where somebody prints, keys, rings, calls a name or opens the file, each with who stands there. */
const DOORS = ({ who, own, about, typed, sessionId }: Made): [PersonName, string][] => [
  ["bob", `/follow-up/${own.packId}/paper`],
  ["bob", `/follow-up/${own.packId}/paper?large=yes`],
  ["bob", `/follow-up/${own.packId}/attempts`],
  ...[own, about].map(({ id }): [PersonName, string] => ["bob", `/assessments/${id}/keying`]),
  ["bob", `/assessments/${typed.id}/totals`],
  ...[own, about, typed].map(({ id }): [PersonName, string] => ["bob", `/assessments/${id}`]),
  ["bob", `/enrolments/${who.enrolmentId}`],
  ["bob", `/sessions/${sessionId}/register`],
  ["bob", `/sessions/${sessionId}/register/print`],
  ["cora", `/sessions/${sessionId}/register`],
  ["cora", `/sessions/${sessionId}/register/print`],
  ["bob", `/referrals/${who.referralId}`],
  ["alice", `/referrals/${who.referralId}`],
  ...["", "/people", "/timeline", "/agreements", "/print", `/people/${who.carerId}`].map(
    (page): [PersonName, string] => ["alice", `/families/${who.familyId}${page}`],
  ),
];

const shown = async (t: TestApp, [as, path]: [PersonName, string]) => {
  const res = await t.as(as).get(path);
  return [res.status, await res.text()] as const;
};

test("a carer who died: every page of theirs says so first, and none has a number or a way to ring", async () => {
  const made = await aCarerOnARun();
  await aFact(made.t, made.who.carerId, { kind: "died" });
  for (const door of DOORS(made)) {
    const [status, html] = await shown(made.t, door);
    const main = html.slice(html.indexOf("<main"));
    expect([door, status, /died (on )?1 March 2026/i.test(main)]).toEqual([door, 200, true]);
    expect([door, validateHtml(html)]).toEqual([door, []]);
  }
  for (const reader of READERS)
    for (const [path, html] of await walk(made.t, reader)) {
      const text = html.replace(/<form[\s\S]*?<\/form>/g, "");
      // The file itself, and the pages that change it, hold what was there.
      const isOnFile = /^\/families\/[^/]+\/(people|contacts)/.test(path);
      expect([reader, path, html.includes('href="tel:'), text.includes(NUMBER) && !isOnFile]).toEqual([
        reader,
        path,
        false,
        false,
      ]);
    }
});

const paper = async ({ t, own }: Made) => (await shown(t, ["bob", `/follow-up/${own.packId}/paper`]))[1];
const keying = async ({ t, about }: Made) => (await shown(t, ["bob", `/assessments/${about.id}/keying`]))[1];

test("a pack of somebody who died, or asked to be asked nothing more, prints no question", async () => {
  for (const kind of ["died", "not-asked-again"] as const) {
    const made = await aCarerOnARun();
    expect(await paper(made)).toContain("still live with you?");
    await aFact(made.t, made.who.carerId, { kind });
    const html = await paper(made);
    expect(html).toContain("Please do not print, hand out or post this pack");
    for (const asked of ["still live with you?", "Date you filled it in", "data-print", "This is not a test of you"])
      expect([kind, asked, html.includes(asked)]).toEqual([kind, asked, false]);
    expect(await keying(made)).toContain("Key only what was filled in before");
  }
});

test("a child who moved out, or died: what is about them is left out of the pack, with the gate question; the rest stays", async () => {
  for (const [kind, words] of [
    ["moved-out", "The child moved out on 1 March 2026. What is asked about the child is left out of this pack."],
    ["died", "Please speak to the carer first, and gently."],
  ] as const) {
    const made = await aCarerOnARun();
    expect(await paper(made)).toContain("Behaviour");
    await aFact(made.t, made.who.childId, { kind });
    const html = await paper(made);
    expect(html).toContain(words);
    expect(html).not.toContain("still live with you?");
    expect(html).not.toContain("About the child aged");
    expect(html).toContain("Generalised Anxiety");
    expect(await keying(made)).toMatch(kind === "died" ? /died on 1 March 2026/ : /moved out on 1 March 2026/);
  }
});

test("a hold is said where a pack is printed and a form is keyed, and nothing is left out", async () => {
  const made = await aCarerOnARun();
  const held = { from_on: "2026-02-20", until_on: "2026-03-20", created_at: "", created_by: "seed" };
  await made.t.db
    .insertInto("hold")
    .values({ id: made.t.newId(), person_id: made.who.carerId, ...held })
    .execute();
  expect(await paper(made)).toContain("The carer is on hold until 20 March 2026. Nothing is asked before then.");
  expect(await paper(made)).toContain("still live with you?");
  expect(await keying(made)).toContain("is on hold until 20 March 2026");
});

test("where the pack is keyed, its first question leads to saying once that the child moved out", async () => {
  const made = await aCarerOnARun();
  const { t, about, own, who } = made;
  const door = `/follow-up/${own.packId}/attempts/learned`;
  expect(await keying(made)).toContain(`href="${door}"`);
  const day = { "onDay-day": "1", "onDay-month": "3", "onDay-year": "2026" };
  expect((await t.post(door, { kind: "moved-out", whom: who.childId, ...day, key: "k" })).status).toBe(303);
  expect(await keying(made)).not.toContain(`href="${door}"`);
  const list = await (await t.get("/follow-up")).text();
  expect([list.includes(about.id), list.includes(own.id)]).toEqual([false, true]);
  const arrangements = await t.db
    .selectFrom("care_arrangement")
    .where("child_id", "=", who.childId)
    .selectAll()
    .execute();
  expect(arrangements.map(({ to_on }) => to_on)).toEqual(arrangements.map(() => null));
});
