import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { command, rescoreAndTell, runRescore } from "../../src/cli/rescore/rescore.ts";
import type { Commit } from "../../src/deps.ts";
import { installedMeasures } from "../../src/features/questionnaires/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { type FileDatabase, fileDatabase } from "../support/file-database.ts";
import { CONFIG } from "../support/hosts.ts";
import { countScores, scoredBefore } from "../support/made-again-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { run as runKinstep } from "./analyse-run.ts";
import { aFolder, run } from "./score-run.ts";

const ENVIRONMENT = {
  KINSTEP_SECRET: CONFIG.secret,
  KINSTEP_AUDIT_KEY: CONFIG.auditKey,
  KINSTEP_ORIGIN: CONFIG.origin,
};
const FOUR = [1, 1, 1, 1, 0, 0, 0];
const MILD = { value: 5, bands: [{ system: "severity", name: "mild" }] };

const ran = (...args: string[]) => run({ ...command, run: (given, io) => runRescore(given, io, ENVIRONMENT) }, ...args);

/** One GAD-7 that scorer "0" had one point higher, in another band, and a PHQ-9 that it scored as now. */
const oneOfEach = (): Promise<FileDatabase<{ gad: string; phq: string }>> =>
  fileDatabase(join(aFolder(), "kinstep.sqlite"), async (t) => {
    const who = await anEnrolment(t, { run: await aRun(t), carer: "Zephyrine" });
    const gad = await anAssessment(t, who, { measureId: "gad-7" });
    await scoredBefore(t, await aResponse(t, gad, FOUR), { total: MILD });
    const phq = await anAssessment(t, who, { measureId: "phq-9" });
    await scoredBefore(t, await aResponse(t, phq, [1, 1, 1, 1, 1, 1, 1, 1, 0]));
    return { gad: gad.id, phq: phq.id };
  });

const rowsIn = (file: string, sql: string) => {
  const raw = new Database(file, { readonly: true });
  const found = raw.prepare(sql).all();
  raw.close();
  return found;
};

test("it scores again on a real database, lists who moved band by id, counts, and the trail says who did it", async () => {
  const { file, made } = await oneOfEach();
  const first = await ran("--database", file);
  expect(first).toEqual({
    status: 0,
    err: "",
    out:
      `${made.gad}  GAD-7 total, before: 5, mild (1.0, scorer 0) -> 4, none or minimal (1.0, scorer 1)\n` +
      "2 answer sheets scored again: 1 scale says something else, 1 of them in another band\n",
  });
  expect(first.out).not.toContain("Zephyrine");
  expect(
    rowsIn(
      file,
      "select actor_id, verb, json_array_length(shown) as families from audit where subject_kind = 'rescoring'",
    ),
  ).toEqual([{ actor_id: "command-line", verb: "command", families: 1 }]);
  const scores = rowsIn(file, "select count(*) as n from score");
  expect(await ran("--database", file)).toEqual({
    status: 0,
    err: "",
    out: "Nothing to score again: every score is by the installed versions\n",
  });
  expect(rowsIn(file, "select count(*) as n from score")).toEqual(scores);
});

test("as CSV: the list alone on the output, the counts beside it; a dry run tells the same and scores nothing", async () => {
  const { file, made } = await oneOfEach();
  const dry = await ran("--database", file, "--format", "csv", "--dry-run");
  expect(dry.err).toContain("2 answer sheets would be scored again (nothing was scored)");
  expect(dry.out).toBe(
    "assessment,measure,timepoint,scale,old_value,old_band,new_value,new_band,moved_band,old_version,old_scorer,new_version,new_scorer\r\n" +
      `${made.gad},gad-7,T1,total,5,mild,4,none or minimal,yes,1.0,0,1.0,1\r\n`,
  );
  expect(rowsIn(file, "select count(*) as n from score where made_again_of is not null")).toEqual([{ n: 0 }]);
  expect((await ran("--database", file, "--format", "csv")).out).toBe(dry.out);
});

test("only one measure, where one is named", async () => {
  const { file } = await oneOfEach();
  expect((await ran("--database", file, "--measure", "phq-9")).out).toBe(
    "1 answer sheet scored again: every score and band as before\n",
  );
  expect((await ran("--database", file)).out).toContain("GAD-7 total");
});

