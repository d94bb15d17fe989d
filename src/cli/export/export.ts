import { parseArgs } from "node:util";
import { BEHAVIOURS_ASKED, questionnaireOf } from "../../features/fhir/index.ts";
import { measureById } from "../../measures/index.ts";
import { badData, badUsage, type Command, DONE, type Io } from "../command.ts";
import { quoted } from "../plain-text.ts";
import { exportAssessment } from "./export-assessment.ts";

const USAGE = `Usage: kinstep export fhir --measure <id>
       kinstep export fhir --assessment <id> [--database <file>]

Prints FHIR R4 (4.0.1) as JSON.

  --measure <id>      the Questionnaire of a measure: item numbers, answer codes with their points, when an item is
                      asked, SNOMED CT and LOINC codes. It holds no wording of a standardised measure; our own
                      short labels stand in extensions. Needs no database
  --assessment <id>   a Bundle of one answered assessment: its Questionnaire, the QuestionnaireResponse, and an
                      Observation a scale. People are told apart by id and never named
  --database <file>   the database (KINSTEP_DATABASE unless told, else data/kinstep.sqlite)

An assessment's export is written to the audit trail: KINSTEP_SECRET and KINSTEP_AUDIT_KEY must be those that Kinstep
is started with.

Exit status: 0 done, 1 there is no such assessment with answers, 2 bad usage.
`;

const OPTIONS = {
  measure: { type: "string" },
  assessment: { type: "string" },
  database: { type: "string" },
} as const;

type Asked = { measure: string } | { assessment: string; file: string };

/** What was asked for, or the sentence of what is wrong with it. */
function readArguments(args: string[], environment: NodeJS.ProcessEnv): Asked | string {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length !== 1 || positionals[0] !== "fhir") return 'say which format: "fhir"';
  const { measure, assessment, database } = values;
  if ((measure === undefined) === (assessment === undefined)) return "give either --measure or --assessment";
  if (measure !== undefined) return database === undefined ? { measure } : "--measure needs no --database";
  return { assessment: assessment!, file: database ?? environment.KINSTEP_DATABASE ?? "data/kinstep.sqlite" };
}

const print = (io: Io, resource: object): number => {
  io.out(`${JSON.stringify(resource, null, 2)}\n`);
  return DONE;
};

/** Runs `kinstep export`. Exit status 2 for a wrong call or measure, 1 when the assessment is not to be had. */
export async function runExport(args: string[], io: Io, environment: NodeJS.ProcessEnv): Promise<number> {
  let asked: Asked | string;
  try {
    asked = readArguments(args, environment);
  } catch (error) {
    asked = (error as Error).message;
  }
  if (typeof asked === "string") return badUsage(io, "export", asked);
  if ("measure" in asked) {
    const definition = measureById(asked.measure);
    if (definition) return print(io, questionnaireOf(definition, { behaviours: BEHAVIOURS_ASKED }));
    return badUsage(io, "export", `there is no measure ${quoted(asked.measure)}; kinstep measures lists them`);
  }
  try {
    return print(io, await exportAssessment(asked.assessment, asked.file, environment));
  } catch (error) {
    return badData(io, [(error as Error).message]);
  }
}

export const command: Command = {
  name: "export",
  summary: "print a measure or an answered assessment as FHIR R4",
  usage: USAGE,
  run: (args, io) => runExport(args, io, process.env),
};
