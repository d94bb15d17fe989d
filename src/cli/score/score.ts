import { parseArgs } from "node:util";
import { err, ok, type Result } from "../../domain/result.ts";
import { type Definition, measureById, unverifiedScales } from "../../measures/index.ts";
import { BAD_DATA, badUsage, type Command, DONE, type Io } from "../command.ts";
import { isSameFile, openWhole, readPieces, type Sink, type Take } from "./score-file.ts";
import { linesOf, type Shape } from "./score-lines.ts";
import { type Progress, progressBar } from "./score-progress.ts";
import { ResponseReader } from "./score-reader.ts";
import { ScoreWriter } from "./score-writer.ts";

const USAGE = `Usage: kinstep score <measure-id> <responses.csv> [options]

Scores a spreadsheet of answers to a measure ("kinstep measures" lists them).

  responses.csv       the columns id, i1, i2, ... by item number; a blank cell is a missing answer, never a zero.
                      Give a scale all its items' columns or none: one without columns is left out.

  --layout <layout>   long (default): a row for each id and scale, with band, answered of items, prorated, and the
                      reason where there is no score; wide: a row for each id, a column for each scale
  --format <format>   csv (default) or json
  --out <file>        write there instead of on the screen
  --help              this text

A wrong value stops it: every wrong row is listed as file:line and nothing is written. In CSV output an id that a
spreadsheet would take for a formula has an apostrophe in front; numbers are never changed.
Exit status: 0 done, 1 bad data, 2 bad usage.
`;

type Request = { definition: Definition; input: string; out: string | undefined; shape: Shape };

const oneOf = <T extends string>(option: string, known: readonly T[], given: string | undefined): Result<T, string> => {
  const found = given === undefined ? known[0] : known.find((one) => one === given);
  return found ? ok(found) : err(`--${option} must be ${known.join(" or ")}, not ${JSON.stringify(given)}`);
};

function measureOf(id: string): Result<Definition, string> {
  const definition = measureById(id);
  if (!definition) return err(`there is no measure ${JSON.stringify(id)}; kinstep measures lists them`);
  if (definition.kind === "totals")
    return err(`${id} is only totals typed from the owner's form: there are no items to score`);
  return definition.scales.length > 0 ? ok(definition) : err(`${id} is never totalled, so there is nothing to score`);
}

const OPTIONS = { layout: { type: "string" }, format: { type: "string" }, out: { type: "string" } } as const;

function requestOf(args: string[]): Result<Request, string> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [id, input, ...more] = positionals;
  if (id === undefined || input === undefined) return err("name the measure and the file of answers");
  if (more.length > 0) return err("one file at a time");
  const definition = measureOf(id);
  if (!definition.ok) return definition;
  const layout = oneOf("layout", ["long", "wide"], values.layout);
  if (!layout.ok) return layout;
  const format = oneOf("format", ["csv", "json"], values.format);
  if (!format.ok) return format;
  if (values.out === "") return err("--out needs the name of a file");
  if (values.out !== undefined && isSameFile(values.out, input)) return err("--out would overwrite the answers");
  return ok({
    definition: definition.value,
    input,
    out: values.out,
    shape: { format: format.value, layout: layout.value },
  });
}

/** parseArgs throws on an unknown option or a missing value: that is bad usage, said in its words. */
function parse(args: string[]): Result<Request, string> {
  try {
    return requestOf(args);
  } catch (error) {
    return err((error as Error).message.split(". ")[0] ?? "bad options");
  }
}

const REASONS: Record<string, string> = {
  ENOENT: "there is no such file or folder",
  EISDIR: "is a folder",
  EACCES: "no permission",
  ENOSPC: "the disk is full",
};

const reasonOf = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return REASONS[code] ?? message;
};

/** Tells problems a line each, many at a time, and counts them. */
class Complaints {
  count = 0;
  #told = "";
  readonly #io: Io;

  constructor(io: Io) {
    this.#io = io;
  }

  add(line: string): void {
    this.count++;
    this.#told += `${line}\n`;
    if (this.#told.length > 65_536) this.tell();
  }

  tell(): void {
    if (this.#told !== "") this.#io.err(this.#told);
    this.#told = "";
  }
}

/** Reads the whole file, or as far as it can be read; problems are told as they are met. */
async function readAnswers({ definition, input }: Request, complaints: Complaints, io: Io, progress: Progress) {
  const reader = new ResponseReader(definition, (line, problem) => complaints.add(`${input}:${line}: ${problem}`));
  const take: Take = (buffer, end, last) => {
    const rest = reader.read(buffer, end, last);
    return reader.stopped ? "stop" : rest;
  };
  await readPieces(input, take, (bytes, size) => {
    progress.of(bytes, size, "read");
    return io.drained?.();
  });
  if (!reader.columns && complaints.count === 0) complaints.add(`${input}: has no first row of column names`);
  complaints.tell();
  return reader;
}

const toScreen = (io: Io): Sink => {
  const decoder = new TextDecoder();
  return {
    write: (bytes) => io.out(decoder.decode(bytes)),
    taken: async () => io.drained?.(),
    finish: () => {},
    abandon: () => {},
  };
};

async function writeScores(request: Request, reader: ResponseReader, io: Io, progress: Progress): Promise<void> {
  const { out, shape } = request;
  const { columns, table } = reader;
  if (!columns || !table) return;
  const sink = out === undefined ? toScreen(io) : openWhole(out);
  try {
    const rows = table.blocks.reduce((sum, block) => sum + block.rows, 0);
    const writer = new ScoreWriter(columns.scorer, linesOf(columns.scorer, shape), shape, sink);
    await writer.write(table, (done) => progress.of(done, rows, "scored"));
  } catch (error) {
    sink.abandon();
    throw error;
  }
  sink.finish();
}

/** What of the scores rests on facts that nobody has read in their source; nothing where all were. */
function unverifiedSaid(definition: Definition): string {
  const lines = unverifiedScales(definition).map((line) => `  ${line}\n`);
  return lines.length === 0
    ? ""
    : `Not verified in their sources (kinstep measures show ${definition.id}):\n${lines.join("")}`;
}

async function run(args: string[], io: Io): Promise<number> {
  const request = parse(args);
  if (!request.ok) return badUsage(io, "score", request.error);
  const { input, out } = request.value;
  const progress = progressBar(out !== undefined || !io.isTerminal);
  let busyWith = input;
  try {
    const complaints = new Complaints(io);
    const reader = await readAnswers(request.value, complaints, io, progress);
    if (complaints.count > 0 || !reader.columns) return BAD_DATA;
    busyWith = out ?? "output";
    await writeScores(request.value, reader, io, progress);
    const { leftOut } = reader.columns;
    io.err(unverifiedSaid(request.value.definition));
    if (leftOut.length > 0) io.err(`Left out, for want of columns: ${leftOut.join(", ")}\n`);
    return DONE;
  } catch (error) {
    io.err(`${busyWith}: ${reasonOf(error)}\n`);
    return BAD_DATA;
  } finally {
    progress.stop();
  }
}

export const command: Command = { name: "score", summary: "score a file of answers to a measure", usage: USAGE, run };
