import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aCheck, aNeedAssessment, anOffer } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import type { Typed } from "./checking.ts";

type Items = NonNullable<Parameters<typeof aCheck>[2]>["items"];

async function start(items?: Items) {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const check = await aCheck(t, who, items ? { items } : {});
  const url = `/checks/${check.id}/decision`;
  const shown = async () => (await t.get(url)).text();
  const form = async (more: Typed = {}): Promise<Typed> => {
    const fields = fieldsOf(await shown());
    return { key: t.newId(), version: fields.version![0]!, seen: fields.seen![0]!, ...more };
  };
  return { t, who, check, url, shown, form };
}

const decisionsOf = (t: TestApp, familyId: string) =>
  t.db.selectFrom("route_decision").where("family_id", "=", familyId).orderBy("version").selectAll().execute();
const offersOf = (t: TestApp, familyId: string) =>
  t.db
    .selectFrom("offer")
    .innerJoin("offer_event", (join) =>
      join.onRef("offer_event.offer_id", "=", "offer.id").onRef("offer_event.version", "=", "offer.version"),
    )
    .where("offer.family_id", "=", familyId)
    .orderBy("support")
    .select([
      "offer.support",
      "offer.state",
      "offer.version",
      "offer.decision_id",
      "offer.child_id",
      "offer_event.reason",
    ])
    .execute();

test("the route page says what is recommended, on what evidence, why, and by which rule", async () => {
  const { shown } = await start();
  const html = await shown();
  const text = textOf(readHtml(html));
  for (const words of [
    "Recommended: parenting programme",
    "Parenting programme: promising evidence",
    "Refuses or argues, several times a week, challenges the carer a great deal",
    "No need assessment of the carer is on file",
    "Rule 1, from 14 October 2024",
    "Not yet confirmed by the partnership’s lead",
  ])
    expect(text).toContain(words);
  expect(validateHtml(html)).toEqual([]);
});

test("below the rule and not enough information say so", async () => {
  const below = await start([{ behaviour: "refuses", how_often: "1", challenge: "1" }]);
  expect(textOf(readHtml(await below.shown()))).toContain("Below the rule today");
  const blank = await start([{ behaviour: "refuses", how_often: null, challenge: "3" }]);
  const text = textOf(readHtml(await blank.shown()));
  expect(text).toContain("Not enough information");
  expect(text).toContain("How often is missing for “refuses or argues”, and it could change this");
});

test("offering what the rule says keeps the decision, its letter and the offer in one commit", async () => {
  const { t, who, check, url, form } = await start();
  const res = await t.post(url, await form({ decided: "offer", routes: ["parenting", "peer-support"] }));
  expect([res.status, res.headers.get("location")]).toEqual([303, `/checks/${check.id}?did=decided`]);
  const [decision] = await decisionsOf(t, who.familyId);
  expect(decision).toMatchObject({
    answer: "parenting",
    decided: "offer",
    routes: '["parenting","peer-support"]',
    differs_from_rule: "no",
    why_otherwise: null,
    look_again_on: null,
    rule_version: 1,
    need_assessment_id: null,
    version: 1,
    by: t.people.alice.userId,
  });
  expect(await offersOf(t, who.familyId)).toEqual([
    {
      support: "parenting",
      state: "offered",
      version: 1,
      decision_id: decision!.id,
      child_id: who.childId,
      reason: null,
    },
    { support: "peer-support", state: "offered", version: 1, decision_id: decision!.id, child_id: null, reason: null },
  ]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "route_decision", subject_id: decision!.id }),
  );
});

test("not offering what the rule says needs a reason, and is kept as not offered", async () => {
  const { t, who, url, form } = await start();
  const without = await t.post(url, await form({ decided: "not-now", note: "Moved house last week" }));
  const html = await without.text();
  expect([without.status, html.includes("Select why"), html.includes("Moved house last week")]).toEqual([
    422,
    true,
    true,
  ]);
  const res = await t.post(
    url,
    await form({ decided: "not-now", whyOtherwise: "crisis-first", note: "Moved house last week" }),
  );
  expect(res.status).toBe(303);
  expect(await decisionsOf(t, who.familyId)).toMatchObject([
    { decided: "not-now", differs_from_rule: "yes", why_otherwise: "crisis-first", note: "Moved house last week" },
  ]);
  expect(await offersOf(t, who.familyId)).toMatchObject([
    { support: "parenting", state: "not-offered", reason: "crisis-first" },
  ]);
});

test("offering more than the rule says needs no reason", async () => {
  const { t, who, url, form } = await start([{ behaviour: "refuses", how_often: "1", challenge: "1" }]);
  expect((await t.post(url, await form({ decided: "offer", routes: ["parenting", "cbt"] }))).status).toBe(303);
  expect(await decisionsOf(t, who.familyId)).toMatchObject([{ answer: "below-the-rule", differs_from_rule: "no" }]);
});

test("another route instead of the one recommended needs a reason too", async () => {
  const { t, who, url, form } = await start();
  expect((await t.post(url, await form({ decided: "offer", routes: ["peer-support"] }))).status).toBe(422);
  const res = await t.post(
    url,
    await form({ decided: "offer", routes: ["peer-support"], whyOtherwise: "other-support" }),
  );
  expect(res.status).toBe(303);
  expect((await offersOf(t, who.familyId)).map(({ support, state }) => [support, state])).toEqual([
    ["parenting", "not-offered"],
    ["peer-support", "offered"],
  ]);
});

