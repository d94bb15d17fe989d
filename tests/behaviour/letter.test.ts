import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aCheck, aNeedAssessment } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { fieldsOf, hrefsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { aHouseholdToCheck, checksOf, type Typed } from "./checking.ts";

type Items = NonNullable<Parameters<typeof aCheck>[2]>["items"];
const OFTEN: Items = [{ behaviour: "refuses", how_often: "4", challenge: "3" }];
const SELDOM: Items = [{ behaviour: "refuses", how_often: "1", challenge: "1" }];
const BLANK: Items = [{ behaviour: "refuses", how_often: null, challenge: "3" }];

async function aLetter(items: Items, need: boolean, decision: Typed) {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const check = await aCheck(t, who, { items });
  if (need) await aNeedAssessment(t, who);
  const url = `/checks/${check.id}/decision`;
  const fields = fieldsOf(await (await t.get(url)).text());
  const res = await t.post(url, { key: t.newId(), version: fields.version![0]!, seen: fields.seen![0]!, ...decision });
  expect(res.status).toBe(303);
  const row = await t.db
    .selectFrom("route_decision")
    .where("check_id", "=", check.id)
    .select("id")
    .executeTakeFirstOrThrow();
  const path = `/decisions/${row.id}/letter`;
  const html = await (await t.get(path)).text();
  return { t, who, html, text: textOf(readHtml(html)), path, decisionId: row.id };
}

const ALWAYS = [
  "Dear Margaret O'Neill",
  "On 23 February 2026 we talked about what things are like at home with Jayden.",
  "What we talked about",
  "What else there is",
  "Ring North kinship team on 01632 960000",
  "Ask for Alice Practitioner",
  "ring 01632 960000, ask for Alice Practitioner, and say which one",
  "You can ask again at any time, or ask someone else to look at it.",
];

test.each<[string, Items, boolean, Typed, string[]]>([
  [
    "parenting",
    OFTEN,
    false,
    { decided: "offer", routes: ["parenting"] },
    ["a parenting course could help", "What we can offer you"],
  ],
  [
    "CBT",
    SELDOM,
    true,
    { decided: "offer", routes: ["cbt"] },
    ["a course for you, about the strain this puts on you, could help", "What we can offer you"],
  ],
  [
    "both",
    OFTEN,
    true,
    { decided: "offer", routes: ["parenting"], whyOtherwise: "no-place", note: "A place comes free in May." },
    [
      "two things could help",
      "Not now: a course for you",
      "There is no course near you just now that is right for you and your child.",
      "A place comes free in May.",
    ],
  ],
  [
    "not enough information",
    BLANK,
    false,
    { decided: "not-now" },
    ["We did not hear enough that day", "What we would still like to know: how often it happens"],
  ],
  [
    "below the rule",
    SELDOM,
    false,
    { decided: "look-again", "lookAgainOn-day": 27, "lookAgainOn-month": 4, "lookAgainOn-year": 2026 },
    ["does not mean that things are not hard", "We will look at this with you again by 27 April 2026."],
  ],
])("the letter of %s prints, in plain words", async (_, items, need, decision, words) => {
  const { html, text } = await aLetter(items, need, decision);
  for (const expected of [...ALWAYS, ...words]) expect(text).toContain(expected);
  expect(text).not.toMatch(/challenging child|client|service user|undefined|null/i);
  expect(html).toContain("kinstep-print");
  expect(validateHtml(html)).toEqual([]);
});

test("printing a letter is kept in the trail, and other organisations find none", async () => {
  const { t, who, path, decisionId } = await aLetter(OFTEN, false, { decided: "offer", routes: ["parenting"] });
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({
      verb: "print",
      subject_kind: "route_decision",
      subject_id: decisionId,
      family_id: who.familyId,
    }),
  );
  expect((await t.as("charlie").get(path)).status).toBe(404);
  expect((await t.as("audrey").get(path)).status).toBe(403);
});

test("the letter stays as it was written when names change after", async () => {
  const { t, who, path } = await aLetter(OFTEN, false, { decided: "offer", routes: ["parenting"] });
  await t.db.updateTable("person").set({ given_name: "Peggy", version: 2 }).where("id", "=", who.carerId).execute();
  expect(textOf(readHtml(await (await t.get(path)).text()))).toContain("Dear Margaret O'Neill");
});

test("a letter names the organisation that decided", async () => {
  const t = await testApp({ as: "charlie" });
  const check = await aCheck(t, await aHousehold(t, { of: "south" }), { items: OFTEN });
  const url = `/checks/${check.id}/decision`;
  const fields = fieldsOf(await (await t.get(url)).text());
  const kept = { key: t.newId(), version: fields.version![0]!, seen: fields.seen![0]! };
  expect((await t.post(url, { ...kept, decided: "offer", routes: ["parenting"] })).status).toBe(303);
  const { id } = await t.db
    .selectFrom("route_decision")
    .where("check_id", "=", check.id)
    .select("id")
    .executeTakeFirstOrThrow();
  expect(await (await t.get(`/decisions/${id}/letter`)).text()).toContain("Ring South kinship team");
});

