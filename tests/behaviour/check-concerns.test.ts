import { expect, test } from "vitest";
import { concernsRaisedBy } from "../../src/features/behaviour/check/check.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { aHouseholdToCheck, checksOf, concernsOf } from "./checking.ts";
import { item } from "./rule-one.ts";

const kinds = (...items: Parameters<typeof concernsRaisedBy>[0]) => concernsRaisedBy(items).map(({ kind }) => kind);

test.each([
  [item("goes-missing", "1", "0"), ["goes-missing"]],
  [item("goes-missing", null, null), ["goes-missing"]],
  [item("goes-missing", "0", "0"), []],
  [item("hurts-self", "2", "1"), ["self-harm"]],
  [item("sexualised", "not-known", "1"), ["sexualised"]],
  [item("threatens", "1", "1", { injured: "yes" }), ["injury"]],
  [item("threatens", "1", "1", { afraid: "yes", weapon: "yes" }), ["fear", "weapon"]],
  [item("hurts-carer", "1", "3"), ["hurt-and-challenged"]],
  [item("hurts-carer", "6", "2"), []],
  [item("threatens", "6", "3"), []],
  [item("threatens", "6", "3", { injured: "yes" }), ["injury", "hurt-and-challenged"]],
  [item("refuses", "6", "3"), []],
])("%o raises %o", (reported, expected) => {
  expect(kinds(reported)).toEqual(expected);
});

test("one concern of a kind, naming every behaviour that raises it", () => {
  const raised = concernsRaisedBy([
    item("threatens", "1", "1", { afraid: "yes" }),
    item("hurts-carer", "1", "1", { afraid: "yes" }),
  ]);
  expect(raised).toEqual([
    {
      kind: "fear",
      summary: "Shouts, swears or threatens; Hurts the carer or another adult",
    },
  ]);
});

const HURT = {
  behaviour: ["hurts-carer", "goes-missing"],
  "howOften-refuses": "",
  "challenge-refuses": "",
  "howOften-hurts-carer": "3",
  "challenge-hurts-carer": "3",
  "injured-hurts-carer": "yes",
  "weapon-hurts-carer": "no",
  "afraid-hurts-carer": "not-known",
  "howOften-goes-missing": "1",
  "challenge-goes-missing": "2",
};

test("a check raises its concerns in the same commit, due at the end of the next working day, on the next page", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  const res = await t.post(url, form(HURT));
  const raised = await concernsOf(t, who.familyId);
  expect(raised.map(({ kind }) => kind)).toEqual(["goes-missing", "hurt-and-challenged", "injury"]);
  expect(raised[0]).toMatchObject({
    about_id: who.childId,
    organisation_id: t.organisations.north,
    state: "raised",
    due_at: "2026-03-03T17:00:00.000Z",
  });
  const html = await (await t.get(res.headers.get("location")!)).text();
  for (const words of ["Somebody must look at this", "999", "Close these concerns"]) expect(html).toContain(words);
  expect(validateHtml(html)).toEqual([]);
});

test("whoever recorded the check closes its concerns there with what was done", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  await t.post(url, form(HURT));
  const [check] = await checksOf(t, who.familyId);
  const closing = `/checks/${check!.id}/closing-concerns`;
  const concern = (await concernsOf(t, who.familyId)).map(({ id }) => `${id}:1`);
  const without = await t.post(closing, { key: t.newId(), concern, done: "" });
  expect([without.status, (await without.text()).includes("Enter what was done")]).toEqual([422, true]);
  expect((await t.post(closing, { key: t.newId(), done: "x" })).status).toBe(422);
  expect((await t.as("nadia").post(closing, { key: t.newId(), concern, done: "x" })).status).toBe(409);
  expect((await t.as("charlie").post(closing, { key: t.newId(), concern, done: "x" })).status).toBe(404);
  const res = await t.post(closing, { key: t.newId(), concern, done: "Social worker told, plan made." });
  expect(res.status).toBe(303);
  expect((await concernsOf(t, who.familyId)).map(({ state }) => state)).toEqual(["closed", "closed", "closed"]);
  expect((await t.post(closing, { key: t.newId(), concern, done: "again" })).status).toBe(409);
  expect(await (await t.get(`/checks/${check!.id}`)).text()).not.toContain("Somebody must look at this");
});

test("a correction keeps the old check, and raises only what is new", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  await t.post(url, form(HURT));
  const [old] = await checksOf(t, who.familyId);
  const correcting = `/checks/${old!.id}/correcting`;
  expect((await t.post(correcting, form({ ...HURT, "weapon-hurts-carer": "yes" }))).status).toBe(422);
  const res = await t.post(correcting, form({ ...HURT, "weapon-hurts-carer": "yes", reason: "There was a knife" }));
  expect(res.status).toBe(303);
  const [kept, corrected] = await checksOf(t, who.familyId);
  expect(kept).toEqual(old);
  expect(corrected).toMatchObject({ supersedes_id: old!.id, correction_reason: "There was a knife" });
  const kinds = (await concernsOf(t, who.familyId)).map(({ kind, source_id }) => [kind, source_id === corrected!.id]);
  expect(kinds).toEqual([
    ["goes-missing", false],
    ["hurt-and-challenged", false],
    ["injury", false],
    ["weapon", true],
  ]);
  const text = textOf(readHtml(await (await t.get(`/checks/${corrected!.id}`)).text()));
  expect(text).toContain("Goes missing: Once in the last 4 weeks");
  expect(textOf(readHtml(await (await t.get(`/checks/${old!.id}`)).text()))).toContain("corrected since");
});

test("a check is corrected once: a second correction is told, with what was typed", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  await t.post(url, form());
  const [old] = await checksOf(t, who.familyId);
  const correcting = `/checks/${old!.id}/correcting`;
  expect(await (await t.get(correcting)).text()).toContain('value="refuses" checked');
  const all = await Promise.all(
    (["alice", "nadia"] as const).map((name) => t.as(name).post(correcting, form({ reason: `Reason of ${name}` }))),
  );
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409]);
  const later = await t.post(correcting, form({ reason: "Too late" }));
  expect([later.status, (await later.text()).includes("Too late")]).toEqual([409, true]);
  expect(await checksOf(t, who.familyId)).toHaveLength(2);
});
