import { sql } from "kysely";
import { expect, test } from "vitest";
import { VERBS } from "../../src/features/audit/trail.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { aFamily } from "../support/family-factories.ts";
import { byTag, fieldsOf, hrefsOf, textOf, validateHtml } from "../support/html.ts";
import { aReferral } from "../support/referral-factories.ts";
import type { PersonName } from "../support/world.ts";

type Line = {
  by?: PersonName;
  hasNoRole?: boolean;
  verb?: "read" | "write" | "print";
  at?: string;
  familyId?: string;
  shown?: string[];
};

/** One line of the trail, as if somebody had looked. */
async function aLine(t: TestApp, { by = "alice", hasNoRole = false, verb = "read", at, familyId, shown }: Line = {}) {
  const person = t.people[by];
  const id = t.newId();
  await t.db
    .insertInto("audit")
    .values({
      id,
      at: at ?? "2026-03-01T10:00:00.000Z",
      actor_id: person.userId,
      role: person.role,
      organisation_id: hasNoRole ? null : person.organisationId,
      verb,
      subject_kind: shown ? "families" : "family",
      subject_id: shown ? "list" : (familyId ?? id),
      family_id: familyId ?? null,
      shown: shown ? JSON.stringify(shown) : null,
      fields: verb === "write" ? '{"given_name":"a1b2"}' : "{}",
      request_id: "r1",
    })
    .execute();
  return id;
}

/** Where a link that is named so leads. */
const linkTo = (html: string, text: string): string | undefined => hrefsOf(html, text)[0];

const rowsOf = (html: string): string[] => byTag(html, "tr").slice(1).map(textOf);

const search = async (t: TestApp, reference: string) => t.post("/audit/families", { reference });

test("an auditor sees who of any organisation looked at a family, on its page or in a list, and what was done", async () => {
  const t = await testApp({ as: "audrey" });
  const family = await aFamily(t);
  const other = await aFamily(t);
  await aLine(t, { familyId: family.id });
  await aLine(t, { by: "bob", shown: [other.id, family.id], at: "2026-03-01T11:00:00.000Z" });
  await aLine(t, { by: "nadia", verb: "write", familyId: family.id, at: "2026-03-01T12:00:00.000Z" });
  await aLine(t, { by: "cora", shown: [other.id] });
  await aLine(t, { by: "charlie", familyId: other.id });

  const found = await search(t, family.reference.toLowerCase().replace("-", " "));
  const location = found.headers.get("location") ?? "";
  expect(found.status).toBe(303);
  expect(location).toMatch(/^\/audit\/families\/[0-9a-f-]{36}$/);
  const html = await (await t.get(location)).text();
  expect(validateHtml(html)).toEqual([]);
  for (const text of [
    "Alice Practitioner",
    "Bob Facilitator",
    "Facilitator, Willow Family Centre",
    "a list of 2 families",
    "Changed: given name",
    "1 March 2026 at 11am",
  ])
    expect(html).toContain(text);
  for (const text of ["Cora Peer", "Charlie Practitioner"]) expect(html).not.toContain(text);
  expect(html.indexOf("Nadia Manager")).toBeLessThan(html.indexOf("Alice Practitioner"));
  expect((await t.get(location.replace("/families/", "/families/x"))).status).toBe(404);
  expect((await t.as("ada").get(location)).status).toBe(403);
});

test("another organisation's family, an unknown reference and hostile text find nothing", async () => {
  const t = await testApp({ as: "audrey" });
  const theirs = await aFamily(t, { of: "south" });
  for (const reference of [
    theirs.reference,
    theirs.id,
    "F-22222",
    "",
    "x".repeat(1_000_000),
    "a\u0000",
    "__proto__",
    "' or 1=1",
  ]) {
    const res = await search(t, reference);
    expect(res.status).toBe(422);
  }
  expect(fieldsOf(await (await search(t, "O’Neill 🫖")).text()).reference).toEqual(["O’Neill 🫖"]);
});

