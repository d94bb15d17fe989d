import { basename } from "node:path";
import { analysePrePost } from "../../statistics/prepost.ts";
import { BAD_DATA, badData, badUsage, type Command, DONE, type Io } from "../command.ts";
import { readInput } from "./analyse-input.ts";
import { reportOf } from "./analyse-report.ts";
import { type Format, readRequest } from "./analyse-request.ts";
import type { Study } from "./analyse-study.ts";
import { reportText } from "./analyse-text.ts";

const USAGE = `Usage: kinstep analyse <pairs.csv> --config <config.json> [options]
       kinstep analyse <study.json> [options]

Compares scores before and after: who answered, change with its interval, effect sizes, reliable change,
crossing a cut-off. The caveats are always part of the answer.

  pairs.csv     a spreadsheet saved as CSV with the columns id, pre, post; a blank score is missing
  study.json    one file with kind "prepost", config, and data (columns and rows)

  --config <file>     the settings of the scale, as JSON:
                        dir       1 where higher is better, -1 where lower is better (required)
                        r, sd_rci reliability and its SD for reliable change (or "sample_pre")
                        norm      {"mean", "sd"} of people without difficulties; clin: of a clinical group
                        cutoff    {"value": number or "a", "b", "c", "clinical": "ge", "gt", "le" or "lt"}
                        mid       minimal important difference
                        title, source, licence: told with the result
  --format <format>   text (default), json (every number, unrounded) or html (one page, with charts)
  --out <file>        write there instead of on the screen
  --help              this text

Exit status: 0 done, 1 bad data (everything that is wrong is listed, nothing is written), 2 bad usage.
`;

/** The analysis in the format asked for. Pages load their templates only when one is asked for. */
async function rendered({ records, config }: Study, name: string, format: Format): Promise<string> {
  const result = analysePrePost(records, config);
  if (format === "json") return `${JSON.stringify(result, null, 1)}\n`;
  const report = reportOf(records, result, config, name);
  if (format === "text") return reportText(report);
  const { reportPage } = await import("./analyse-html.ts");
  return reportPage(report, records, result, config);
}

async function deliver(io: Io, text: string, out: string | undefined): Promise<number> {
  if (out === undefined) {
    io.out(text);
    return DONE;
  }
  try {
    await io.writeFile(out, text);
    return DONE;
  } catch (error) {
    io.err(`${out}: cannot be written (${(error as NodeJS.ErrnoException).code})\n`);
    return BAD_DATA;
  }
}

async function run(args: string[], io: Io): Promise<number> {
  const request = readRequest(args);
  if (!request.ok) return badUsage(io, "analyse", request.error);
  const study = await readInput(io, request.value);
  if (!study.ok) return badData(io, study.error);
  const text = await rendered(study.value, basename(request.value.input), request.value.format);
  return deliver(io, text, request.value.out);
}

export const command: Command = { name: "analyse", summary: "analyse scores before and after", usage: USAGE, run };
