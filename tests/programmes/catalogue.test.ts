import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { byTag, elementsIn, hrefsOf, textOf, validateHtml } from "../support/html.ts";
import { aProgramme } from "../support/referral-factories.ts";

test("the catalogue lists every provider’s programmes by name, with rating, source and date", async () => {
  const t = await testApp({ as: "alice" });
  await aProgramme(t, { name: "Zebra group" });
  await aProgramme(t, { name: "Acorn group", of: "rowan" });
  await aProgramme(t, { name: "Middle course", kind: "cbt-group" });
  const html = await (await t.get("/programmes")).text();
  expect(byTag(html, "th").map(textOf).slice(-3)).toEqual(["Acorn group", "Middle course", "Zebra group"]);
  expect(html).toContain("Promising (Foundations, Kinship Care Practice Guide, 1 October 2024)");
  expect(html).toContain("A rating is not an order of preference");
  expect(validateHtml(html)).toEqual([]);
});

test("filters by route and format", async () => {
  const t = await testApp({ as: "bob" });
  await aProgramme(t, { name: "Group" });
  await aProgramme(t, { name: "At home", kind: "parenting-one-to-one" });
  await aProgramme(t, { name: "Course", kind: "cbt-group" });
  const names = async (query: string) => {
    const html = await (await t.get(`/programmes?${query}`)).text();
    return byTag(html, "th")
      .map(textOf)
      .filter((name) => ["Group", "At home", "Course"].includes(name));
  };
  expect(await names("route=cbt")).toEqual(["Course"]);
  expect(await names("route=parenting&format=one-to-one")).toEqual(["At home"]);
  expect(await (await t.get("/programmes?route=cbt&format=one-to-one")).text()).toContain("No programme matches");
  expect((await t.get("/programmes?route=best")).status).toBe(400);
});

test("a long catalogue goes on page for page, with the filter kept, and every programme once", async () => {
  const t = await testApp({ as: "bob" });
  const made: string[] = [];
  for (let n = 0; n < 51; n++) {
    made.push(`Group ${String(n).padStart(2, "0")}`);
    await aProgramme(t, { name: made[n]! });
  }
  await aProgramme(t, { name: "Course", kind: "cbt-group" });
  const namesOf = (html: string) =>
    byTag(html, "tbody").flatMap((body) =>
      elementsIn(body)
        .filter(({ tagName }) => tagName === "th")
        .map(textOf),
    );
  const first = await (await t.get("/programmes?route=parenting")).text();
  expect(first).toContain("51 programmes");
  const [next] = hrefsOf(first, "Next page");
  const second = await (await t.get(next!)).text();
  expect([...namesOf(first), ...namesOf(second)]).toEqual(made);
  expect(second).toContain("51 programmes");
  const [previous] = hrefsOf(second, "Previous page");
  expect(namesOf(await (await t.get(previous!)).text())).toEqual(namesOf(first));
});

test("a programme shows its dose, its sessions, its plan with items and minutes, and how heavy that is", async () => {
  const t = await testApp({ as: "alice" });
  const { programmeId } = await aProgramme(t, { kind: "cbt-group" });
  const html = await (await t.get(`/programmes/${programmeId}`)).text();
  for (const said of [
    "10 sessions, 20 hours, over 10 weeks",
    "70% of 10 core sessions, catch-ups counted",
    "Guilt, loss and mixed feelings",
    "At each of 10 sessions",
    "PHQ-9, GAD-7",
    "At most 50 items and 12 minutes an occasion",
    "fictional",
  ])
    expect(html).toContain(said);
  expect(html).not.toContain("Write a new version");
  expect(validateHtml(html)).toEqual([]);
});

test("a co-leader, an evaluator and an auditor have no catalogue; a programme that is not there is not found", async () => {
  const t = await testApp({ as: "alice" });
  for (const who of ["cora", "erin", "audrey"] as const) expect((await t.as(who).get("/programmes")).status).toBe(403);
  expect((await t.get("/programmes/nothing")).status).toBe(404);
  const { programmeId } = await aProgramme(t);
  expect((await t.get(`/programmes/${programmeId}/versions/2`)).status).toBe(404);
  expect((await t.get(`/programmes/${programmeId}/versions/x`)).status).toBe(404);
});
