import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aConcern } from "../support/behaviour-factories.ts";
import { aContact, anAgreement } from "../support/family-factories.ts";
import { byTag, hrefsOf, textOf, validateHtml } from "../support/html.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { endsAs, fileChanges, namesOf, saysOfSharing } from "../support/sharing-factories.ts";

const today = { "onDay-day": "2", "onDay-month": "3", "onDay-year": "2026" };

/** Maureen is on the Tuesday group, which meets today, with a form to answer before and a number. */
async function inTheGroup() {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t, { startOn: "2026-03-02" });
  const who = await anEnrolment(t, { run, state: "started" });
  const asked = await anAssessment(t, who, { measureId: "sdq-p4-17" });
  const contact = await aContact(t, who.carerId, { value: "07700 900111", folded: "07700900111" });
  const textAt = async (path: string) => {
    const html = await (await t.get(path)).text();
    expect([path, validateHtml(html)]).toEqual([path, []]);
    return textOf(byTag(html, "main")[0]!).replaceAll(/\s+/g, " ");
  };
  const register = `/sessions/${run.sessions[0]!.id}/register`;
  return {
    t,
    run,
    who,
    asked,
    contact,
    textAt,
    register,
    ...(await namesOf(t)),
    person: `/enrolments/${who.enrolmentId}`,
  };
}

test("a carer who stops agreeing and sits in the group tonight: first name, the register, the questions in the room; no file, no number", async () => {
  const { t, run, who, asked, textAt, register, person, north, willow } = await inTheGroup();
  await saysOfSharing(t, who, "withdrawn");
  await fileChanges(t, who);
  const pages = {
    register: await textAt(register),
    run: await textAt(`/runs/${run.runId}`),
    person: await textAt(person),
    measures: await textAt(`${person}/measures`),
    keying: await textAt(`/assessments/${asked.id}/keying`),
    due: await textAt("/follow-up"),
    attempts: await textAt(`/follow-up/${asked.packId}/attempts`),
    concern: await textAt(`/sessions/${run.sessions[0]!.id}/concerns/new`),
  };
  for (const [name, text] of Object.entries(pages)) {
    expect([name, text]).toEqual([name, expect.stringContaining("Maureen")]);
    expect([name, /Neill|Laterday|Jayden|07700/.exec(text)?.[0]]).toEqual([name, undefined]);
  }
  expect(pages.register).toContain(
    `Maureen no longer agrees that ${north} shares the family’s file with us. Mark the register as always.`,
  );
  expect(pages.person).toContain(`The carer stopped agreeing to share with ${willow} on 26 February 2026.`);
  expect(pages.due).toContain(`ask in the room, or ring ${north} on 01632 960000`);
  expect(hrefsOf(await (await t.get(person)).text(), "Open the family’s file")).toEqual([]);
  const marked = await t.post(register, { key: t.newId(), [`mark-${who.enrolmentId}`]: "all" });
  expect(marked.status).toBe(303);
  const coLeader = await (await t.as("cora").get(register)).text();
  expect([coLeader.includes("Maureen"), coLeader.includes("no longer agrees")]).toEqual([true, false]);
});

test("a concern does not wait for an agreement: who it is about, by first name, and whom to ring", async () => {
  const { t, who, textAt, north } = await inTheGroup();
  const willow = { organisation_id: t.organisations.willow, about_id: who.carerId };
  const { id } = await aConcern(t, who, willow);
  expect(await textAt(`/concerns/${id}`)).toContain("Maureen O’Neill");
  await saysOfSharing(t, who, "withdrawn");
  const text = await textAt(`/concerns/${id}`);
  expect(text).toContain("Maureen");
  expect(text).toContain(`Ring ${north} on 01632 960000`);
  expect(text).not.toContain("Neill");
  expect(hrefsOf(await (await t.get(`/concerns/${id}`)).text(), "Maureen")).toEqual([]);
  expect((await textAt("/concerns")).includes("Neill")).toBe(false);
});

