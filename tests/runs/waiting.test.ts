import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aContact } from "../support/family-factories.ts";
import { hrefsOf, validateHtml } from "../support/html.ts";
import { aReferredFamily, aRunProgramme, type ReferredFamily } from "../support/run-factories.ts";

const list = async (t: TestApp, query = "") => {
  const res = await t.get(`/waiting${query}`);
  return { status: res.status, page: await res.text() };
};

async function available(t: TestApp, family: ReferredFamily, day: number) {
  await t.db.insertInto("availability").values({ person_id: family.carerId, day, part: "morning" }).execute();
}

test("who waits is listed longest first, with days waiting, availability and area, and when to speak to them", async () => {
  const t = await testApp({ as: "bob" });
  const programme = await aRunProgramme(t);
  const [first, second] = [
    await aReferredFamily(t, { programme, carer: "Maureen" }),
    await aReferredFamily(t, { programme, carer: "Dev", state: "waiting" }),
  ];
  await t.db
    .updateTable("referral")
    .set({ submitted_at: "2026-01-12T09:00:00.000Z" })
    .where("id", "=", second.referralId)
    .execute();
  await available(t, first, 2);
  await aContact(t, first.carerId, { kind: "postcode", value: "LS6 2AB", folded: "LS62AB" });
  await aContact(t, second.carerId, { kind: "postcode", value: "LS9 9ZZ", folded: "LS99ZZ", confidential: "yes" });
  const { page } = await list(t);
  expect(page).toContain("2 people wait");
  expect(page.indexOf("Dev")).toBeLessThan(page.indexOf("Maureen"));
  expect(page).toContain("Tue morning");
  expect(page).toContain("LS6");
  expect(page).not.toContain("LS9");
  expect(page).toContain("49");
  expect(hrefsOf(page, "Maureen O’Neill")).toEqual([`/waiting/${first.referralId}/enrolling`]);
  expect(validateHtml(page)).toEqual([]);
});

test("filters leave who can come, speaks it, is ready; a wrong one is refused", async () => {
  const t = await testApp({ as: "bob" });
  const [one, other] = [await aRunProgramme(t), await aRunProgramme(t)];
  const tuesday = await aReferredFamily(t, { programme: one, carer: "Maureen" });
  await available(t, tuesday, 2);
  const later = await aReferredFamily(t, { programme: other, carer: "Dev" });
  await t.db
    .insertInto("referral_event")
    .values({
      referral_id: later.referralId,
      version: 4,
      verb: "wait",
      from_state: "accepted",
      to_state: "waiting",
      ready_from_on: "2026-06-01",
      at: "2026-02-05T10:00:00.000Z",
      by: "seed",
    })
    .execute();
  const names = async (query: string) => {
    const { page } = await list(t, query);
    return ["Maureen", "Dev"].filter((name) => page.includes(name));
  };
  expect(await names("?day=2")).toEqual(["Maureen"]);
  expect(await names(`?programme=${other.programmeId}`)).toEqual(["Dev"]);
  expect(await names("?ready=now")).toEqual(["Maureen"]);
  expect(await names("?ready=later")).toEqual(["Dev"]);
  expect(await names("?language=pl")).toEqual([]);
  expect(await names("?programme=&day=&language=&ready=")).toEqual(["Maureen", "Dev"]);
  for (const query of ["?day=8", "?day=x", "?ready=soon", "?language=%00"])
    expect((await list(t, query)).status).toBe(400);
});

test("another provider's list is its own; the council and a co-leader have none; a locked family is not on it", async () => {
  const t = await testApp({ as: "bob" });
  const family = await aReferredFamily(t, { programme: await aRunProgramme(t) });
  expect((await list(t.as("rory"))).page).not.toContain("Maureen");
  expect([(await list(t.as("alice"))).status, (await list(t.as("cora"))).status]).toEqual([403, 403]);
  await t.db
    .insertInto("family_lock")
    .values({
      id: t.newId(),
      family_id: family.familyId,
      user_id: t.people.bob.userId,
      kind: "i-know-this-family",
      from_at: "2026-02-01T00:00:00.000Z",
      created_by: "seed",
    })
    .execute();
  expect((await list(t)).page).toContain("Nobody waits");
  expect((await t.get(`/waiting/${family.referralId}/enrolling`)).status).toBe(404);
});

test("the families on the list are in the trail", async () => {
  const t = await testApp({ as: "bob" });
  const family = await aReferredFamily(t, { programme: await aRunProgramme(t) });
  await list(t);
  const line = (await t.audit()).at(-1);
  expect(line).toMatchObject({ verb: "read", subject_kind: "waiting" });
  expect(JSON.parse(line!.shown!)).toEqual([family.familyId]);
});

test("51 people are two pages", async () => {
  const t = await testApp({ as: "bob" });
  const programme = await aRunProgramme(t);
  for (let at = 0; at < 51; at += 1) await aReferredFamily(t, { programme });
  const first = await list(t);
  expect(first.page).toContain("51 people wait");
  const [next] = hrefsOf(first.page, "Next page");
  expect(hrefsOf((await list(t, next!.replace("/waiting", ""))).page, "Maureen O’Neill")).toHaveLength(1);
});

test("the enrolment page offers runs of the programme with room, and says so when there is none", async () => {
  const t = await testApp({ as: "bob" });
  const family = await aReferredFamily(t, { programme: await aRunProgramme(t) });
  const page = await (await t.get(`/waiting/${family.referralId}/enrolling`)).text();
  expect(page).toContain("No open run of this programme has a free place and a session still to come.");
  expect(validateHtml(page)).toEqual([]);
});

test("ring now is settled by having spoken, a try is kept beside it, and both stand in the trail", async () => {
  const t = await testApp({ as: "bob" });
  const family = await aReferredFamily(t, { programme: await aRunProgramme(t), carer: "Maureen" });
  t.clock.set("2026-04-20T10:00:00Z");
  await t.db
    .updateTable("auth_session")
    .set({
      created_at: "2026-04-20T09:00:00.000Z",
      updated_at: "2026-04-20T09:59:00.000Z",
      expires_at: "2026-04-20T21:00:00.000Z",
    })
    .execute();
  expect((await list(t)).page).toContain("Ring now");
  const call = (fields: Record<string, string>) =>
    t.post(`/waiting/${family.referralId}/calls`, { key: t.newId(), how: "telephone", ...fields });
  expect((await call({ outcome: "" })).status).toBe(422);
  expect((await call({ outcome: "no-answer" })).headers.get("location")).toBe("/waiting?did=tried");
  const tried = (await list(t)).page;
  expect([tried.includes("Ring now"), tried.includes("tried 20 April 2026")]).toEqual([true, true]);
  expect((await call({ outcome: "spoke", note: "Mornings suit" })).headers.get("location")).toBe("/waiting?did=spoke");
  expect((await list(t)).page).not.toContain("Ring now");
  expect(await (await t.get(`/waiting/${family.referralId}/calls`)).text()).toContain("Mornings suit");
  expect((await t.audit()).filter(({ subject_kind }) => subject_kind === "waiting-call")).toHaveLength(2);
  expect((await t.as("rory").get(`/waiting/${family.referralId}/calls`)).status).toBe(404);
});
