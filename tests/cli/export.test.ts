import { join } from "node:path";
import { expect, test } from "vitest";
import { command, runExport } from "../../src/cli/export/export.ts";
import { allMeasures } from "../../src/measures/index.ts";
import { fhirProblems } from "../fhir/validator.ts";
import { anAssessment, aResponse } from "../support/assessment-factories.ts";
import { fileDatabase } from "../support/file-database.ts";
import { CONFIG } from "../support/hosts.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { run as runKinstep } from "./analyse-run.ts";
import { aFile, aFolder, run } from "./score-run.ts";

const ENVIRONMENT = {
  KINSTEP_SECRET: CONFIG.secret,
  KINSTEP_AUDIT_KEY: CONFIG.auditKey,
  KINSTEP_ORIGIN: CONFIG.origin,
};

/** Runs it with these settings and no others of the machine's. */
async function ran(environment: NodeJS.ProcessEnv, ...args: string[]) {
  return run({ ...command, run: (given, io) => runExport(given, io, environment) }, ...args);
}

const oneAnswered = () =>
  fileDatabase(join(aFolder(), "kinstep.sqlite"), async (t) => {
    const who = await anEnrolment(t, { run: await aRun(t) });
    const [answered, waiting] = [
      await anAssessment(t, who, { measureId: "phq-9" }),
      await anAssessment(t, who, { measureId: "bpses" }),
    ];
    await aResponse(t, answered, [1, 1, 1, 1, 1, 1, 1, 1, 0]);
    return { answered: answered.id, waiting: waiting.id, familyId: who.familyId };
  });

test.each(allMeasures().map(({ id }) => id))("prints %s as a valid Questionnaire, without a database", async (id) => {
  const { status, out } = await ran({}, "fhir", "--measure", id);
  expect(status).toBe(0);
  expect(out).toMatch(/\}\n$/);
  expect(fhirProblems(JSON.parse(out))).toEqual([]);
});

test("prints an answered assessment as a valid Bundle, and writes that to the trail", async () => {
  const { file, made } = await oneAnswered();
  const { status, out } = await ran(ENVIRONMENT, "fhir", "--assessment", made.answered, "--database", file);
  expect(status).toBe(0);
  expect(fhirProblems(JSON.parse(out))).toEqual([]);
  expect(JSON.parse(out).entry.at(-1).resource).toMatchObject({ valueQuantity: { value: 8 } });
  const { default: Database } = await import("better-sqlite3");
  const row = new Database(file, { readonly: true })
    .prepare("select actor_id, subject_id, family_id from audit where verb = 'export'")
    .all();
  expect(row).toEqual([{ actor_id: "command-line", subject_id: made.answered, family_id: made.familyId }]);
});

test("says so where there are no answers, no such assessment, no such database, or no settings", async () => {
  const { file, made } = await oneAnswered();
  const none = "00000000-0000-7000-8009-000000000001";
  for (const id of [made.waiting, none])
    expect(await ran(ENVIRONMENT, "fhir", "--assessment", id, "--database", file)).toEqual({
      status: 1,
      out: "",
      err: `There is no assessment "${id}" with answers that can be exported\n`,
    });
  const missing = join(aFolder(), "none.sqlite");
  expect(await ran(ENVIRONMENT, "fhir", "--assessment", none, "--database", missing)).toMatchObject({
    status: 1,
    err: `${missing}: there is no such database\n`,
  });
  const unset = await ran({}, "fhir", "--assessment", made.answered, "--database", file);
  expect(unset).toMatchObject({ status: 1, out: "", err: expect.stringContaining("KINSTEP_SECRET is not set") });
  const strange = await ran(ENVIRONMENT, "fhir", "--assessment", none, "--database", aFile("id,i1\n"));
  expect([strange.status, strange.out]).toEqual([1, ""]);
});

test.each([
  [[], 'say which format: "fhir"'],
  [["pdf"], 'say which format: "fhir"'],
  [["fhir"], "give either --measure or --assessment"],
  [["fhir", "--measure", "gad-7", "--assessment", "x"], "give either --measure or --assessment"],
  [["fhir", "--measure", "gad-7", "--database", "x"], "--measure needs no --database"],
  [["fhir", "--measure", "__proto__"], 'there is no measure "__proto__"'],
  [["fhir", "--colour"], "--colour"],
])("bad usage: %j", async (args, says) => {
  expect(await ran(ENVIRONMENT, ...args)).toMatchObject({ status: 2, out: "", err: expect.stringContaining(says) });
});

test("is a command of kinstep, and its help says what comes out", async () => {
  expect((await runKinstep(["--help"])).out).toMatch(
    /^ {2}export +print a measure or an answered assessment as FHIR R4$/m,
  );
  expect((await runKinstep(["export", "--help"])).out).toContain("kinstep export fhir --assessment <id>");
  expect(JSON.parse((await runKinstep(["export", "fhir", "--measure", "gad-7"])).out)).toMatchObject({ id: "gad-7" });
});
