import { expect, test } from "vitest";
import { findVersion, planOf, primariesOf } from "../../src/features/programmes/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { aProgramme } from "../support/referral-factories.ts";
import { switched } from "../support/registry-factories.ts";

/** On the Worker the tests share a database: each switches a questionnaire that no other test asks about. */
const pathOf = (programmeId: string) => `/programmes/${programmeId}/primary-measure`;
const shown = async (t: TestApp, programmeId: string) =>
  textOf(readHtml(await (await t.get(`/programmes/${programmeId}`)).text())).replace(/\s+/g, " ");

async function formOf(t: TestApp, programmeId: string) {
  const html = await (await t.get(pathOf(programmeId))).text();
  expect(validateHtml(html)).toEqual([]);
  return { html, fields: { ...fieldsOf(html), key: t.newId() } as Record<string, string | string[]> };
}

test("nobody chose: the plan’s first standardised measure leads", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  const page = await shown(t, programmeId);
  expect(page).toContain("Primary measure, by which this programme is judged: SDQ 2-4 or SDQ");
});

test("the page shows what each measure may be used for, and offers nothing first where its licence bars it", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  await switched(t, "psc-17");
  const { html, fields } = await formOf(t, programmeId);
  expect(fields.primary).toEqual(["sdq-carer"]);
  const rows = textOf(readHtml(html)).replace(/\s+/g, " ");
  expect(rows).toContain("SDQ 2-4 or SDQ Yes The child 33 items, about 5 min Yes Yes No");
  expect(rows).toMatch(/PSC-17 No The child 17 items, about 2 min Yes Yes Yes The norms are American/);
  const options = /<select[^>]*name="firstOnPaper"[\s\S]*?<\/select>/.exec(html)![0];
  expect(options).toContain('value="sdq-carer"');
  expect(options).not.toContain('value="swemwbs"');
});

test("another primary measure is added to the plan, one beside it for a season too, and the next version keeps them", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  await switched(t, "ors");
  const { fields } = await formOf(t, programmeId);
  const burdenReason = "In the room, with somebody to help";
  const chosen = { primary: "ors", compared: "sdq-carer", firstOnPaper: "behaviour-recount", burdenReason };
  const res = await t.post(pathOf(programmeId), { ...fields, ...chosen });
  expect([res.status, res.headers.get("location")]).toEqual([303, `/programmes/${programmeId}?did=version`]);
  const { id, template } = (await findVersion(t.db, programmeId, 2))!;
  expect(template.leading).toEqual({
    primary: "ors",
    compared: "sdq-carer",
    firstOnPaper: "behaviour-recount",
  });
  const plan = await planOf(t.db, id);
  const asked = plan.filter(({ measureId }) => measureId === "ors");
  expect(plan.slice(0, 2).map(({ measureId }) => measureId)).toEqual(["behaviour-recount", "sdq-p2-4"]);
  expect(asked.map(({ timepoint }) => timepoint)).toEqual(["T1", "T2", "T3"]);
  const first = (await findVersion(t.db, programmeId, 1))!.id;
  const primaries = await primariesOf(t.db, [id, first]);
  expect([primaries.get(first)?.id, primaries.get(id)?.id]).toEqual(["sdq-carer", "ors"]);
  const page = await shown(t, programmeId);
  expect(page).toContain("by which this programme is judged: ORS");
  const next = fieldsOf(await (await t.get(`/programmes/${programmeId}/versions/new`)).text());
  expect((await t.post(`/programmes/${programmeId}/versions/new`, { ...next, key: t.newId() })).status).toBe(303);
  expect((await findVersion(t.db, programmeId, 3))!.template.leading).toEqual(template.leading);
});

test.each([
  [{ primary: "" }, "Select the measure whose two answers are counted"],
  [{ primary: "weekly-check-in" }, "Select the measure whose two answers are counted"],
  [{ compared: "sdq-carer" }, "Select another measure to compare with, or none"],
  [{ firstOnPaper: "swemwbs" }, "SWEMWBS can’t come first on paper: its licence"],
  [{ firstOnPaper: "nothing" }, "Select what comes first on paper"],
])("it refuses what can’t lead, and keeps what was typed: %#", async (typed, sentence) => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  const { fields } = await formOf(t, programmeId);
  const res = await t.post(pathOf(programmeId), { ...fields, burdenReason: "Kept as typed", ...typed });
  const html = await res.text();
  expect(res.status).toBe(422);
  expect(html).toContain(sentence);
  expect(html).toContain("Kept as typed");
  expect(validateHtml(html)).toEqual([]);
  expect(await findVersion(t.db, programmeId, 2)).toBeUndefined();
});

test("of two who choose at once the second sees both; only an administrator chooses", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t);
  const { fields } = await formOf(t, programmeId);
  const send = (primary: string) => t.post(pathOf(programmeId), { ...fields, key: t.newId(), primary });
  expect((await send("bpses")).status).toBe(303);
  const late = await send("sdq-carer");
  expect(late.status).toBe(409);
  const html = await late.text();
  for (const words of ["Ada Administrator", "Primary measure", "BPSES"]) expect(html).toContain(words);
  for (const who of ["bob", "alice"] as const) expect((await t.as(who).get(pathOf(programmeId))).status).toBe(403);
});
