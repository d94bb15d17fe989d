import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { fieldsOf } from "../support/html.ts";

/** The key of a page's form, as a browser would send it. */
const keyOn = async (t: TestApp, address: string): Promise<string> =>
  fieldsOf(await (await t.get(address)).text()).key![0]!;

const families = async (t: TestApp) => (await t.db.selectFrom("family").select("id").execute()).length;

const opening = (key: string, given = "Bridget") => ({
  key,
  carerGivenName: given,
  carerFamilyName: "Moran",
  carerRelationship: "grandmother",
  childGivenName: "Joe",
  childFamilyName: "Moran",
  kind: "informal",
});

test("a form carries whom it was made for, and the same person in the same role may send it", async () => {
  const t = await testApp({ as: "alice" });
  const key = await keyOn(t, "/families/new");
  expect(key).toMatch(/^[^.]+\.\w+-\w+$/);
  expect((await t.post("/families/new", { key })).status).toBe(422);
});

test("a form that another person opened is refused, nothing is written, and what it held is not shown", async () => {
  const t = await testApp({ as: "alice" });
  const key = await keyOn(t, "/families/new");
  const before = await families(t);
  const res = await t.as("charlie").post("/families/new", opening(key, "Secretname"));
  expect(res.status).toBe(409);
  const html = await res.text();
  expect(html).toContain("This form was somebody else’s");
  expect(html).not.toContain("Secretname");
  expect(await families(t)).toBe(before);
});

test("a form opened in another role of one's own is refused, and shows what was typed", async () => {
  const t = await testApp({ as: "alice" });
  const key = await keyOn(t, "/families/new");
  const [owner] = key.split(".")[1]!.split("-");
  const res = await t.post("/families/new", opening(`another.${owner}-elsewhere`));
  expect(res.status).toBe(409);
  const html = await res.text();
  expect(html).toContain("You opened this form in another role");
  expect(html).toContain("Bridget");
});

test("every page with a form gives it an owner", async () => {
  const t = await testApp({ as: "ada" });
  expect(await keyOn(t, "/users/invitations/new")).toMatch(/\.\w+-\w+$/);
});
