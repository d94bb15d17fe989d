import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aConcern } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";

const body = async (res: Response) => textOf(readHtml(await res.text()));

test("open concerns stand by when they are due, overdue ones say so", async () => {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  await aConcern(t, who, { kind: "goes-missing", due_at: "2026-03-03T17:00:00.000Z" });
  await aConcern(t, who, { kind: "weapon", due_at: "2026-03-01T17:00:00.000Z" });
  const res = await t.get("/concerns");
  const html = await res.text();
  const text = textOf(readHtml(html));
  expect(res.status).toBe(200);
  expect(text).toContain("2 concerns");
  expect(text.indexOf("A weapon")).toBeLessThan(text.indexOf("Goes missing"));
  expect(text).toContain("Raised, overdue");
  expect(validateHtml(html)).toEqual([]);
});

test("an empty list says so, and closed ones have their own", async () => {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  await aConcern(t, who, { state: "closed" });
  expect(await body(await t.get("/concerns"))).toContain("No open concerns.");
  expect(await body(await t.get("/concerns?show=closed"))).toContain("1 concern");
  expect((await t.get("/concerns?show=everything")).status).toBe(400);
});

test("it hides other organisations' concerns", async () => {
  const t = await testApp({ as: "alice" });
  const { id } = await aConcern(t, await aHousehold(t));
  expect(await body(await t.as("charlie").get("/concerns"))).toContain("No open concerns.");
  expect((await t.as("charlie").get(`/concerns/${id}`)).status).toBe(404);
  expect((await t.as("bob").get(`/concerns/${id}`)).status).toBe(404);
});

test("it hides concerns about a family that somebody has locked for themselves", async () => {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const { id } = await aConcern(t, who);
  await t.db
    .insertInto("family_lock")
    .values({
      id: t.newId(),
      family_id: who.familyId,
      user_id: t.people.alice.userId,
      kind: "i-know-this-family",
      from_at: "2026-02-01T09:00:00.000Z",
      created_by: t.people.alice.userId,
    })
    .execute();
  expect((await t.get(`/concerns/${id}`)).status).toBe(404);
  expect((await t.as("nadia").get(`/concerns/${id}`)).status).toBe(200);
});

test("evaluators, co-leaders and administrators do not see the list", async () => {
  const t = await testApp({ as: "erin" });
  for (const name of ["erin", "cora", "ada", "audrey"] as const)
    expect((await t.as(name).get("/concerns")).status).toBe(403);
});

test("reading a concern is kept in the trail, and shows help numbers and its history", async () => {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const { id } = await aConcern(t, who);
  const html = await (await t.get(`/concerns/${id}`)).text();
  for (const words of ["999", "116 123", "Goes missing, once in the last 4 weeks", "Raised"])
    expect(html).toContain(words);
  expect(validateHtml(html)).toEqual([]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "read", subject_kind: "concern", subject_id: id, family_id: who.familyId }),
  );
});
