import { parseArgs } from "node:util";
import type { Deps } from "../../deps.ts";
import {
  countWaiting,
  type Installed,
  installedMeasures,
  scoreAgainInSteps,
} from "../../features/questionnaires/index.ts";
import { measureById } from "../../measures/index.ts";
import { BAD_DATA, badData, badUsage, type Command, DONE, type Io } from "../command.ts";
import { openDatabase } from "../open-database.ts";
import { quoted } from "../plain-text.ts";
import { progressBar } from "../score/score-progress.ts";
import { type Format, heading, lineOf, notScoredLine, type Tally, tallySaid } from "./rescore-text.ts";

const BY = { userId: "command-line", role: "none", organisationId: null };

const USAGE = `Usage: kinstep rescore [--database <file>] [--measure <id>] [--dry-run] [--format text|csv]

Scores kept answers again, where another revision of the same edition or another scorer scored them than is installed
now: after an update that changed a band, a source or the scorer. The scores that were there stay; the new ones stand
beside them. Another edition is never scored again. Prints every scale whose score or band is another one since, by
the id of its assessment and never by a name. Nothing is asked again, no concern is raised and no window moves.

  --database <file>   the database (KINSTEP_DATABASE unless told, else data/kinstep.sqlite)
  --measure <id>      only this measure
  --dry-run           only tell what would change
  --format text|csv   how the list is printed (text unless told)

It may run while Kinstep does. When it is stopped half way, what it did stays: run it again and it goes on. With
nothing left it does nothing. Every step is in the audit trail, that of --dry-run too.

Exit status: 0 done, 1 something could not be scored again, 2 bad usage. KINSTEP_SECRET, KINSTEP_AUDIT_KEY and
KINSTEP_ORIGIN must be those that Kinstep is started with.
`;

const OPTIONS = {
  database: { type: "string" },
  measure: { type: "string" },
  "dry-run": { type: "boolean", default: false },
  format: { type: "string", default: "text" },
} as const;

type Asked = { file: string; installed: Installed[]; isDry: boolean; format: Format };

/** What was asked for, or the sentence of what is wrong with it. */
function readArguments(args: string[], environment: NodeJS.ProcessEnv): Asked | string {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { measure, format } = values;
  if (format !== "text" && format !== "csv") return `--format ${quoted(format)} is not text or csv`;
  const definition = measure === undefined ? undefined : measureById(measure);
  if (measure !== undefined && !definition)
    return `there is no measure ${quoted(measure)}; kinstep measures lists them`;
  return {
    file: values.database ?? environment.KINSTEP_DATABASE ?? "data/kinstep.sqlite",
    installed: installedMeasures(definition && [definition]),
    isDry: values["dry-run"],
    format,
  };
}

/** Runs `kinstep rescore`. */
export async function runRescore(args: string[], io: Io, environment: NodeJS.ProcessEnv): Promise<number> {
  let asked: Asked | string;
  try {
    asked = readArguments(args, environment);
  } catch (error) {
    asked = (error as Error).message;
  }
  if (typeof asked === "string") return badUsage(io, "rescore", asked);
  try {
    return await rescoreFile(asked, io, environment);
  } catch (error) {
    return badData(io, [(error as Error).message]);
  }
}

async function rescoreFile(asked: Asked, io: Io, environment: NodeJS.ProcessEnv): Promise<number> {
  const { file } = asked;
  const { deps, database } = await openDatabase(file, environment);
  try {
    if ((await deps.health()).migrations !== "well")
      throw new Error(`${file}: is not at the version of this code. Start Kinstep once with it, then run this again.`);
    return await rescoreAndTell(deps, asked, io);
  } finally {
    database.close();
  }
}

/** Scores again step by step and tells as it goes, so that what was done is told also when it stops half way. */
export async function rescoreAndTell(
  deps: Pick<Deps, "db" | "commit" | "newId" | "clock">,
  { installed, isDry, format }: Omit<Asked, "file">,
  io: Pick<Io, "out" | "err" | "isTerminal">,
): Promise<number> {
  const waiting = (await countWaiting(deps.db, installed, Number.MAX_SAFE_INTEGER - 1)).reduce(
    (sum, { sheets }) => sum + sheets,
    0,
  );
  const tally: Tally = { again: 0, scales: 0, bands: 0, notScored: 0 };
  const bar = progressBar(true);
  // On a terminal the bar stands where the list would: there the list comes when the bar has gone.
  let later = "";
  const tell = (text: string) => {
    if (io.isTerminal) later += text;
    else io.out(text);
  };
  tell(heading(format));
  try {
    for await (const step of scoreAgainInSteps(deps, { by: BY, verb: "command", installed, isDry })) {
      tally.again += step.again;
      tally.scales += step.moves.length;
      tally.bands += step.moves.filter(({ isBand }) => isBand).length;
      tally.notScored += step.notScored.length;
      tell(step.moves.map((move) => lineOf(format, move)).join(""));
      io.err(step.notScored.map(notScoredLine).join(""));
      bar.of(tally.again + tally.notScored, waiting, "scored");
    }
  } catch (error) {
    bar.stop();
    io.out(later);
    io.err(`${tallySaid(tally, isDry)}It stopped half way: what was scored stays. Run it again and it goes on.\n`);
    throw error;
  }
  bar.stop();
  io.out(later);
  (format === "csv" ? io.err : io.out)(tallySaid(tally, isDry));
  return tally.notScored > 0 ? BAD_DATA : DONE;
}

export const command: Command = {
  name: "rescore",
  summary: "score kept answers again after an update",
  usage: USAGE,
  run: (args, io) => runRescore(args, io, process.env),
};