test("the trail shows one's organisation's people and what others did with its families, newest first", async () => {
  const t = await testApp({ as: "audrey" });
  const family = await aFamily(t);
  // A day that no other test writes on: they may have filled the trail's first page.
  const at = "2025-11-17T12:00:00.000Z";
  await aLine(t, { at });
  await aLine(t, { at, by: "bob", familyId: family.id, verb: "print" });
  await aLine(t, { at, by: "charlie" });
  await aLine(t, { at, by: "charlie", hasNoRole: true });
  await aLine(t, { at, by: "nadia", hasNoRole: true });
  await aLine(t, { at, by: "rory", familyId: (await aFamily(t, { of: "rowan" })).id });
  const day = (end: string) => `${end}-day=17&${end}-month=11&${end}-year=2025`;
  const html = await (await t.get(`/audit?${day("from")}&${day("to")}`)).text();
  expect(validateHtml(html)).toEqual([]);
  expect(html).toContain(family.reference);
  expect(html).toContain("Printed");
  expect(html).toContain("Nadia Manager");
  for (const text of ["Charlie Practitioner", "Rory Facilitator"]) expect(html).not.toContain(text);
});

test("filters narrow the trail, and wrong ones are named", async () => {
  const t = await testApp({ as: "audrey" });
  const { alice, nadia } = t.people;
  await aLine(t, { at: "2026-02-10T10:00:00.000Z" });
  const late = await aLine(t, { at: "2026-02-12T23:59:00.000Z", verb: "write" });
  await aLine(t, { by: "nadia", at: "2026-02-11T10:00:00.000Z" });
  const get = async (query: string) => (await t.get(`/audit?${query}`)).text();
  expect(await get(`actor=${alice.userId}`)).toContain("2 entries");
  expect(await get(`actor=${alice.userId}&verb=write`)).toContain("1 entry");
  expect(await get(`actor=${nadia.userId}&from=2026-02-12`)).toContain("0 entries");
  expect(await get(`subject=${late}`)).toContain("1 entry");
  const day = "from-day=12&from-month=2&from-year=2026&to-day=12&to-month=2&to-year=2026";
  expect(await get(`actor=${alice.userId}&${day}`)).toContain("1 entry");
  for (const query of ["from-day=31&from-month=2&from-year=2026", "verb=delete", `subject=${"x".repeat(65)}`]) {
    const res = await t.get(`/audit?${query}`);
    expect([query, res.status]).toEqual([query, 422]);
  }
  expect(await (await t.get("/audit?from-day=31&from-month=2&from-year=2026")).text()).toContain(
    "From must be a real date",
  );
});

test("fifty lines a page", async () => {
  const t = await testApp({ as: "audrey" });
  for (let n = 0; n < 51; n++)
    await aLine(t, { by: "erin", at: `2026-02-01T10:${String(n).padStart(2, "0")}:00.000Z` });
  const path = `/audit?actor=${t.people.erin.userId}`;
  const first = await (await t.get(path)).text();
  expect(first.match(new RegExp(`<td[^>]*>Erin Evaluator, ${t.people.erin.email}<`, "g"))).toHaveLength(50);
  expect(first).toContain("From 1 February 2026 at 10:50am back to 1 February 2026 at 10:01am");
  const second = await (await t.get(linkTo(first, "Older")!)).text();
  expect(rowsOf(second)).toEqual([expect.stringContaining("1 February 2026 at 10am")]);
  expect(linkTo(second, "Older")).toBeUndefined();
  expect(rowsOf(await (await t.get(linkTo(second, "Newer")!)).text())).toEqual(rowsOf(first));
  expect(rowsOf(await (await t.get(linkTo(first, "Oldest entries")!)).text())).toHaveLength(50);
  expect((await t.get(`${path}&after=x`)).status).toBe(200);
});

/** Every line that the filters of an address leave, page for page. */
async function everyLine(t: TestApp, address: string): Promise<string[]> {
  const html = await (await t.get(address)).text();
  const older = linkTo(html, "Older");
  return [...rowsOf(html), ...(older ? await everyLine(t, older) : [])];
}

