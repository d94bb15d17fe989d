import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { readHtml, textOf, validateHtml } from "../support/html.ts";
import { scoredBefore } from "../support/made-again-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

const URL = "/settings/rescoring";
const EARLIER = "2026-02-20T12:00:00.000Z";

async function waiting(value = 5) {
  const t = await testApp({ as: "ada" });
  const who = await anEnrolment(t, { run: await aRun(t), carer: "Zephyrine" });
  const asked = await anAssessment(t, who, { measureId: "gad-7" });
  const response = await aResponse(t, asked, [1, 1, 1, 1, 0, 0, 0], { at: EARLIER });
  await scoredBefore(t, response, { total: { value } });
  const latest = () =>
    t.db
      .selectFrom("v_score")
      .where("response_id", "=", response.id)
      .select(["value", "scorer_version"])
      .executeTakeFirstOrThrow();
  const rows = async () =>
    (await t.db.selectFrom("score").where("response_id", "=", response.id).select("id").execute()).length;
  return { t, who, response, latest, rows };
}

test("an administrator sees how many wait, in counts, and scores them again with one press", async () => {
  const { t, who, latest } = await waiting();
  const html = await (await t.get(URL)).text();
  expect(validateHtml(html)).toEqual([]);
  expect(textOf(readHtml(html))).toMatch(/GAD-7\s+\d+\s+1\.0/);
  expect(html).not.toContain("Zephyrine");
  const res = await t.post(URL, { key: "press-1" });
  expect([res.status, res.headers.get("location")]).toEqual([303, `${URL}?did=scored`]);
  expect(await latest()).toEqual({ value: 4, scorer_version: "1" });
  expect(await (await t.get(`${URL}?did=scored`)).text()).toContain("Nothing waits");
  const trail = (await t.audit()).filter(({ subject_kind }) => subject_kind === "rescoring");
  expect(trail).toHaveLength(2);
  expect(trail.some(({ verb, shown }) => verb === "write" && (shown ?? "").includes(who.familyId))).toBe(true);
});

test("it happens once: the same key again, and a second press, add nothing", async () => {
  const { t, rows } = await waiting();
  await t.post(URL, { key: "press-2" });
  const before = await rows();
  expect((await t.post(URL, { key: "press-2" })).status).toBe(303);
  expect((await t.post(URL, { key: "press-3" })).status).toBe(303);
  expect(await rows()).toBe(before);
});

test("it needs the permission; those who look after the families see who moved and don’t press", async () => {
  const { t, rows } = await waiting();
  const before = await rows();
  for (const name of ["alice", "bob", "cora", "erin", "audrey"] as const)
    expect([name, (await t.as(name).post(URL, { key: "k" })).status]).toEqual([name, 403]);
  expect(await rows()).toBe(before);
});

test("what can’t be scored by what is installed stays as it is and does not stop the rest", async () => {
  const { t, response, latest } = await waiting();
  await t.db
    .insertInto("answer")
    .values({ response_id: response.id, item: "1", keying: 1, version: 2, value: "9", at: EARLIER, by: "seed" })
    .execute();
  expect((await t.post(URL, { key: "press-4" })).status).toBe(303);
  expect((await latest()).scorer_version).toBe("0");
  expect(await (await t.get(URL)).text()).toContain("do not fit the installed version");
});