const HARM: Items = [{ behaviour: "hurts-carer", how_often: "4", challenge: "3", injured: "yes" }];
const OFFERED = { decided: "offer", routes: ["parenting"] };

test.each<[string, Items, Typed]>([
  ["offered", OFTEN, OFFERED],
  ["accepted", OFTEN, { decided: "offer", accepted: ["parenting"] }],
  ["not now", SELDOM, { decided: "not-now" }],
  [
    "look again",
    SELDOM,
    { decided: "look-again", "lookAgainOn-day": 27, "lookAgainOn-month": 4, "lookAgainOn-year": 2026 },
  ],
])("a letter that says %s always names a next day", async (_, items, decision) => {
  expect((await aLetter(items, false, decision)).text).toMatch(/ by \d{1,2} [A-Z][a-z]+ 2026/);
});

test("where harm was told the letter says where to get help, and not where it was not", async () => {
  const told = (await aLetter(HARM, false, OFFERED)).text;
  for (const words of ["If you need help now", "ring 999", "NHS 111 and choose option 2", "Samaritans on 116 123"])
    expect(told).toContain(words);
  expect((await aLetter(OFTEN, false, OFFERED)).text).not.toContain("If you need help now");
});

test("a line may be left out before printing; the letter itself stays, and what is printed is marked as told", async () => {
  const { t, who, path, html } = await aLetter(HARM, false, OFFERED);
  expect(html).not.toContain("data-print");
  const leaveOut = ["talkedAbout-0", "elseThere-0"];
  const res = await t.post(path, { key: t.newId(), leaveOut });
  expect(res.status).toBe(303);
  const printed = await (await t.get(res.headers.get("location")!)).text();
  const text = textOf(readHtml(printed));
  expect(validateHtml(printed)).toEqual([]);
  expect(printed).toContain("data-print");
  expect(text).not.toContain("grown-up being hurt");
  expect(textOf(readHtml(await (await t.get(path)).text()))).toContain("grown-up being hurt");
  const told = await t.db
    .selectFrom("offer")
    .where("family_id", "=", who.familyId)
    .where("state", "=", "told")
    .orderBy("support")
    .select("support")
    .execute();
  expect(told.map(({ support }) => support)).toEqual([
    "family-group-conference",
    "financial-allowance",
    "navigator",
    "peer-support",
    "self-care",
  ]);
  await t.post(path, { key: t.newId() });
  const again = await t.db.selectFrom("offer").where("family_id", "=", who.familyId).select("support").execute();
  expect(again.map(({ support }) => support).toSorted()).toEqual([
    "cbt",
    "family-group-conference",
    "financial-allowance",
    "navigator",
    "parenting",
    "peer-support",
    "self-care",
  ]);
  expect((await t.post(path, { key: t.newId(), leaveOut: "ring-0" })).status).toBe(422);
  expect((await t.as("charlie").post(path, { key: t.newId() })).status).toBe(404);
});

test("what already works and whom the carer has come first, are kept, change no answer, and stand in the letter", async () => {
  const { t, who, form, url } = await aHouseholdToCheck();
  const strengths = { worksAlready: "Saturday swimming", whoHelps: "My sister Bridie" };
  const html = await (await t.get(url)).text();
  expect(html.indexOf("what already works")).toBeLessThan(html.indexOf("Behaviours that challenge"));
  const answers: string[] = [];
  for (const more of [{}, strengths]) {
    const res = await t.post(url, form(more));
    const page = await (await t.get(res.headers.get("location")!)).text();
    answers.push(/<h2 class="govuk-heading-m">(Recommended[^<]*)/.exec(page)![1]!);
    if (more === strengths) for (const words of Object.values(strengths)) expect(page).toContain(words);
  }
  expect(answers[0]).toBe(answers[1]);
  const [check] = (await checksOf(t, who.familyId)).toReversed();
  expect(check).toMatchObject({ works_already: strengths.worksAlready, who_helps: strengths.whoHelps });
  const { version, seen } = fieldsOf(await (await t.get(`/checks/${check!.id}`)).text());
  await t.post(`/checks/${check!.id}/decision`, { key: t.newId(), version: version![0]!, seen: seen![0]!, ...OFFERED });
  const { id } = await t.db
    .selectFrom("route_decision")
    .where("check_id", "=", check!.id)
    .select("id")
    .executeTakeFirstOrThrow();
  const letter = textOf(readHtml(await (await t.get(`/decisions/${id}/letter`)).text()));
  expect(letter).toContain("What already works: Saturday swimming");
  expect(letter).toContain("Who you have: My sister Bridie");
});

test("what was made ready to print is found again from the letter, with how much was left out", async () => {
  const { t, path } = await aLetter(OFTEN, false, OFFERED);
  const html = await (await t.get(path)).text();
  expect(html).not.toContain("Made ready before");
  const [line] = fieldsOf(html).leaveOut ?? [];
  const res = await t.post(path, { key: "print", leaveOut: line ?? [] });
  const after = await (await t.get(path)).text();
  expect(res.status).toBe(303);
  expect(hrefsOf(after, `Printed 2 March 2026 at 9am by Alice Practitioner, whole`)).toEqual([
    res.headers.get("location"),
  ]);
  expect(validateHtml(after)).toEqual([]);
});
