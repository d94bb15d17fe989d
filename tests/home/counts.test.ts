import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aCheck, aConcern, anOffer } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { attributeOf, byClass, elementsIn, readHtml, textOf } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";

type Count = { count: number; text: string; href: string };

/** Every number of a page that is a link to what it counted. */
const countsOn = (html: string): Count[] =>
  byClass(html, "kinstep-counts__link").map((link) => {
    const [, count = "", text = ""] = /^(\d+) (.*)$/.exec(textOf(link)) ?? [];
    return { count: Number(count), text, href: attributeOf(link, "href")! };
  });

/** How many a list says it holds, and how many rows it shows. */
function listed(html: string) {
  const main = elementsIn(readHtml(html)).find((one) => attributeOf(one, "id") === "main")!;
  const inside = elementsIn(main);
  const said = inside
    .filter(({ tagName }) => tagName === "p")
    .map((one) => /^(\d+) \p{L}/u.exec(textOf(one))?.[1])
    .find((number) => number !== undefined);
  const body = inside.find(({ tagName }) => tagName === "tbody");
  const rows = body ? elementsIn(body).filter(({ tagName }) => tagName === "tr").length : null;
  return { said: said === undefined ? null : Number(said), rows };
}

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
