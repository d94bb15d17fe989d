import { expect, test } from "vitest";
import { type TaskList, TELLS, type TellVerb, tellingOf } from "../../src/tells/telling.ts";
import { type Fields, type TestApp, testApp } from "../support/app.ts";
import { aCheck, aConcern, anOffer } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { attributeOf, byClass, fieldsOf, textOf } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";
import type { PersonName } from "../support/world.ts";

/** A record on somebody's list: where the count leads, the page of the record, and what takes it off. */
type Case = {
  who: PersonName;
  opens: RegExp;
  make: (t: TestApp) => Promise<{ page: string; act: string; fields: Fields }>;
};

const TODAY = { "onDay-day": 2, "onDay-month": 3, "onDay-year": 2026 };

const CASES: Partial<Record<TaskList, Case>> = {
  "referrals-to-answer": {
    who: "bob",
    opens: /^\/referrals\?.*state=submitted/,
    make: async (t) => {
      const { id, version } = await aReferral(t).submitted();
      return { page: `/referrals/${id}`, act: `/referrals/${id}/acceptance`, fields: { version, note: "" } };
    },
  },
  "information-asked": {
    who: "alice",
    opens: /^\/referrals\?.*state=information-requested/,
    make: async (t) => {
      const { id, version } = await aReferral(t).informationRequested();
      return { page: `/referrals/${id}`, act: `/referrals/${id}/answer`, fields: { version, note: "Hill School" } };
    },
  },
  "offers-without-reply": {
    who: "alice",
    opens: /^\/offers\/no-reply/,
    make: async (t) => {
      const { id } = await anOffer(t, await aHousehold(t), {
        state: "offered",
        support: "navigator",
        on: "2026-02-01",
      });
      return { page: `/offers/${id}`, act: `/offers/${id}/reply`, fields: { version: 1, state: "accepted", ...TODAY } };
    },
  },
  concerns: {
    who: "alice",
    opens: /^\/concerns/,
    make: async (t) => {
      const { id } = await aConcern(t, await aHousehold(t), {});
      return { page: `/concerns/${id}`, act: `/concerns/${id}/closing`, fields: { version: 1, done: "Rung" } };
    },
  },
  "checks-undecided": {
    who: "alice",
    opens: /^\/checks\/undecided/,
    make: async (t) => {
      const { id } = await aCheck(t, await aHousehold(t), {
        items: [{ behaviour: "refuses", how_often: "4", challenge: "3" }],
      });
      const { version, seen } = fieldsOf(await (await t.as("alice").get(`/checks/${id}/decision`)).text());
      return {
        page: `/checks/${id}`,
        act: `/checks/${id}/decision`,
        fields: { version, seen, decided: "offer", routes: ["parenting"] },
      };
    },
  },
};

/** How many somebody's first page says, on the link that opens them. */
async function counted(t: TestApp, { who, opens }: Case): Promise<number> {
  const links = byClass(await (await t.as(who).get("/")).text(), "kinstep-counts__link");
  const link = links.find((one) => opens.test(attributeOf(one, "href") ?? ""));
  return link ? Number(/^\d+/.exec(textOf(link))?.[0]) : 0;
}

test.each(Object.entries(CASES))(
  "%s: the list tells until somebody has acted, however often it was looked at",
  async (_, one) => {
    const t = await testApp({ as: one.who });
    expect(await counted(t, one)).toBe(0);
    const { page, act, fields } = await one.make(t);
    expect(await counted(t, one)).toBe(1);
    expect((await t.get(page)).status).toBe(200);
    expect(await counted(t, one)).toBe(1);
    expect((await t.post(act, { ...fields, key: "acts" })).status).toBe(303);
    expect(await counted(t, one)).toBe(0);
  },
);

test("each list that an act of the table leads to is tried", () => {
  const lists = (Object.keys(TELLS) as TellVerb[]).flatMap((verb) => tellingOf(verb)?.task ?? []);
  expect([...new Set(lists)].filter((list) => !(list in CASES))).toEqual([]);
});
