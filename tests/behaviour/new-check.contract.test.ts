import { expect, test } from "vitest";
import { aHousehold } from "../support/family-factories.ts";
import { byId, fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { aHouseholdToCheck, checksOf, concernsOf, itemsOf, type Typed } from "./checking.ts";

test("a check is kept with its behaviours, day, source and words, and the trail names it", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  const res = await t.post(
    url,
    form({ ownWords: "It never stops.", "since-refuses": "Christmas", "place-refuses": "home" }),
  );
  const [check] = await checksOf(t, who.familyId);
  expect([res.status, res.headers.get("location")]).toEqual([303, `/checks/${check!.id}?did=recorded`]);
  expect(check).toMatchObject({
    child_id: who.childId,
    carer_id: who.carerId,
    on_day: "2026-02-27",
    source: "visit",
    own_words: "It never stops.",
    supersedes_id: null,
    created_by: t.people.alice.userId,
  });
  expect(await itemsOf(t, check!.id)).toMatchObject([
    {
      behaviour: "refuses",
      how_often: "4",
      challenge: "3",
      since: "Christmas",
      place: "home",
      tried: null,
      injured: null,
    },
  ]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({
      verb: "write",
      subject_kind: "behaviour_check",
      subject_id: check!.id,
      family_id: who.familyId,
    }),
  );
});

test("blank is not zero: a ticked behaviour with blanks is kept as null, and the next page names what is blank", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  const res = await t.post(
    url,
    form({ behaviour: ["refuses", "sleep"], "howOften-refuses": "0", "challenge-refuses": "" }),
  );
  const [check] = await checksOf(t, who.familyId);
  expect(await itemsOf(t, check!.id)).toMatchObject([
    { behaviour: "refuses", how_often: "0", challenge: null },
    { behaviour: "sleep", how_often: null, challenge: null },
  ]);
  const text = textOf(readHtml(await (await t.get(res.headers.get("location")!)).text()));
  expect(text).toContain("Refuses or argues: how much it challenges the carer");
  expect(text).toContain("Cannot settle or sleep: how often, how much it challenges the carer");
});

test("the form has every question without JavaScript, and is valid HTML", async () => {
  const { t, url } = await aHouseholdToCheck();
  const html = await (await t.get(url)).text();
  const names = Object.keys(fieldsOf(html));
  for (const name of [
    "behaviour",
    "howOften-threatens",
    "challenge-other",
    "weapon-hurts-carer",
    "words-other",
    "tried-online",
  ])
    expect(names).toContain(name);
  expect(names).not.toContain("weapon-refuses");
  expect(fieldsOf(html)["onDay-day"]).toEqual(["2"]);
  expect(byId(html, "behaviour-refuses")).toBeDefined();
  expect(validateHtml(html)).toEqual([]);
});

test("what is wrong is said and what was typed is kept", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  const wrong: [Typed, string][] = [
    [{ "howOften-sleep": "3" }, "Tick “cannot settle or sleep”"],
    [{ behaviour: ["other"] }, "Enter what the other behaviour is"],
    [{ behaviour: [], "howOften-refuses": "", "challenge-refuses": "" }, "Tick what happens at home"],
    [{ nothing: "yes" }, "clear one of them"],
    [{ "onDay-day": 31 }, "The day must be a real date"],
    [{ "onDay-year": 2027 }, "The day must be today or in the past"],
    [{ source: "" }, "Select how you heard this"],
    [{ "howOften-refuses": "7" }, "How often must be one of those listed"],
    [{ behaviour: ["__proto__"] }, "Select behaviours from the list"],
  ];
  for (const [more, words] of wrong) {
    const res = await t.post(url, form({ ownWords: "Kept to the letter", ...more }));
    const html = await res.text();
    expect([res.status, html.includes(words), html.includes("Kept to the letter")]).toEqual([422, true, true]);
  }
  expect(await checksOf(t, who.familyId)).toEqual([]);
});

test("that nothing was reported can be recorded, and is not the same as an empty form", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  const nothing = { behaviour: [], "howOften-refuses": "", "challenge-refuses": "", nothing: "yes" };
  expect((await t.post(url, form(nothing))).status).toBe(303);
  const [check] = await checksOf(t, who.familyId);
  expect(await itemsOf(t, check!.id)).toEqual([]);
});

test("hostile input is stored exactly or refused with a sentence", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  expect((await t.post(url, form({ ownWords: "x".repeat(1_000_000) }))).status).toBe(422);
  expect((await t.post(url, form({ ownWords: "a\u0000b" }))).status).toBe(422);
  expect((await t.post(url, form({ "since-refuses": "a\u0000b" }))).status).toBe(422);
  expect((await t.post(url, form({ ownWords: "a\u202eb" }))).status).toBe(422);
  const strange = "<b> مرحبا 👨‍👩‍👧 __proto__ '; drop table x; --";
  const res = await t.post(url, form({ ownWords: strange, "tried-refuses": strange }));
  expect(res.status).toBe(303);
  expect((await checksOf(t, who.familyId))[0]!.own_words).toBe(strange);
  const html = await (await t.get(res.headers.get("location")!)).text();
  expect(html).not.toContain("<b> ");
  expect(validateHtml(html)).toEqual([]);
});

test("a child or carer of another family is refused", async () => {
  const { t, form, url } = await aHouseholdToCheck();
  const other = await aHousehold(t);
  expect((await t.post(url, form({ childId: other.childId }))).status).toBe(422);
  expect((await t.post(url, form({ carerId: other.carerId }))).status).toBe(422);
});

test("other organisations find nothing; roles without the permission are refused", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  const { location } = { location: (await t.post(url, form())).headers.get("location")! };
  for (const name of ["charlie", "bob"] as const) {
    expect((await t.as(name).post(url, form())).status).toBe(404);
    expect((await t.as(name).get(location)).status).toBe(404);
    expect((await t.as(name).get(`/families/${who.familyId}/checks`)).status).toBe(404);
  }
  for (const name of ["cora", "erin", "audrey", "ada"] as const)
    expect((await t.as(name).post(url, form())).status).toBe(403);
  expect(await checksOf(t, who.familyId)).toHaveLength(1);
});

test("the same form twice is one check with its concerns once", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  const twice = form({
    behaviour: ["goes-missing"],
    "howOften-refuses": "",
    "challenge-refuses": "",
    "howOften-goes-missing": "1",
  });
  const all = await Promise.all([t.post(url, twice), t.post(url, twice)]);
  expect(all.map(({ status }) => status)).toEqual([303, 303]);
  expect(all[0]!.headers.get("location")).toBe(all[1]!.headers.get("location"));
  expect(await checksOf(t, who.familyId)).toHaveLength(1);
  expect(await concernsOf(t, who.familyId)).toHaveLength(1);
});