test("after the end a question that is still open goes to the number that was given, while it stands and the carer agrees", async () => {
  const { t, who, contact, textAt, north } = await inTheGroup();
  const spare = await aContact(t, who.carerId, { safe: "no", value: "07700 900333", folded: "07700900333" });
  await endsAs(t, who.referralId, "left-early");
  expect(await textAt("/follow-up")).toContain("07700 900111");
  await aContact(t, who.carerId, { value: "07700 900222", folded: "07700900222" });
  await t.db.updateTable("contact").set({ safe: "yes", version: 2 }).where("id", "=", spare.id).execute();
  expect(await textAt("/follow-up")).toContain("07700 900111");
  await saysOfSharing(t, who, "withdrawn", "2026-03-01T10:00:00.000Z");
  expect(await textAt("/follow-up")).not.toContain("07700");
  await saysOfSharing(t, who, "given", "2026-03-01T11:00:00.000Z");
  expect(await textAt("/follow-up")).toContain("07700 900111");
  await t.db.updateTable("contact").set({ safe: "at-times", version: 2 }).where("id", "=", contact.id).execute();
  const text = await textAt("/follow-up");
  expect(text).toContain(`No number that we may still use: ring ${north} on 01632 960000`);
  expect(text).not.toContain("07700");
});

test("after the end the provider's own record stays under the names of that day", async () => {
  const { t, run, who, asked, textAt, register, person } = await inTheGroup();
  await t.post(register, { key: t.newId(), [`mark-${who.enrolmentId}`]: "all" });
  await endsAs(t, who.referralId, "completed");
  await fileChanges(t, who);
  for (const path of [register, `/runs/${run.runId}`, person, `${person}/measures`, `/assessments/${asked.id}`])
    expect([path, await textAt(path)]).toEqual([
      path,
      expect.stringMatching(/^(?!.*Laterday).*(Maureen|Jayden) O’Neill/s),
    ]);
  expect(await textAt(person)).toContain("This referral has ended. You see it as it was on 27 February 2026.");
  expect((await t.get(`/families/${who.familyId}`)).status).toBe(404);
});

const record = (of: string, fields: Record<string, string>) =>
  [`${of}/agreements/new`, { how: "in-person", ...today, ...fields }] as const;

test("a provider at work writes agreements for itself alone, about its own purposes, and leaves the owner's as they are", async () => {
  const { t, who, textAt, north, willow } = await inTheGroup();
  const family = `/families/${who.familyId}`;
  const of = `${family}/people/${who.carerId}`;
  await anAgreement(t, { familyId: who.familyId, personId: who.carerId }, { purpose: "contact-telephone" });
  const form = await textAt(`${of}/agreements/new`);
  expect(form).toContain(`It is about ${willow} alone. What ${north} may do stays as it is.`);
  for (const theirs of ["Sharing with a provider", "Which provider?", "The council’s worker sees"])
    expect(form).not.toContain(theirs);
  const purposes = ["share-with-provider", "council-sees-attendance", "council-sees-goals", "council-sees-scores"];
  for (const purpose of purposes) {
    const [path, fields] = record(of, { purpose, answer: "given", providerId: t.organisations.willow, key: t.newId() });
    const res = await t.post(path, fields);
    expect([purpose, res.status]).toEqual([purpose, 422]);
    expect(await res.text()).toContain("Select one of your own purposes");
  }
  expect(await textAt("/follow-up")).toContain("07700 900111");
  const [path, fields] = record(of, { purpose: "contact-telephone", answer: "declined", key: t.newId() });
  expect((await t.post(path, fields)).status).toBe(303);
  expect(await textAt("/follow-up")).toContain("Asked us not to ring");
  const rows = await t.db
    .selectFrom("agreement")
    .where("purpose", "=", "contact-telephone")
    .where("family_id", "=", who.familyId)
    .select(["provider_id", "answer"])
    .orderBy("answer")
    .execute();
  expect(rows).toEqual([
    { provider_id: t.organisations.willow, answer: "declined" },
    { provider_id: null, answer: "given" },
  ]);
  await saysOfSharing(t, who, "withdrawn");
  expect([(await t.get(path)).status, (await t.post(path, { ...fields, key: t.newId() })).status]).toEqual([404, 404]);
});