test("a route that is taken up already needs no reason and is not offered a second time", async () => {
  const { t, who, url, form } = await start();
  await anOffer(t, who, { support: "parenting", state: "accepted" });
  expect(
    (
      await t.post(
        url,
        await form({ decided: "look-again", "lookAgainOn-day": 1, "lookAgainOn-month": 5, "lookAgainOn-year": 2026 }),
      )
    ).status,
  ).toBe(303);
  expect(await decisionsOf(t, who.familyId)).toMatchObject([{ differs_from_rule: "no", look_again_on: "2026-05-01" }]);
  expect(await offersOf(t, who.familyId)).toHaveLength(1);
});

test("what a carer was told of before becomes an offer, not a second one", async () => {
  const { t, who, url, form } = await start();
  await anOffer(t, who, { support: "parenting", state: "told" });
  await t.post(url, await form({ decided: "offer", routes: ["parenting"] }));
  expect(await offersOf(t, who.familyId)).toMatchObject([{ support: "parenting", state: "offered", version: 2 }]);
});

test("eight weeks is the day to look again unless another is chosen", async () => {
  const { shown } = await start();
  const fields = fieldsOf(await shown());
  expect(["day", "month", "year"].map((part) => fields[`lookAgainOn-${part}`]![0])).toEqual(["27", "4", "2026"]);
});

test("incomplete decisions are refused with what is missing", async () => {
  const { t, who, url, form } = await start();
  const wrong: [Typed, string][] = [
    [{}, "Select what you decided"],
    [{ decided: "offer" }, "Select what you offer"],
    [{ decided: "not-now", routes: ["parenting"] }, "You ticked support to offer"],
    [{ decided: "look-again", whyOtherwise: "no-place" }, "Enter the day to look again"],
    [{ decided: "offer", routes: ["__proto__"] }, "Select support from the list"],
    [{ decided: "offer", routes: ["parenting"], note: "x".repeat(1_000_000) }, "The note must be 1000"],
    [
      {
        decided: "offer",
        routes: ["parenting"],
        "lookAgainOn-day": 31,
        "lookAgainOn-month": 2,
        "lookAgainOn-year": 2026,
      },
      "real date",
    ],
  ];
  for (const [more, words] of wrong) {
    const res = await t.post(url, await form(more));
    expect([res.status, (await res.text()).includes(words)]).toEqual([422, true]);
  }
  expect(await decisionsOf(t, who.familyId)).toEqual([]);
});

test("a need assessment that came since is noticed, and what was typed stays", async () => {
  const { t, who, url, form } = await start();
  const typed = await form({ decided: "offer", routes: ["parenting"], note: "As agreed" });
  await aNeedAssessment(t, who);
  const res = await t.post(url, typed);
  const html = await res.text();
  expect(res.status).toBe(409);
  for (const words of ["As agreed", "parenting programme, and CBT for the carer", "changed while you had it open"])
    expect(html).toContain(words);
  expect(await decisionsOf(t, who.familyId)).toEqual([]);
});

test("two decisions at the same moment: one is kept, with its offers", async () => {
  const { t, who, url, form } = await start();
  const typed = await form({ decided: "offer", routes: ["parenting"] });
  const all = await Promise.all([
    t.post(url, { ...typed, key: t.newId() }),
    t.as("nadia").post(url, { ...typed, key: t.newId() }),
  ]);
  expect(all.map(({ status }) => status).sort()).toEqual([303, 409]);
  expect(await decisionsOf(t, who.familyId)).toHaveLength(1);
  expect(await offersOf(t, who.familyId)).toHaveLength(1);
});

test("the same form twice is one decision; a later one stands beside it", async () => {
  const { t, who, url, form } = await start();
  const typed = await form({ decided: "offer", routes: ["parenting"] });
  await t.post(url, typed);
  expect((await t.post(url, typed)).status).toBe(303);
  expect(await decisionsOf(t, who.familyId)).toHaveLength(1);
  expect((await t.post(url, await form({ decided: "offer", routes: ["navigator"] }))).status).toBe(303);
  expect((await decisionsOf(t, who.familyId)).map(({ version }) => version)).toEqual([1, 2]);
});

test("nothing is decided on a check that was corrected", async () => {
  const { t, who, check, url, form } = await start();
  const typed = await form({ decided: "offer", routes: ["parenting"] });
  await aCheck(t, who, { supersedes_id: check.id, correction_reason: "Wrong child's answers" });
  expect((await t.post(url, typed)).status).toBe(409);
  expect(textOf(readHtml(await (await t.get(url)).text()))).toContain("nothing can be decided on it");
});

test("other organisations find nothing, roles without the permission are refused, and a decision is never changed", async () => {
  const { t, who, url, form } = await start();
  const typed = await form({ decided: "offer", routes: ["parenting"] });
  expect((await t.as("charlie").get(url)).status).toBe(404);
  expect((await t.as("charlie").post(url, typed)).status).toBe(404);
  expect((await t.as("cora").post(url, typed)).status).toBe(403);
  await t.post(url, typed);
  const change = t.db.updateTable("route_decision").set({ note: "x" }).where("family_id", "=", who.familyId);
  await expect(change.execute()).rejects.toThrow(/append-only/);
});
