import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aCheck } from "../support/behaviour-factories.ts";
import { aCarer, aContact, aFamily, aHousehold } from "../support/family-factories.ts";
import { byTag, hrefsOf, textOf, validateHtml } from "../support/html.ts";

const rowsOf = (html: string) => byTag(html, "tbody").flatMap((body) => textOf(body));

test("the list shows the organisation's own open families with people, ages and the next thing due", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  await aHousehold(t, { of: "south" });
  const html = await (await t.get("/families")).text();
  expect(rowsOf(html)).toEqual([
    `${made.reference} Margaret O'Neill Jayden Smith, aged 8 First behaviour check, overdue`,
  ]);
  expect(html).toContain("1 open family");
  expect(validateHtml(html)).toEqual([]);
  const entry = (await t.audit()).find((one) => one.subject_kind === "families");
  expect(JSON.parse(entry!.shown!)).toEqual([made.familyId]);
});

test("closed families stand apart", async () => {
  const t = await testApp({ as: "alice" });
  await aHousehold(t);
  const closed = await aHousehold(t, { closed_on: "2026-02-01" });
  const html = await (await t.get("/families?state=closed")).text();
  expect(rowsOf(html)).toEqual([`${closed.reference} Margaret O'Neill Jayden Smith, aged 8 1 February 2026`]);
});

test("an empty list says what to do, and a wrong address is told", async () => {
  const t = await testApp({ as: "alice" });
  expect(await (await t.get("/families")).text()).toContain("No open families yet");
  expect((await t.get("/families?state=lost")).status).toBe(400);
  expect((await t.get("/families?after=nobody")).status).toBe(200);
});

const referencesOf = (html: string) =>
  byTag(html, "tr")
    .slice(1)
    .map((row) => textOf(row).split(" ")[0]!);

/** Every reference of a list, page for page to its end, and back to its start again. */
async function wholeList(t: TestApp, address: string) {
  const pages: string[] = [];
  for (let next: string | undefined = address; next; next = hrefsOf(pages.at(-1)!, "Next page")[0])
    pages.push(await (await t.get(next)).text());
  const back: string[] = [];
  for (let html = pages.at(-1)!; hrefsOf(html, "Previous page")[0]; ) {
    html = await (await t.get(hrefsOf(html, "Previous page")[0]!)).text();
    back.unshift(html);
  }
  expect(back.map(referencesOf)).toEqual(pages.slice(0, -1).map(referencesOf));
  return { pages: pages.map((html) => referencesOf(html)), first: pages[0]! };
}

test.each([
  "/families",
  "/families?sort=due",
  "/families?sort=name",
  "/families?state=closed",
  "/families?state=closed&sort=due",
])("page for page %s has every family once, and no reference in an address", async (address) => {
  const t = await testApp({ as: "alice" });
  const made: Promise<{ reference: string }>[] = [];
  const days = ["2026-01-05", "2026-01-06", null];
  for (let n = 0; n < 101; n++)
    made.push(
      aHousehold(t, {
        review_due_on: days[n % 3],
        ...(address.includes("closed") && { closed_on: "2026-02-01" }),
        ...(n % 2 && { checked_on: "2026-01-02" }),
      }),
    );
  const all = (await Promise.all(made)).map(({ reference }) => reference);
  const { pages, first } = await wholeList(t, address);
  expect(pages.map((page) => page.length)).toEqual([50, 50, 1]);
  expect(pages.flat().toSorted()).toEqual(all.toSorted());
  expect(first).toContain("101 ");
  for (const href of hrefsOf(first, "Next page")) expect(href).not.toMatch(/F-[0-9A-Z]{5}/);
  if (address === "/families") expect(pages.flat()).toEqual(all.toSorted());
});

test("by what is due: a first check by the day of opening, then reviews by their day, then nothing due", async () => {
  const t = await testApp({ as: "alice" });
  const late = await aHousehold(t, { opened_on: "2025-01-01", review_due_on: "2026-06-01" });
  const never = await aHousehold(t, { opened_on: "2025-01-01", review_due_on: null });
  const first = await aHousehold(t, { opened_on: "2026-02-01", review_due_on: "2026-02-02" });
  for (const home of [late, never]) await aCheck(t, home);
  expect(referencesOf(await (await t.get("/families?sort=due")).text())).toEqual(
    [first, late, never].map(({ reference }) => reference),
  );
});

test("by name: by the first carer’s, who stands where a name that was corrected leads (P31)", async () => {
  const t = await testApp({ as: "alice" });
  const families = [];
  for (const [given_name, family_name] of [
    ["Zadie", "Abbott"],
    ["Ann", "Zeller"],
    ["Ann", "Abbott"],
  ] as const) {
    const family = await aFamily(t);
    const carer = await aCarer(t, family.id, { given_name, family_name });
    families.push({ ...family, carerId: carer.id });
  }
  const [zadie, zeller, ann] = families.map(({ reference }) => reference);
  const nobody = (await aFamily(t)).reference;
  const html = await (await t.get("/families?sort=name")).text();
  expect(referencesOf(html)).toEqual([nobody, ann, zadie, zeller]);
  expect(byTag(html, "th").find((head) => textOf(head) === "Carers")?.attrs).toContainEqual(
    expect.objectContaining({ name: "aria-sort", value: "ascending" }),
  );
  await t.db
    .updateTable("person")
    .set({ family_name: "Aalto", version: 2 })
    .where("id", "=", families[1]!.carerId)
    .execute();
  expect(referencesOf(await (await t.get("/families?sort=name")).text())).toEqual([nobody, zeller, ann, zadie]);
});

