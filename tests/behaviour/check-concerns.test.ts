import { expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { concernsRaisedBy } from "../../src/features/behaviour/check/check.ts";
import { sqliteHost } from "../support/hosts.ts";
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

test("a check raises its concerns in the same commit, due in 4 working hours, named to whoever recorded it, on the next page", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  const res = await t.post(url, form(HURT));
  const raised = await concernsOf(t, who.familyId);
  expect(raised.map(({ kind }) => kind)).toEqual(["goes-missing", "hurt-and-challenged", "injury"]);
  expect(raised[0]).toMatchObject({
    about_id: who.childId,
    organisation_id: t.organisations.north,
    state: "raised",
    for_user_id: t.people.alice.userId,
    half_at: "2026-03-02T11:00:00.000Z",
    due_at: "2026-03-02T13:00:00.000Z",
  });
  const html = await (await t.get(res.headers.get("location")!)).text();
  for (const words of ["Somebody must look at this", "999", "Close this concern"]) expect(html).toContain(words);
  expect(validateHtml(html)).toEqual([]);
});

test("whoever recorded the check closes its concerns there, each by itself with what was done", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  await t.post(url, form(HURT));
  const [check] = await checksOf(t, who.familyId);
  const page = async () => (await t.get(`/checks/${check!.id}`)).text();
  expect((await page()).match(/Close this concern/g)).toHaveLength(3);
  expect(validateHtml(await page())).toEqual([]);
  const [first, second] = await concernsOf(t, who.familyId);
  const closing = (done: string) => ({ key: t.newId(), version: 1, check: check!.id, done });
  const without = await t.post(`/concerns/${first!.id}/closing`, closing(""));
  const html = await without.text();
  expect([without.status, html.includes("Enter what was done"), html.includes(check!.id)]).toEqual([422, true, true]);
  const res = await t.post(`/concerns/${first!.id}/closing`, closing("Social worker told, plan made."));
  expect(res.headers.get("location")).toBe(`/checks/${check!.id}?did=closed`);
  expect((await concernsOf(t, who.familyId)).map(({ state }) => state)).toEqual(["closed", "raised", "raised"]);
  expect((await page()).match(/Close this concern/g)).toHaveLength(2);
  await t.post(`/concerns/${second!.id}/closing`, closing("Rang the school."));
  const notes = await t.db
    .selectFrom("concern_event")
    .where("verb", "=", "closed")
    .orderBy("at")
    .select("note")
    .execute();
  expect(notes.map(({ note }) => note).sort()).toEqual(["Rang the school.", "Social worker told, plan made."]);
  expect(await (await t.as("nadia").get(`/checks/${check!.id}`)).text()).not.toContain("Close this concern");
});

test("no form of the house closes more than one concern", () => {
  const parsers = createApp(sqliteHost().deps!).routes.filter(({ path }) => /closing-concerns/.test(path));
  expect(parsers).toEqual([]);
});

test("a correction says of each concern before it what is reported now", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  await t.post(url, form(HURT));
  const [old] = await checksOf(t, who.familyId);
  const less = {
    ...HURT,
    behaviour: ["hurts-carer"],
    "howOften-goes-missing": "",
    "challenge-goes-missing": "",
    "injured-hurts-carer": "no",
    reason: "The wrong child",
  };
  expect((await t.post(`/checks/${old!.id}/correcting`, form(less))).status).toBe(303);
  const of = async (kind: string) => {
    const concern = (await concernsOf(t, who.familyId)).find((one) => one.kind === kind)!;
    return textOf(readHtml(await (await t.get(`/concerns/${concern.id}`)).text()));
  };
  const missing = await of("goes-missing");
  for (const words of ["says something else now", "This is not reported any more", "The wrong child"])
    expect(missing).toContain(words);
  expect(await of("hurt-and-challenged")).toContain("still says so");
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