test("page for page the trail has every line once, whatever way the auditor comes in", async () => {
  const t = await testApp({ as: "audrey" });
  const family = await aFamily(t);
  for (let n = 0; n < 130; n++) {
    const at = `2026-02-01T10:00:${String(n % 60).padStart(2, "0")}.000Z`;
    const line = [
      { by: "alice" },
      { by: "bob", familyId: family.id },
      { by: "nadia", hasNoRole: true },
      { by: "alice", verb: "write", familyId: family.id },
    ] satisfies Line[];
    await aLine(t, { ...line[n % 4]!, at });
  }
  const day = "from-day=1&from-month=2&from-year=2026&to-day=1&to-month=2&to-year=2026";
  const all = await everyLine(t, `/audit?${day}`);
  expect(all).toHaveLength(130);
  expect(new Set(all.map((row) => row.replace(/.*(Alice|Bob|Nadia).*/s, "$1")))).toEqual(
    new Set(["Alice", "Bob", "Nadia"]),
  );
  const { alice, bob, nadia } = t.people;
  const count = async (filter: string) => (await everyLine(t, `/audit?${day}&${filter}`)).length;
  expect(await count(`actor=${alice.userId}`)).toBe(33 + 32);
  expect(await count(`actor=${bob.userId}`)).toBe(33);
  expect(await count(`actor=${nadia.userId}`)).toBe(32);
  expect(await count("verb=write")).toBe(32);
  expect(await count(`actor=${alice.userId}&verb=write`)).toBe(32);
  expect(await count(`subject=${family.id}`)).toBe(33 + 32);
  expect(await count(`subject=${family.id}&verb=read`)).toBe(33);
  expect(await count(`subject=${family.id}&actor=${bob.userId}&verb=read`)).toBe(33);
});

test("who looked is found in lists that the timer noted and in those since, page for page, once each", async () => {
  const t = await testApp({ as: "audrey" });
  const [family, other] = [await aFamily(t), await aFamily(t)];
  const shownOn = (day: number, families: string[]) =>
    aLine(t, { shown: families, at: `2026-01-${String(1 + (day % 28)).padStart(2, "0")}T10:00:00.${100 + day}Z` });
  for (let n = 0; n < 60; n++) await shownOn(n, n % 2 ? [other.id] : [other.id, family.id]);
  for (let n = 0; n < 40; n++) await aLine(t, { familyId: family.id, at: `2026-01-20T11:00:00.${100 + n}Z` });
  const location = (await search(t, family.reference)).headers.get("location")!;
  const before = await everyLine(t, location);
  expect(before).toHaveLength(30 + 40 + 1);
  await t.jobs();
  const noted = await t.db.selectFrom("family_shown").where("family_id", "=", family.id).selectAll().execute();
  expect(noted.length).toBeGreaterThan(10);
  await shownOn(60, [family.id]);
  const after = await everyLine(t, location);
  expect(after.filter((line) => line.includes("list"))).toHaveLength(30 + 1 + 1);
  expect(await (await t.get(`${location}?before=end`)).text()).toContain("1 January 2026");
});

test("every kind of line that the trail can hold is one that the page walks", async () => {
  const { rows } = await sql<{ sql: string }>`select sql from sqlite_schema where name = 'audit'`.execute(
    (await testApp()).db,
  );
  const kept = /verb in \(([^)]*)\)/
    .exec(rows[0]!.sql)![1]!
    .split(", ")
    .map((verb) => verb.slice(1, -1));
  expect(kept.sort()).toEqual(Object.keys(VERBS).sort());
});

test("reading the trail is kept in the trail, and only an auditor reads it", async () => {
  const t = await testApp({ as: "audrey" });
  const family = await aFamily(t);
  await t.get("/audit?verb=read");
  const location = (await search(t, family.reference)).headers.get("location")!;
  await t.get(location);
  const mine = (await t.audit()).filter(({ actor_id }) => actor_id === t.people.audrey.userId);
  expect(mine.map(({ verb, subject_kind }) => [verb, subject_kind])).toEqual([
    ["read", "audit"],
    ["search", "audit-family"],
    ["read", "audit"],
  ]);
  expect(mine[2]!.family_id).toBe(family.id);
  for (const name of ["alice", "nadia", "ada", "erin", "bob", "cora"] as const)
    for (const path of ["/audit", "/audit/families", location]) expect((await t.as(name).get(path)).status).toBe(403);
});

test("what the timer did stands in the trail of its organisation, in words", async () => {
  const t = await testApp({ as: "audrey" });
  await aReferral(t, { at: "2025-11-01T09:00:00.000Z" }).draft();
  await t.jobs();
  const html = await (await t.get("/audit?verb=write")).text();
  expect(html).toContain("The timer");
  expect(html).toContain("Changed: deleted");
});
