import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aHousehold } from "../support/family-factories.ts";
import { byClass, byId, fieldsOf, textOf, validateHtml } from "../support/html.ts";

const TYPED = {
  children: 1,
  "carer-givenName": "Rahima",
  "carer-familyName": "Begum",
  "carer-birthOn-day": "3",
  "carer-birthOn-month": "april",
  "carer-birthOn-year": "1970",
  "carer-sex": "F",
  "carer-ethnicity": "ABAN",
  "carer-ethnicityStatedBy": "self",
  "carer-language": "bn",
  "carer-interpreter": "yes",
  "contact-mobile": "+44 7700 900456",
  "contact-safe": "at-times",
  "contact-safeTimes": "School mornings",
  "contact-placeConfidential": "no",
  "contact-postcode": "ls6 2ab",
  "child1-givenName": "Zakir",
  "child1-birthOn-day": "29",
  "child1-birthOn-month": "2",
  "child1-birthOn-year": "2016",
  "child1-sex": "M",
  "arrangement-kind": "informal",
  "arrangement-relationship": "aunt-or-uncle",
  "arrangement-fromOn-day": "1",
  "arrangement-fromOn-month": "9",
  "arrangement-fromOn-year": "2024",
};

const opened = (location: string | null) => /^\/families\/([0-9a-z-]+)\?did=opened$/.exec(location ?? "")?.[1] ?? "";

test("a practitioner opens a family with its carer, contacts, child and care arrangement", async () => {
  const t = await testApp({ as: "alice" });
  const res = await t.post("/families/new", { ...TYPED, key: `open-${t.newId()}` });
  expect(res.status).toBe(303);
  const id = opened(res.headers.get("location"));
  const family = await t.db.selectFrom("family").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  expect(family).toMatchObject({
    organisation_id: t.organisations.north,
    opened_on: "2026-03-02",
    review_due_on: "2026-09-02",
  });
  expect(family.reference).toMatch(/^F-[2346789A-Z]{5}$/);
  const people = await t.db.selectFrom("person").selectAll().where("family_id", "=", id).orderBy("kind").execute();
  expect(people).toMatchObject([
    {
      kind: "carer",
      given_name: "Rahima",
      birth_on: "1970-04-03",
      birth_certainty: "exact",
      ethnicity: "ABAN",
      language: "bn",
    },
    { kind: "child", given_name: "Zakir", birth_on: "2016-02-29", ethnicity: "NOBT", interpreter: "not-known" },
  ]);
  const contacts = await t.db
    .selectFrom("contact")
    .selectAll()
    .where("person_id", "=", people[0]!.id)
    .orderBy("kind")
    .execute();
  expect(contacts).toMatchObject([
    { kind: "mobile", folded: "07700900456", safe: "at-times", safe_times: "School mornings" },
    { kind: "postcode", folded: "LS62AB" },
  ]);
  const arrangement = await t.db
    .selectFrom("care_arrangement")
    .selectAll()
    .where("family_id", "=", id)
    .executeTakeFirst();
  expect(arrangement).toMatchObject({ kind: "informal", from_on: "2024-09-01", parental_responsibility: "not-known" });
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({
      verb: "write",
      subject_kind: "family",
      subject_id: id,
      family_id: id,
      actor_id: t.people.alice.userId,
    }),
  );
});

test("the same form sent twice opens one family", async () => {
  const t = await testApp({ as: "alice" });
  const key = `twice-${t.newId()}`;
  const [first, second] = [
    await t.post("/families/new", { ...TYPED, key }),
    await t.post("/families/new", { ...TYPED, key }),
  ];
  expect([first.status, second.status]).toEqual([303, 303]);
  expect(second.headers.get("location")).toBe(first.headers.get("location"));
});

test("what is wrong is said for each person, and what was typed is kept", async () => {
  const t = await testApp({ as: "alice" });
  const res = await t.post("/families/new", {
    ...TYPED,
    "child1-birthOn-day": "31",
    "arrangement-kind": "",
    "contact-mobile": "12",
  });
  const html = await res.text();
  expect(res.status).toBe(422);
  expect(textOf(byClass(html, "govuk-error-summary__list")[0]!)).toBe(
    "Enter a mobile number, like 07700 900123 Child: Birth date must be a real date Select the kind of care arrangement",
  );
  expect(fieldsOf(html)["carer-familyName"]).toEqual(["Begum"]);
  expect(byId(html, "child1-birthOn")).toBeDefined();
  expect(validateHtml(html)).toEqual([]);
});

test("all that is wrong with a person is told at once, what is read together included", async () => {
  const t = await testApp({ as: "alice" });
  const { "carer-birthOn-day": _d, "carer-birthOn-month": _m, "carer-birthOn-year": _y, ...rest } = TYPED;
  const res = await t.post("/families/new", { ...rest, "carer-givenName": "", "carer-birthCertainty": "", key: "all" });
  const html = await res.text();
  expect(res.status).toBe(422);
  for (const said of ["Carer: Enter given name", "Carer: Enter birth date, or select that it is not known"])
    expect(html).toContain(said);
});

