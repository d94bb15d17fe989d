import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { aHousehold, anAgreement } from "../support/family-factories.ts";
import { fieldsOf, validateHtml } from "../support/html.ts";

const today = { "onDay-day": "2", "onDay-month": "3", "onDay-year": "2026" };

async function aCarerAsked() {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  await anAgreement(t, { familyId: made.familyId, personId: made.carerId });
  const path = `/families/${made.familyId}/people/${made.carerId}/agreements`;
  const rows = async () =>
    (await t.db.selectFrom("agreement").where("person_id", "=", made.carerId).selectAll().orderBy("id").execute()).map(
      ({ purpose, answer }) => `${purpose} ${answer}`,
    );
  return { t, made, path, rows, how: { how: "in-person", ...today } };
}

test("one page asks everything, three answers each; what nobody asked stands as that, and a question means what it asks (P9, P10)", async () => {
  const { t, path } = await aCarerAsked();
  const html = await (await t.get(path)).text();
  expect(validateHtml(html)).toEqual([]);
  const fields = fieldsOf(html);
  expect(fields["contact-text"]).toEqual(["given"]);
  expect(fields["contact-telephone"]).toEqual(["not-asked"]);
  expect(fields["evaluation-objection"]).toEqual(["not-asked"]);
  expect(html).toContain("Do they object to evaluation?");
  expect(html).toContain("Yes, they object");
  expect(html).toContain("May we share with Willow");
});

test("only what changes is recorded: a yes, a no, a yes taken back, and a no that nobody said", async () => {
  const { t, path, rows, how } = await aCarerAsked();
  const said = { "contact-telephone": "given", research: "declined", "contact-text": "declined", gp: "not-asked" };
  const first = await t.post(path, { ...how, ...said, seen: "1", key: "a" });
  expect(first.status).toBe(303);
  const kept = ["contact-text given", "contact-text withdrawn", "contact-telephone given", "research declined"];
  expect((await rows()).sort()).toEqual([...kept].sort());
  await t.post(path, { ...how, research: "not-asked", seen: "4", key: "b" });
  expect((await rows()).sort()).toEqual([...kept, "research not-asked"].sort());
  const list = await (await t.get(path.replace(/people.*/, "agreements"))).text();
  expect(list).toContain("Not asked");
  expect(fieldsOf(await (await t.get(path)).text()).research).toEqual(["not-asked"]);
});

test("nothing different is told; a stranger finds nothing; who comes second sees both answers", async () => {
  const { t, made, path, rows, how } = await aCarerAsked();
  expect((await t.post(path, { ...how, "contact-text": "given", seen: "1", key: "n" })).status).toBe(422);
  expect((await t.as("charlie").get(path)).status).toBe(404);
  await anAgreement(
    t,
    { familyId: made.familyId, personId: made.carerId },
    { purpose: "research", answer: "declined" },
  );
  const late = await t.post(path, { ...how, research: "given", seen: "1", key: "l" });
  const html = await late.text();
  expect(late.status).toBe(409);
  expect(html).toContain("An answer was recorded since you opened this");
  expect(html).toContain("May answers be used in research?");
  expect(await rows()).toHaveLength(2);
  expect(validateHtml(html)).toEqual([]);
});

test("a provider at work asks for itself alone", async () => {
  const t = await testApp({ as: "alice" });
  const made = await aHousehold(t);
  const path = `/families/${made.familyId}/people/${made.carerId}/agreements`;
  expect((await t.as("bob").get(path)).status).toBe(404);
});
