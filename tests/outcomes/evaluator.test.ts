import { expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { cookieOf, type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { aCheck } from "../support/behaviour-factories.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { aContact } from "../support/family-factories.ts";
import { CONFIG, migratedDatabase, ORIGIN } from "../support/hosts.ts";
import { validateHtml } from "../support/html.ts";
import { anEnrolment, aRun, aRunProgramme } from "../support/run-factories.ts";
import { makeWorld } from "../support/world.ts";

const PLANTED = [
  "Zephyrine",
  "Quillfeather",
  "Thaddeus",
  "07700 900987",
  "zeph@example.org",
  "ZZ9 9ZZ",
  "secret words of the carer",
  "Goal about the piano",
  "The room was cold and Brenda was late",
];

/** A programme with `pairs` carers who answered the PHQ-9 before and after, each with planted names, contacts and words. */
async function aCohort(t: TestApp, pairs: number) {
  const programme = await aRunProgramme(t, {});
  const run = await aRun(t, { programme, places: pairs + 2 });
  for (let i = 0; i < pairs; i++) {
    const who = await anEnrolment(t, { run, carer: "Zephyrine", child: "Thaddeus" });
    await t.db
      .updateTable("person")
      .set({ family_name: "Quillfeather", version: 2 })
      .where("family_id", "=", who.familyId)
      .execute();
    await aContact(t, who.carerId, { value: "07700 900987" });
    await aContact(t, who.carerId, { kind: "email", value: "zeph@example.org", folded: "zeph@example.org" });
    await aContact(t, who.carerId, { kind: "postcode", value: "ZZ9 9ZZ", folded: "zz99zz" });
    await aCheck(t, who, { own_words: "secret words of the carer" });
    await t.db
      .insertInto("goal")
      .values({
        id: t.newId(),
        referral_id: who.referralId,
        number: 1,
        words: "Goal about the piano",
        short_label: "Goal about the piano",
        whose: "carer",
        created_at: "2026-01-05T09:00:00.000Z",
        created_by: "seed",
      })
      .execute();
    const feedback = await anAssessment(t, who, { measureId: "feedback", timepoint: "T2" });
    await aResponse(t, feedback, { "1": 9, "2": 2, "change:words": "The room was cold and Brenda was late" as never });
    for (const [timepoint, code] of [
      ["T1", 2],
      ["T2", 1],
    ] as const) {
      const asked = await anAssessment(t, who, { measureId: "phq-9", timepoint });
      await aResponse(
        t,
        asked,
        Array.from({ length: 10 }, (_, item) => (item < 8 ? code : item === 8 ? 0 : 1)),
      );
    }
  }
  return programme;
}

const linksOf = (html: string): string[] =>
  [...html.matchAll(/<a [^>]*href="([^"]+)"/g)].map(([, href]) => href!.replaceAll("&amp;", "&"));

/** Every page and file that can be reached from a page, each once. */
async function crawl(t: TestApp, from: string): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  const waiting = [from];
  while (waiting.length > 0) {
    const path = waiting.pop()!;
    if (seen.has(path)) continue;
    const res = await t.get(path);
    const text = await res.text();
    seen.set(path, text);
    const isPage = (res.headers.get("content-type") ?? "").includes("text/html");
    if (isPage && res.status === 200)
      waiting.push(
        ...linksOf(text).filter(
          (href) => href.startsWith("/") && !href.startsWith("/assets") && !href.startsWith("/account"),
        ),
      );
  }
  return seen;
}

test("no page or file that an evaluator can reach holds a name, a contact or anybody’s words", async () => {
  const t = await testApp({ as: "erin" });
  await aCohort(t, 12);
  const seen = await crawl(t, "/cohorts");
  expect([...seen.keys()].filter((path) => path.endsWith(".csv"))).toHaveLength(2);
  expect([...seen.keys()].filter((path) => path.includes("/phq-9/"))).toHaveLength(1);
  for (const [path, text] of seen)
    for (const planted of PLANTED) expect(text.includes(planted), `${path} holds ${planted}`).toBe(false);
});

test("a cohort of twelve shows its mean, its funnel and its caveats, and its pages are valid", async () => {
  const t = await testApp({ as: "erin" });
  const { programmeId } = await aCohort(t, 12);
  const cohort = await (await t.get(`/cohorts/${programmeId}`)).text();
  const scale = await (await t.get(`/cohorts/${programmeId}/phq-9/total`)).text();
  expect(validateHtml(cohort)).toEqual([]);
  expect(validateHtml(scale)).toEqual([]);
  expect(scale).toContain("8.0 (no 95% CI)");
  expect(scale).toContain("Small group: early picture only.");
  expect(scale).toContain("no comparison group");
  expect(scale).toContain("12 with both, 20 are needed");
  expect(cohort).toContain("Both questionnaires done");
});

test("five pairs show no number of change", async () => {
  const t = await testApp({ as: "erin" });
  const { programmeId } = await aCohort(t, 5);
  const scale = await (await t.get(`/cohorts/${programmeId}/phq-9/total`)).text();
  expect(scale).toContain("not shown: fewer than 6 with both, 10 are needed");
  expect(scale).not.toContain("<svg");
});

test("a carer who objected to evaluation is in no number and no file", async () => {
  const t = await testApp({ as: "erin" });
  const { programmeId } = await aCohort(t, 11);
  const { carer_id, family_id } = await t.db
    .selectFrom("v_enrolment")
    .select(["carer_id", "family_id"])
    .executeTakeFirstOrThrow();
  await t.db
    .insertInto("agreement")
    .values({
      id: t.newId(),
      person_id: carer_id,
      family_id,
      purpose: "evaluation-objection",
      answer: "given",
      wording_version: "1",
      how: "in-person",
      at: "2026-02-01T09:00:00.000Z",
      by: "seed",
    })
    .execute();
  const rows = (await (await t.get(`/extracts/${programmeId}/wide.csv`)).text()).trim().split("\r\n");
  expect(rows).toHaveLength(1 + 10);
  expect(await (await t.get(`/cohorts/${programmeId}/phq-9/total`)).text()).toContain("0, 0 of 10");
});

test("the wide file has one column a scale and occasion, told in the codebook, blank where there is no score", async () => {
  const t = await testApp({ as: "erin" });
  const { programmeId } = await aCohort(t, 6);
  const wide = await t.get(`/extracts/${programmeId}/wide.csv`);
  expect(wide.headers.get("content-disposition")).toBe('attachment; filename="kinstep-wide.csv"');
  const bytes = new Uint8Array(await wide.clone().arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [header, first] = (await wide.text())
    .replace("\uFEFF", "")
    .split("\r\n")
    .map((line) => line.split(","));
  const cell = (name: string) => first![header!.indexOf(name)];
  expect([cell("phq_9_total_t1"), cell("phq_9_total_t2"), cell("phq_9_total_t3")]).toEqual(["16", "8", ""]);
  const codebook = await (await t.get(`/extracts/${programmeId}/codebook.csv`)).text();
  const named = codebook
    .replace("\uFEFF", "")
    .trim()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(",")[0]);
  expect(named).toEqual(header);
  expect((await t.audit()).filter(({ verb }) => verb === "export").map(({ subject_kind }) => subject_kind)).toEqual([
    "wide",
    "codebook",
  ]);
});

test("a period that is no date is told at its field", async () => {
  const t = await testApp({ as: "erin" });
  const { programmeId } = await aCohort(t, 1);
  const res = await t.get(`/cohorts/${programmeId}?from-day=31&from-month=2&from-year=2026`);
  expect(res.status).toBe(422);
  expect(await res.text()).toContain("Enrolled from must be a real date");
});

const OWN = /^(v_\w+|auth_session|user|membership|organisation|audit|idempotency)$/;

test("the evaluator’s pages read people only through the views", async () => {
  const read = new Set<string>();
  const inspect = (sql: string) => {
    for (const [, table] of sql.matchAll(/\b(?:from|join) "(\w+)"/g)) read.add(table!);
  };
  const clock = fixedClock();
  const { deps } = nodeDeps({ file: migratedDatabase(), config: CONFIG, clock, newId: countingIds(1), inspect });
  const { people, organisations } = await makeWorld(deps.db, 1, "2026-03-02T08:59:30.000Z");
  const t = { db: deps.db, newId: countingIds(2), organisations, people } as TestApp;
  const { programmeId } = await aCohort(t, 2);
  read.clear();
  const app = createApp(deps);
  for (const path of [
    "/cohorts",
    `/cohorts/${programmeId}`,
    `/cohorts/${programmeId}/phq-9/total`,
    `/extracts/${programmeId}/wide.csv`,
    `/extracts/${programmeId}/codebook.csv`,
  ]) {
    const res = await app.request(`${ORIGIN}${path}`, { headers: { Cookie: cookieOf(people.erin) } });
    expect([path, res.status]).toEqual([path, 200]);
  }
  expect([...read].filter((table) => !OWN.test(table))).toEqual([]);
  expect(read.has("v_score")).toBe(true);
});
