import { allMeasures, measureById, parseDefinition } from "../features/measures/index.ts";
import { BAD_DATA, badData, badUsage, type Command, DONE, type Io } from "./command.ts";
import { textOf } from "./csv.ts";
import { measureText } from "./measures-show.ts";

const USAGE = `Usage: kinstep measures
       kinstep measures show <id>
       kinstep measures check <file.json>

Lists the measures; shows one with every fact, its sources and whether it was read in them (UNVERIFIED where it was
not); or checks the file of a definition and says everything that is wrong with it.

Exit status: 0 done, 1 the definition is wrong, 2 bad usage.
`;

const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

function list(io: Io): number {
  const rows = allMeasures().map(({ id, version, items, scales, title }) => [
    id,
    version,
    items.length > 0 ? String(items.length) : "-",
    scales.length > 0 ? String(scales.length) : "-",
    title,
  ]);
  const table = [["id", "version", "items", "scales", "title"], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]!.length)));
  io.out(table.map((row) => `${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")}\n`).join(""));
  return DONE;
}

function show(id: string, io: Io): number {
  const definition = measureById(id);
  if (!definition)
    return badUsage(io, "measures", `there is no measure ${JSON.stringify(id)}; kinstep measures lists them`);
  io.out(measureText(definition));
  return DONE;
}

async function check(file: string, io: Io): Promise<number> {
  let bytes: Uint8Array;
  try {
    bytes = await io.readFile(file);
  } catch (error) {
    io.err(
      `${file}: ${(error as NodeJS.ErrnoException).code === "ENOENT" ? "there is no such file" : "cannot be read"}\n`,
    );
    return BAD_DATA;
  }
  const text = textOf(bytes);
  if (!text.ok) return badData(io, [`${file}: ${text.error}`]);
  const read = parseDefinition(text.value);
  if (!read.ok)
    return badData(
      io,
      read.error.map(({ path, reason }) => `${file}: ${path}: ${reason}`),
    );
  const { id, version, items, scales } = read.value;
  io.out(`${file}: ${id} ${version} is sound (${counted(items.length, "item")}, ${counted(scales.length, "scale")})\n`);
  return DONE;
}

async function run(args: string[], io: Io): Promise<number> {
  const [verb, subject, ...more] = args;
  if (verb === undefined) return list(io);
  if (verb !== "show" && verb !== "check") return badUsage(io, "measures", `there is no "${verb}"; use show or check`);
  if (subject === undefined) return badUsage(io, "measures", verb === "show" ? "name a measure" : "name a file");
  if (more.length > 0) return badUsage(io, "measures", "one at a time");
  return verb === "show" ? show(subject, io) : check(subject, io);
}

export const command: Command = {
  name: "measures",
  summary: "list measures, or show one with its sources",
  usage: USAGE,
  run,
};