/** As many answered assessments like this one. */
async function copies(t: TestApp, assessmentId: string, responseId: string, count: number) {
  const assessment = await t.db
    .selectFrom("assessment")
    .selectAll()
    .where("id", "=", assessmentId)
    .executeTakeFirstOrThrow();
  const response = await t.db.selectFrom("response").selectAll().where("id", "=", responseId).executeTakeFirstOrThrow();
  const answers = await t.db.selectFrom("answer").selectAll().where("response_id", "=", responseId).execute();
  const score = await t.db
    .selectFrom("v_score")
    .selectAll()
    .where("response_id", "=", responseId)
    .executeTakeFirstOrThrow();
  const { score_id: _, prorated, ...kept } = score;
  for (let n = 1; n <= count; n++) {
    const [a, r] = [t.newId(), t.newId()];
    await t.db
      .insertInto("assessment")
      .values({ ...assessment, id: a, timepoint: `S${n}` })
      .execute();
    await t.db
      .insertInto("response")
      .values({ ...response, id: r })
      .execute();
    await t.db.insertInto("response_assessment").values({ response_id: r, assessment_id: a }).execute();
    await t.db
      .insertInto("answer")
      .values(answers.map((one) => ({ ...one, response_id: r })))
      .execute();
    const made = {
      id: t.newId(),
      response_id: r,
      prorated: prorated === "yes" ? "yes" : "no",
      inputs_hash: "h",
    } as const;
    await t.db
      .insertInto("score")
      .values({ ...kept, ...made })
      .execute();
  }
}

test("killed half way, what was done stays and is told, and the next run goes on where it stopped", async () => {
  const t = await testApp({ as: "bob" });
  const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "gad-7" });
  const response = await aResponse(t, asked, FOUR, { at: "2026-02-20T12:00:00.000Z" });
  await scoredBefore(t, response, { total: MILD });
  await copies(t, asked.id, response.id, 249);
  let commits = 0;
  const fails: Commit = (audit, writes) =>
    ++commits === 2 ? Promise.reject(new Error("disk I/O error")) : t.deps!.commit(audit, writes);
  const again = async (commit: Commit) => {
    const said = { out: "", err: "", stopped: "" };
    const out = (text: string) => {
      said.out += text;
    };
    const err = (text: string) => {
      said.err += text;
    };
    const given = { installed: installedMeasures(), isDry: false, format: "text" as const };
    await rescoreAndTell({ ...t.deps!, commit }, given, { out, err, isTerminal: false }).catch((error: Error) => {
      said.stopped = error.message;
    });
    return said;
  };
  const before = await countScores(t);
  const first = await again(fails);
  expect(first.stopped).toBe("disk I/O error");
  expect(first.err).toContain("200 answer sheets scored again: 200 scales say something else");
  expect(first.err).toContain("Run it again and it goes on");
  expect(first.out.trim().split("\n")).toHaveLength(200);
  expect(await countScores(t)).toBe(before + 200);
  const second = await again(t.deps!.commit);
  expect(second.out).toContain("50 answer sheets scored again: 50 scales say something else");
  expect(await countScores(t)).toBe(before + 250);
  expect((await t.audit()).filter(({ subject_kind }) => subject_kind === "rescoring")).toHaveLength(2);
});

test("pages are read with the same few queries however many answer sheets there are", async () => {
  const counted = async (sheets: number) => {
    const t = await testApp({ as: "bob" });
    const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "gad-7" });
    const response = await aResponse(t, asked, FOUR, { at: "2026-02-20T12:00:00.000Z" });
    await scoredBefore(t, response);
    await copies(t, asked.id, response.id, sheets - 1);
    let writes = 0;
    const commit: Commit = (audit, all) => {
      writes += all.length;
      return t.deps!.commit(audit, all);
    };
    const given = { installed: installedMeasures(), isDry: false, format: "text" as const };
    await rescoreAndTell({ ...t.deps!, commit }, given, { out: () => {}, err: () => {}, isTerminal: false });
    return writes;
  };
  expect([await counted(1), await counted(60)]).toEqual([3, 3]);
});

test.each([
  [["--format", "xml"], "--format"],
  [["--measure", "x"], 'there is no measure "x"'],
  [["all"], "all"],
  [["--force"], "--force"],
])("bad usage: %j", async (args, says) => {
  expect(await ran(...args)).toMatchObject({ status: 2, out: "", err: expect.stringContaining(says) });
});

test("says so where there is no database, or one of another version of this code", async () => {
  const missing = join(aFolder(), "none.sqlite");
  expect(await ran("--database", missing)).toMatchObject({ status: 1, err: `${missing}: there is no such database\n` });
  const { file } = await oneOfEach();
  const raw = new Database(file);
  raw.prepare("delete from migration where name = (select max(name) from migration)").run();
  raw.close();
  expect(await ran("--database", file)).toMatchObject({
    status: 1,
    err: expect.stringContaining("Start Kinstep once"),
  });
});

test("is a command of kinstep, and its help says when to run it", async () => {
  expect((await runKinstep(["--help"])).out).toMatch(/^ {2}rescore +score kept answers again after an update$/m);
  expect((await runKinstep(["rescore", "--help"])).out).toContain("Another edition is never scored again");
});
