import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aCheck, aNeedAssessment } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import type { Typed } from "./checking.ts";

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
  "You can ask again at any time, or ask someone else to look at it.",
];

test.each<[string, Items, boolean, Typed, string[]]>([
  [
    "parenting",
    OFTEN,
    false,
    { decided: "offer", routes: ["parenting"] },
    ["a parenting programme could help", "What we can offer you"],
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
      "no place for this age, language or area",
      "A place comes free in May.",
    ],
  ],
  [
    "not enough information",
    BLANK,
    false,
    { decided: "not-now" },
    ["We did not have enough information", "What we still need to know: how often"],
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
