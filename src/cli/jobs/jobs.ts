import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { listJobRuns } from "../../jobs/job-run-queries.ts";
import { badUsage, type Command, DONE, type Io } from "../command.ts";
import { openDatabase } from "../open-database.ts";

const USAGE = `Usage: kinstep jobs [--database <file>]

Lists what the timer does without anybody asking: how often, when it was last done, and what it failed with since.

  --database <file>   the database (KINSTEP_DATABASE unless told, else data/kinstep.sqlite)

KINSTEP_SECRET, KINSTEP_AUDIT_KEY and KINSTEP_ORIGIN must be those that Kinstep is started with.
`;

const HEAD = ["job", "every", "last done", "failed with"];

/** The rows in columns, each as wide as its widest cell. */
const inColumns = (rows: readonly string[][]): string => {
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
};

export const command: Command = {
  name: "jobs",
  summary: "list what the timer does, and when it last did",
  usage: USAGE,
  run: (args, io) => runJobs(args, io, process.env),
};

/** The list, from the database that was named; or that no timer has gone off on it yet. Exit status 2 where there is none. */
export async function runJobs(args: string[], io: Io, environment: NodeJS.ProcessEnv): Promise<number> {
  const { values } = parseArgs({ args, options: { database: { type: "string" } } });
  const file = values.database ?? environment.KINSTEP_DATABASE ?? "data/kinstep.sqlite";
  if (!existsSync(file)) return badUsage(io, "jobs", `there is no database ${file}`);
  const { database } = await openDatabase(file, environment);
  try {
    const rows = (await listJobRuns(database.db)).map((run) => [
      run.name,
      `${run.every_minutes} min`,
      run.last_ok ?? "never",
      run.last_error ? `${run.last_error} (${run.error_at})` : "",
    ]);
    io.out(rows.length > 0 ? inColumns([HEAD, ...rows]) : "The timer has not gone off on this database yet.\n");
    return DONE;
  } finally {
    database.close();
  }
}
