import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aCheck, aConcern, anOffer } from "../support/behaviour-factories.ts";
import { countsOn, listed } from "../support/counts.ts";
import { aHousehold } from "../support/family-factories.ts";
import { aReferral } from "../support/referral-factories.ts";

/** Something of every kind that waits for somebody of North or Willow, and as much that waits for nobody. */
async function aWorldThatWaits(t: TestApp) {
  await aHousehold(t);
  await aHousehold(t, { closed_on: "2026-02-20" });
  const asked = await aHousehold(t);
  await aCheck(t, asked);
  const unclear = await aHousehold(t);
  await aCheck(t, unclear, { items: [{ behaviour: "refuses", how_often: null, challenge: "3" }] });
  const below = await aHousehold(t);
  await aCheck(t, below, { items: [{ behaviour: "refuses", how_often: "1", challenge: "1" }] });
  await anOffer(t, asked, { state: "offered", support: "navigator", on: "2026-02-01" });
  await anOffer(t, asked, { state: "offered", support: "self-care", on: "2026-03-01" });
  await aConcern(t, asked, {});
  await aReferral(t).draft();
  await aReferral(t).submitted();
  await aReferral(t).informationRequested();
  await aReferral(t).accepted();
  await aReferral(t, { at: "2026-01-12T10:00:00.000Z" }).accepted();
}

test.each(["alice", "nadia", "bob"] as const)(
  "each count that %s meets first opens exactly what it counted",
  async (who) => {
    const t = await testApp({ as: "alice" });
    await aWorldThatWaits(t);
    const visitor = t.as(who);
    const counts = countsOn(await (await visitor.get("/")).text());
    expect(counts.length).toBeGreaterThan(who === "bob" ? 2 : 5);
    for (const { count, text, href } of counts) {
      const res = await visitor.get(href);
      const { said, rows } = listed(await res.text());
      expect([text, href, res.status]).toEqual([text, href, 200]);
      expect([text, href, said ?? rows]).toEqual([text, href, count]);
      if (rows !== null) expect([text, href, rows]).toEqual([text, href, count]);
    }
  },
);

test("a page whose count is another’s would be found", () => {
  expect(listed('<main id="main"><p>4 families</p><table><tbody><tr></tr></tbody></table></main>')).toEqual({
    said: 4,
    rows: 1,
  });
});
