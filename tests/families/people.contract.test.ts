import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aCarer, aHousehold } from "../support/family-factories.ts";
import { fieldsOf, validateHtml } from "../support/html.ts";

/** What the edit page would send as it stands, but for what is changed. */
async function formOf(t: Awaited<ReturnType<typeof testApp>>, path: string, changed: Record<string, string> = {}) {
  const fields = fieldsOf(await (await t.get(path)).text());
  const sent = Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values[0] ?? ""]));
  return { ...sent, key: `k-${t.newId()}`, ...changed };
}

test("a carer's details are changed, found by the new name, and the trail names the facts", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/people/${made.carerId}/edit`;
  const page = await t.get(path);
  expect(validateHtml(await page.text())).toEqual([]);
  const res = await t.post(path, await formOf(t, path, { familyName: "Quigley", readingHelp: "yes" }));
  expect([res.status, res.headers.get("location")]).toEqual([
    303,
    `/families/${made.familyId}/people/${made.carerId}?did=changed`,
  ]);
  const person = await t.db.selectFrom("person").selectAll().where("id", "=", made.carerId).executeTakeFirstOrThrow();
  expect(person).toMatchObject({
    given_name: "Margaret",
    family_name: "Quigley",
    reading_help: "yes",
    birth_on: "1961-04-12",
    version: 2,
  });
  const keys = await t.db.selectFrom("name_key").select("part").where("person_id", "=", made.carerId).execute();
  expect(keys.map((key) => key.part).sort()).toEqual(["margaret", "quigley"]);
  const entry = (await t.audit()).findLast((one) => one.subject_id === made.carerId && one.verb === "write");
  expect(Object.keys(JSON.parse(entry!.fields)).sort()).toEqual(["familyName", "readingHelp"]);
  const history = await (await t.get(`/families/${made.familyId}/people/${made.carerId}/history`)).text();
  expect(history).toContain("Family name, Help with reading");
  expect(history).toContain("Alice Practitioner");
  expect(validateHtml(history)).toEqual([]);
});

test("the second of two editors sees both texts, and saves again over them knowingly", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/people/${made.carerId}/edit`;
  const mine = await formOf(t, path, { familyName: "Mine" });
  await t.as("nadia").post(path, await formOf(t.as("nadia"), path, { familyName: "Theirs" }));
  const res = await t.post(path, mine);
  const html = await res.text();
  expect(res.status).toBe(409);
  expect(html).toContain("Changed by Nadia Manager");
  expect(html).toContain("Theirs");
  expect(fieldsOf(html)).toMatchObject({ familyName: ["Mine"], version: ["2"] });
  expect(validateHtml(html)).toEqual([]);
  expect((await t.post(path, { ...mine, version: "2", key: `again-${t.newId()}` })).status).toBe(303);
});

test("two tabs on two people change only the one that is saved", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const other = await aCarer(t, made.familyId, { given_name: "Sean" });
  const tabA = `/families/${made.familyId}/people/${made.carerId}/edit`;
  const formA = await formOf(t, tabA, { givenName: "Maggie" });
  await formOf(t, `/families/${made.familyId}/people/${other.id}/edit`);
  await t.post(tabA, formA);
  const names = await t.db
    .selectFrom("person")
    .select(["id", "given_name"])
    .where("family_id", "=", made.familyId)
    .execute();
  expect(Object.fromEntries(names.map((one) => [one.id, one.given_name]))).toMatchObject({
    [made.carerId]: "Maggie",
    [other.id]: "Sean",
  });
});

test("what is wrong is said and what was typed is kept", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/people/${made.childId}/edit`;
  const res = await t.post(
    path,
    await formOf(t, path, { givenName: "", knownAs: "Jay", "birthOn-day": "30", "birthOn-month": "2" }),
  );
  const html = await res.text();
  expect(res.status).toBe(422);
  expect(html).toContain("Enter given name");
  expect(html).toContain("Birth date must be a real date");
  expect(fieldsOf(html).knownAs).toEqual(["Jay"]);
});

test("an ethnicity needs who stated it, and no birth date needs saying so", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/people/new-child`;
  const child = { givenName: "Ava", sex: "F", birthCertainty: "not-known", ethnicity: "AIND" };
  expect(await (await t.post(path, child)).text()).toContain("Select who stated the ethnicity");
  expect(await (await t.post(path, { givenName: "Ava", sex: "F" })).text()).toContain("select that it is not known");
  const res = await t.post(path, { ...child, ethnicityStatedBy: "carer", key: `ava-${t.newId()}` });
  expect(res.status).toBe(303);
  const html = await (await t.get(res.headers.get("location")!)).text();
  expect(html).toContain("Ava added");
  expect(html).toContain("Not known");
  expect(validateHtml(html)).toEqual([]);
});

test("other organisations, and roles without casework, change nobody", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const other = await aHousehold(t);
  const path = `/families/${made.familyId}/people/${made.carerId}/edit`;
  const form = await formOf(t, path, { givenName: "X" });
  expect((await t.as("charlie").post(path, form)).status).toBe(404);
  expect((await t.as("bob").post(path, form)).status).toBe(404);
  expect((await t.as("erin").post(path, form)).status).toBe(403);
  expect((await t.get(`/families/${other.familyId}/people/${made.carerId}`)).status).toBe(404);
  const person = await t.db.selectFrom("person").select("version").where("id", "=", made.carerId).executeTakeFirst();
  expect(person).toEqual({ version: 1 });
});

test("somebody born on 29 February has a birthday on 1 March in other years", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/people/${made.childId}/edit`;
  await t.post(path, await formOf(t, path, { "birthOn-day": "29", "birthOn-month": "2", "birthOn-year": "2016" }));
  expect(await (await t.get(`/families/${made.familyId}/people`)).text()).toContain("29 February 2016, aged 10");
});