async function search(t: Awaited<ReturnType<typeof testApp>>, q: string) {
  const res = await t.post("/families/search", { q, key: `q-${t.newId()}` });
  const location = res.headers.get("location") ?? "";
  return {
    status: res.status,
    location,
    html: res.status === 303 ? await (await t.get(location)).text() : await res.text(),
  };
}

test("a name is searched by a POST, stands in no address, and says why each family was found", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const { location, html } = await search(t, "o neill");
  expect(location).toMatch(/^\/families\?search=[0-9a-z-]+$/);
  expect(rowsOf(html)[0]).toContain("Margaret O'Neill: name");
  expect(validateHtml(html)).toEqual([]);
  const shown = (await t.audit()).filter((one) => one.verb === "search");
  expect(shown.map((one) => one.shown)).toContain(JSON.stringify([made.familyId]));
});

test.each([
  ["jay", "Jayden Smith: name begins with what you typed"],
  ["Smyth", "Jayden Smith: name sounds like what you typed"],
  ["12/04/1961", "Margaret O'Neill: birth date"],
  ["04/12/1961", "Margaret O'Neill: birth date with day and month changed over"],
  ["07700 900 777", "Margaret O'Neill: telephone, email or postcode"],
  ["LS6", "Margaret O'Neill: telephone, email or postcode"],
  ["0777", "Margaret O'Neill: telephone number ends so"],
  ["Peggy", "Margaret O'Neill: another form of the name you typed"],
  ["ayden", "Jayden Smith: name has in it what you typed"],
  ["ayden smith", "Jayden Smith: name has in it what you typed"],
])("%s finds the family: %s", async (q, why) => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  await aContact(t, made.carerId, { value: "+44 7700 900777", folded: "07700900777" });
  await aContact(t, made.carerId, { kind: "postcode", value: "LS6 2AB", folded: "LS62AB" });
  const { html } = await search(t, q);
  expect(rowsOf(html).join()).toContain(why);
});

test("a looser way of finding comes below an exact hit", async () => {
  const t = await testApp({ as: "alice" });
  const surname = `Zq${t.newId().slice(-4)}`;
  const named = async (given_name: string) => {
    const family = await aFamily(t);
    await aCarer(t, family.id, { given_name, family_name: surname });
    return family.reference;
  };
  const [bridget, bridie, inside] = [await named("Bridget"), await named("Bridie"), await named("Obridieku")];
  const found = referencesOf((await search(t, `bridie ${surname}`)).html);
  expect(found).toEqual([bridie, bridget, inside]);
});

test("a reference is found without its letter, in whatever case", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  for (const q of [made.reference.slice(2), made.reference.slice(2).toLowerCase()])
    expect(rowsOf((await search(t, q)).html)[0]).toContain("reference");
});

test("a name that is changed is no longer found by what stood inside it", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  await t.db.deleteFrom("name_key").where("person_id", "=", made.childId).execute();
  expect((await search(t, "ayden")).html).toContain("Nobody found");
});

test("a reference finds its family, and nobody finds another organisation's", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  expect(rowsOf((await search(t, made.reference.toLowerCase())).html)[0]).toContain("reference");
  expect((await search(t.as("charlie"), "O'Neill")).html).toContain("Nobody found");
});

test("a search is its owner's alone", async () => {
  const t = await testApp({ as: "alice" });
  await aHousehold(t);
  const { location } = await search(t, "O'Neill");
  expect((await t.as("nadia").get(location)).status).toBe(404);
});

test.each(['"', "*", "-", "%", "'", "\\", "😀", ""])("%j finds nothing and breaks nothing", async (q) => {
  const t = await testApp({ as: "alice" });
  const { status, html } = await search(t, q);
  expect(status).toBe(422);
  expect(html).toContain("Enter a name");
  expect(validateHtml(html)).toEqual([]);
});

test.each([
  "%%%%%% O'Neill",
  "O'Neill\u202e",
  "a".repeat(200),
  "Robert'); drop table person; --",
  "NEAR(a b)",
  "İ",
  "ﷺ",
])("%j is searched without an error", async (q) => {
  const t = await testApp({ as: "alice" });
  await aHousehold(t);
  expect((await search(t, q)).status).toBe(303);
});

test("a megabyte of search is refused", async () => {
  const t = await testApp({ as: "alice" });
  expect((await search(t, "a".repeat(1_000_000))).status).toBe(422);
});

test("a family that one knows is in no list and no search of one's own", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  await t.post(`/families/${made.familyId}/locking`, { key: "lock" });
  expect(await (await t.get("/families")).text()).toContain("No open families yet");
  expect((await search(t, "O'Neill")).html).toContain("Nobody found");
  expect((await t.get(`/families/${made.familyId}`)).status).toBe(404);
  expect((await t.as("nadia").get(`/families/${made.familyId}`)).status).toBe(200);
});

test("the name of somebody with one name is searched as any other", async () => {
  const t = await testApp({ as: "alice" });
  const family = await aFamily(t);
  await aCarer(t, family.id, { given_name: "Sukarno", family_name: null });
  expect(rowsOf((await search(t, "soekarno")).html).join()).toContain("Sukarno");
});