test("another child is added to the form without losing what was typed", async () => {
  const t = await testApp({ as: "alice" });
  const html = await (await t.post("/families/new", { ...TYPED, add: "child" })).text();
  expect(fieldsOf(html)["child2-givenName"]).toEqual([""]);
  expect(fieldsOf(html)["carer-givenName"]).toEqual(["Rahima"]);
  const res = await t.post("/families/new", {
    ...TYPED,
    children: 2,
    "child2-givenName": "Nila",
    "child2-birthCertainty": "not-known",
    "child2-sex": "F",
    key: `two-${t.newId()}`,
  });
  const id = opened(res.headers.get("location"));
  const arrangements = await t.db
    .selectFrom("care_arrangement")
    .select("child_id")
    .where("family_id", "=", id)
    .execute();
  expect(arrangements).toHaveLength(2);
});

test("a family like one on file is shown with the reasons, and is opened only when said to be different", async () => {
  const t = await testApp({ as: "alice" });
  const there = await aHousehold(t);
  const alike = {
    ...TYPED,
    "carer-givenName": "Margret",
    "carer-familyName": "ONeil",
    "carer-birthOn-day": "4",
    "carer-birthOn-month": "12",
    "carer-birthOn-year": "1961",
  };
  const typing = await t.post("/families/new/lookalikes", {
    "carer-givenName": "Margaret",
    "carer-familyName": "O Neill",
  });
  expect(await typing.text()).toContain(there.reference);
  const shown = await t.post("/families/new", alike);
  const html = await shown.text();
  expect(shown.status).toBe(422);
  expect(html).toContain("Same birth date with day and month changed over (+25)");
  expect(html).toContain("The family name sounds the same (+20)");
  const confirmed = await t.post("/families/new", {
    ...alike,
    different: there.familyId,
    key: `different-${t.newId()}`,
  });
  expect(confirmed.status).toBe(303);
  expect(
    (await t.audit()).filter((entry) => entry.verb === "search" && entry.shown?.includes(there.familyId)),
  ).not.toEqual([]);
});

test("who is like a child stands by the children’s questions, who is like the carer by the carer’s (P23)", async () => {
  const t = await testApp({ as: "alice" });
  const there = await aHousehold(t);
  const child = { "child1-givenName": "Jayden", "child1-familyName": "Smith", "child1-birthOn-day": "14" };
  const born = { "child1-birthOn-month": "6", "child1-birthOn-year": "2017" };
  const panels = async (typed: Record<string, string>) => {
    const html = await (await t.post("/families/new", { ...TYPED, ...typed, key: t.newId() })).text();
    return ["carer", "children"].map((whose) => textOf(byId(html, `lookalikes-${whose}`)!).includes(there.reference));
  };
  expect(await panels({ ...child, ...born })).toEqual([false, true]);
  const carer = { "carer-givenName": "Margaret", "carer-familyName": "O’Neill", "carer-birthOn-day": "12" };
  expect(await panels({ ...carer, "carer-birthOn-year": "1961" })).toEqual([true, false]);
});

test("another organisation's families are never shown as lookalikes", async () => {
  const t = await testApp({ as: "charlie" });
  const there = await aHousehold(t, { of: "north" });
  const html = await (
    await t.post("/families/new/lookalikes", { "carer-givenName": "Margaret", "carer-familyName": "O'Neill" })
  ).text();
  expect(html).not.toContain(there.reference);
});

test("only those who do casework open a family", async () => {
  const t = await testApp({ as: "erin" });
  for (const name of ["erin", "ada", "audrey", "cora"] as const)
    expect((await t.as(name).post("/families/new", TYPED)).status).toBe(403);
  expect((await t.as("bob").post("/families/new", { ...TYPED, key: `bob-${t.newId()}` })).status).toBe(303);
});

test.each([
  ["a megabyte of name", { "carer-givenName": "a".repeat(1_000_000) }],
  ["a NUL", { "carer-givenName": "Ra\u0000hima" }],
  ["31 February", { "carer-birthOn-day": "31", "carer-birthOn-month": "2" }],
  ["a birth to come", { "child1-birthOn-year": "2031", "child1-birthOn-day": "28" }],
  ["a huge year", { "child1-birthOn-year": "99999999999" }],
  ["a code that is none", { "carer-sex": "__proto__" }],
])("%s is refused with a sentence and nothing is written", async (_, wrong) => {
  const t = await testApp({ as: "alice" });
  const res = await t.post("/families/new", { ...TYPED, ...wrong });
  expect(res.status).toBe(422);
  expect(byClass(await res.text(), "govuk-error-summary__list")).toHaveLength(1);
});

test("emoji, right-to-left text and markup in a name are kept to the letter", async () => {
  const t = await testApp({ as: "alice" });
  const name = "Ṣàlihah 🌻 مريم <b>&";
  const res = await t.post("/families/new", {
    ...TYPED,
    "carer-givenName": name,
    "child1-givenName": "__proto__",
    key: `odd-${t.newId()}`,
  });
  const id = opened(res.headers.get("location"));
  const people = await t.db
    .selectFrom("person")
    .select("given_name")
    .where("family_id", "=", id)
    .orderBy("kind")
    .execute();
  expect(people.map((person) => person.given_name)).toEqual([name, "__proto__"]);
});
