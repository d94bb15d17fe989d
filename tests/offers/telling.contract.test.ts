import { expect, test } from "vitest";
import { evidenceSaid, GUIDE, SUPPORT_CODES, SUPPORTS } from "../../src/domain/support.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anOffer } from "../support/behaviour-factories.ts";
import { aHousehold } from "../support/family-factories.ts";
import { fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";

async function start() {
  const t = await testApp({ as: "alice" });
  const who = await aHousehold(t);
  const url = `/families/${who.familyId}/offers/telling`;
  const form = async (more: Record<string, string>) => {
    const { key: _, ...fields } = fieldsOf(await (await t.get(url)).text());
    return { ...fields, key: t.newId(), ...more };
  };
  return { t, who, url, form };
}

const offersOf = (t: TestApp, familyId: string) =>
  t.db
    .selectFrom("offer")
    .innerJoin("offer_event", "offer_event.offer_id", "offer.id")
    .where("family_id", "=", familyId)
    .orderBy("support")
    .select(["support", "offer.state", "reason", "child_id", "on_day"])
    .execute();

test("one form tells of every kind of support: one page, one press", async () => {
  const { t, who, url, form } = await start();
  const page = await t.get(url);
  expect(validateHtml(await page.text())).toEqual([]);
  const all = Object.fromEntries(SUPPORT_CODES.map((support) => [`state-${support}`, "told"]));
  const res = await t.post(
    url,
    await form({ ...all, "state-cbt": "not-offered", "reason-cbt": "crisis-first", "state-navigator": "" }),
  );
  expect([res.status, res.headers.get("location")]).toEqual([303, `/families/${who.familyId}/offers?did=opened`]);
  expect(await offersOf(t, who.familyId)).toEqual([
    { support: "cbt", state: "not-offered", reason: "crisis-first", child_id: who.childId, on_day: "2026-03-02" },
    ...["family-group-conference", "financial-allowance"].map((support) => ({
      support,
      state: "told",
      reason: null,
      child_id: null,
      on_day: "2026-03-02",
    })),
    { support: "parenting", state: "told", reason: null, child_id: who.childId, on_day: "2026-03-02" },
    ...["peer-support", "self-care"].map((support) => ({
      support,
      state: "told",
      reason: null,
      child_id: null,
      on_day: "2026-03-02",
    })),
  ]);
  expect(await t.audit()).toContainEqual(
    expect.objectContaining({ verb: "write", subject_kind: "offers_told", subject_id: who.familyId }),
  );
});

test("how strong the evidence is stands beside each kind of support, with its source, wherever kinds are listed (P22)", async () => {
  const { t, who, url } = await start();
  expect(SUPPORT_CODES.filter((support) => evidenceSaid(support).includes(GUIDE))).toHaveLength(6);
  for (const support of SUPPORT_CODES) {
    const told = support === "parenting" ? {} : { child_id: null };
    if (support === "navigator" || support === "parenting") await anOffer(t, who, { support, state: "told", ...told });
  }
  for (const address of [url, `/families/${who.familyId}/offers`]) {
    const text = textOf(readHtml(await (await t.get(address)).text()));
    for (const support of SUPPORT_CODES) {
      const after = text.slice(text.lastIndexOf(SUPPORTS[support]));
      expect([address, support, after.includes(evidenceSaid(support))]).toEqual([address, support, true]);
    }
  }
});

test("it says what is wrong, row by row, and keeps what was typed", async () => {
  const { t, who, url, form } = await start();
  for (const [more, words] of [
    [{}, "Say of at least one kind what happened"],
    [{ "state-self-care": "not-offered", "state-navigator": "told" }, "Select why not: Self-care training"],
    [{ "state-parenting": "told", childId: "" }, "Select the child it is about"],
    [{ "state-navigator": "__proto__" }, "Select what happened from the list"],
    [{ "state-navigator": "told", carerId: "nobody" }, "Select the carer"],
  ] as [Record<string, string>, string][]) {
    const res = await t.post(url, await form({ ...more, "reason-peer-support": "no-place" }));
    const html = await res.text();
    expect([res.status, html.includes(words), /value="no-place" selected/.test(html)]).toEqual([422, true, true]);
  }
  expect(await offersOf(t, who.familyId)).toEqual([]);
});

test("what is open already is said beside its row, and is not opened a second time", async () => {
  const { t, who, url, form } = await start();
  await anOffer(t, who, { support: "navigator", state: "offered", child_id: null });
  expect(await (await t.get(url)).text()).toContain("(Offered)");
  const res = await t.post(url, await form({ "state-navigator": "told", "state-peer-support": "told" }));
  expect(res.status).toBe(409);
  expect(await res.text()).toContain("Kinship navigator is open already for this carer");
  expect(await offersOf(t, who.familyId)).toHaveLength(1);
});

test("another organisation finds nothing, a role without the permission is refused, and twice is once", async () => {
  const { t, who, url, form } = await start();
  const typed = await form({ "state-navigator": "told" });
  expect((await t.as("charlie").post(url, typed)).status).toBe(404);
  expect((await t.as("erin").post(url, typed)).status).toBe(403);
  await Promise.all([t.post(url, typed), t.post(url, typed)]);
  expect(await offersOf(t, who.familyId)).toHaveLength(1);
});
