import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import type { Deps } from "../deps.ts";
import { auditEntry } from "../domain/audit-entry.ts";
import { instantText } from "../domain/calendar.ts";
import { trimmed, writtenProblem } from "../domain/written.ts";
import { importPack, readPack } from "../features/registry/index.ts";
import { type Definition, measureById } from "../measures/index.ts";
import { badData, badUsage, type Command, DONE, type Io } from "./command.ts";
import { openOrMakeDatabase } from "./open-database.ts";
import { quoted } from "./plain-text.ts";

const COMMAND_LINE = "command-line";

const USAGE = `Usage: kinstep wording import <file> --measure <id> --licence <reference> [options]

Takes in the wording of a measure as a new version of its language: a FHIR R4 Questionnaire as JSON, where linkId is the
number of an item, text what it asks, and each answerOption has the code as its ordinal value. Item by item it must be
the measure's; everything that is missing, extra or differs is listed, and then nothing is taken in. It is shown only
on channels that are permitted.

  --measure <id>          which measure ("kinstep measures" lists them)
  --licence <reference>   the holder's permission under which the words may be here
  --database <file>       the database (KINSTEP_DATABASE unless told, else data/kinstep.sqlite)

Exit status: 0 taken in, 1 the file does not fit, 2 bad usage. KINSTEP_SECRET, KINSTEP_AUDIT_KEY and KINSTEP_ORIGIN
must be those that Kinstep is started with.
`;

const OPTIONS = { measure: { type: "string" }, licence: { type: "string" }, database: { type: "string" } } as const;

type Asked = { path: string; definition: Definition; reference: string; database: string };

/** What was asked for, or the sentence of what is wrong with it. */
function readArguments(args: string[], environment: NodeJS.ProcessEnv): Asked | string {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [verb, path, ...more] = positionals;
  if (verb !== "import") return 'say what to do: "import"';
  if (path === undefined || more.length > 0) return "name one file";
  if (values.measure === undefined) return "--measure is missing";
  const definition = measureById(values.measure);
  if (!definition) return `there is no measure ${quoted(values.measure)}; kinstep measures lists them`;
  const reference = trimmed(values.licence ?? "", "one");
  if (reference.length > 200 || writtenProblem(reference, "one") !== null)
    return "--licence must be the holder's reference, of 1 to 200 characters";
  return {
    path,
    definition,
    reference,
    database: values.database ?? environment.KINSTEP_DATABASE ?? "data/kinstep.sqlite",
  };
}

/** Runs `kinstep wording`. */
export async function runWording(args: string[], io: Io, environment: NodeJS.ProcessEnv): Promise<number> {
  let asked: Asked | string;
  try {
    asked = readArguments(args, environment);
  } catch (error) {
    asked = (error as Error).message;
  }
  if (typeof asked === "string") return badUsage(io, "wording", asked);
  try {
    return await importFile(asked, io, environment);
  } catch (error) {
    return badData(io, [(error as Error).message]);
  }
}

async function importFile(asked: Asked, io: Io, environment: NodeJS.ProcessEnv): Promise<number> {
  const { path, definition, database: file } = asked;
  readConfig(environment);
  const pack = readPack(definition, await bytesOf(io, path));
  if (!pack.ok)
    return badData(io, [...pack.error.map((text) => `${path}: ${text}`), `${path}: nothing of it was taken in`]);
  const { deps, database } = await openOrMakeDatabase(file, environment);
  try {
    return await takeIn(deps, asked, pack.value, io);
  } finally {
    database.close();
  }
}

async function bytesOf(io: Io, path: string): Promise<Uint8Array> {
  try {
    return await io.readFile(path);
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new Error(`${path}: ${isGone ? "there is no such file" : "cannot be read"}`);
  }
}

type Pack = Extract<ReturnType<typeof readPack>, { ok: true }>["value"];

async function takeIn(deps: Deps, { path, definition, reference }: Asked, pack: Pack, io: Io): Promise<number> {
  const given = { pack, reference, at: instantText(deps.clock.now()), by: COMMAND_LINE };
  const made = await importPack(deps.db, definition, given);
  if (!made.ok) return badData(io, [`${path}: ${made.error}`]);
  const { language, version, hash, write } = made.value;
  const by = { userId: COMMAND_LINE, role: "none", organisationId: null };
  const fields = { language, version, hash, reference };
  await deps.commit({ ...auditEntry("command", by, "wording", definition.id), fields }, [write]);
  io.out(`${definition.acronym}: ${pack.items.length} items in "${language}" taken in as version ${version}\n`);
  return DONE;
}

export const command: Command = {
  name: "wording",
  summary: "take in the wording of a measure, under the holder's permission",
  usage: USAGE,
  run: (args, io) => runWording(args, io, process.env),
};
