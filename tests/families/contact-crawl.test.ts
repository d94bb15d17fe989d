import { expect, test } from "vitest";
import { ownerIn, ownershipOf } from "../../src/web/form-key.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aContact, aFact, anAgreement } from "../support/family-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { walk } from "../support/walked-pages.ts";
import type { PersonName } from "../support/world.ts";

// What a page shows is asked of every page that a role can walk to, so that one added tomorrow is asked as well.

const NUMBER = "07700 900999";
const WORDS = "her son may be there";
const PLACE = "ZZ9 9ZZ";

/** A carer on a run, whose council is North and whose provider is Willow. */
async function aCarerOnARun(contacts: (t: TestApp, carerId: string) => Promise<unknown>) {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const who = await anEnrolment(t, { run });
  const { packId } = await anAssessment(t, who, { measureId: "gad-7" });
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "contact-telephone" });
  await contacts(t, who.carerId);
  return { t, who: { ...who, packId } };
}

const READERS: PersonName[] = ["alice", "bob", "ada"];

test("no page and no print shows a number without what must be read before it is rung (P4)", async () => {
  const { t } = await aCarerOnARun((app, carerId) =>
    aContact(app, carerId, {
      value: NUMBER,
      folded: "07700900999",
      safe: "at-times",
      safe_times: WORDS,
      safe_days: "12345",
      safe_from: "09:00",
      safe_to: "12:00",
    }),
  );
  t.clock.set("2026-03-02T15:20:00Z");
  let shown = 0;
  for (const reader of READERS)
    for (const [path, html] of await walk(t, reader)) {
      expect([path, html.includes('href="tel:')]).toEqual([path, false]);
      // A form that changes it shows what is typed there, each in its own field.
      const text = html.replace(/<form[\s\S]*?<\/form>/g, "");
      const numbers = text.split(NUMBER).length - 1;
      const warnings = text.split(WORDS).length - 1;
      expect([path, warnings >= numbers]).toEqual([path, true]);
      shown += numbers;
    }
  expect(shown).toBeGreaterThan(5);
});

test("a confidential address masks the postcode on every page, print and list, also where nobody marked that (P3)", async () => {
  const { t, who } = await aCarerOnARun(async (app, carerId) => {
    await aContact(app, carerId, { kind: "postcode", value: PLACE, folded: "ZZ99ZZ" });
  });
  const pagesWith = async () => {
    const found: string[] = [];
    for (const reader of READERS)
      for (const [path, html] of await walk(t, reader)) if (html.includes("ZZ9")) found.push(`${reader} ${path}`);
    return found;
  };
  expect((await pagesWith()).length).toBeGreaterThan(3);
  await aContact(t, who.carerId, {
    kind: "address",
    value: "4 Hidden Lane",
    folded: "4 hidden lane",
    confidential: "yes",
  });
  expect(await pagesWith()).toEqual([]);
});

test("a number that is confidential stands on no page, print or list of anybody’s, before the press that the trail keeps (P3)", async () => {
  const { t, who } = await aCarerOnARun((app, carerId) =>
    aContact(app, carerId, { value: NUMBER, folded: "07700900999", confidential: "yes" }),
  );
  for (const reader of [...READERS, "nadia", "wendy", "cora"] as PersonName[])
    for (const [path, html] of await walk(t, reader))
      expect([reader, path, html.includes(NUMBER), html.includes("07700900999")]).toEqual([reader, path, false, false]);
  const person = `/families/${who.familyId}/people/${who.carerId}`;
  const page = await (await t.as("alice").get(person)).text();
  expect(page).toContain("Show it. This is recorded");
  const shown = await t.as("alice").post(/action="([^"]+\/showing)"/.exec(page)![1]!, {});
  expect(await shown.text()).toContain(NUMBER);
});

test("every form of every page is its reader's own: the key that tells forms of one page apart does not hide whom it was made for", async () => {
  const { t, who } = await aCarerOnARun((app, carerId) => aFact(app, carerId, { kind: "interpreter" }));
  const task = {
    kind: "two-absences",
    subject_kind: "enrolment",
    subject_id: who.enrolmentId,
    text: "Ring",
    due_on: "2026-03-04",
  };
  const made = { organisation_id: t.organisations.willow, created_at: "", created_by: "seed" };
  await t.db
    .insertInto("task")
    .values({ id: t.newId(), ...task, ...made })
    .execute();
  let apart = 0;
  for (const reader of READERS)
    for (const [path, html] of await walk(t, reader)) {
      const keys = Array.from(html.matchAll(/name="key" value="([^"]+)"/g), ([, key]) => key!);
      for (const key of keys)
        expect([path, ownershipOf(ownerIn(key), t.people[reader]), key.length <= 100]).toEqual([path, "own", true]);
      expect([path, new Set(keys).size]).toEqual([path, keys.length]);
      apart += keys.length > 1 ? 1 : 0;
    }
  expect(apart).toBeGreaterThan(1);
  const attempts = `/follow-up/${who.packId}/attempts`;
  const page = await (await t.get(attempts)).text();
  const form = /<form[^>]*taking-back[\s\S]*?<\/form>/.exec(page)![0];
  const key = /name="key" value="([^"]+)"/.exec(form)![1]!;
  expect((await t.post(/action="([^"]+)"/.exec(form)![1]!, { key })).status).toBe(303);
});
