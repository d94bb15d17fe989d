import { basename } from "node:path";
import { textOf } from "../../files/text-encoding.ts";
import { allMeasures, type Definition, factsOf, measureById, parseDefinition } from "../../measures/index.ts";
import { badData, badUsage, type Command, DONE, type Io } from "../command.ts";
import { measureText } from "./measures-show.ts";

const USAGE = `Usage: kinstep measures
       kinstep measures show <id>
       kinstep measures check <file.json>...

Lists the measures, and which are on from the start (an administrator switches them in the app); shows one with every fact, its sources and
whether it was read in them (UNVERIFIED where it was not); or checks files of definitions: says everything that is
wrong with them, and of a sound one which facts nobody has read in a source yet.

Exit status: 0 done, 1 the definition is wrong, 2 bad usage.
`;

const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? "" : "s"}`;

function list(io: Io): number {
  const rows = allMeasures().map(({ id, version, active, items, scales, title }) => [
    id,
    version,
    active ? "on" : "off",
    items.length > 0 ? String(items.length) : "-",
    scales.length > 0 ? String(scales.length) : "-",
    title,
  ]);
  const table = [["id", "version", "start", "items", "scales", "title"], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => row[column]!.length)));
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

/** What a sound definition holds, and the places of the facts that were read in no source. */
function soundText(file: string, definition: Definition): string {
  const { id, version, kind, items, scales } = definition;
  const holds =
    kind === "totals"
      ? counted(scales.length, "typed total")
      : `${counted(items.length, "item")}, ${counted(scales.length, "scale")}`;
  const unread = factsOf(definition).filter(({ fact }) => fact.status === "unverified");
  const list = unread.length === 0 ? "" : `  unverified: ${unread.map(({ path }) => path).join(", ")}\n`;
  return `${file}: ${id} ${version} is sound (${holds})\n${list}`;
}

async function check(file: string, io: Io): Promise<number> {
  let bytes: Uint8Array;
  try {
    bytes = await io.readFile(file);
  } catch (error) {
    const isAbsent = (error as NodeJS.ErrnoException).code === "ENOENT";
    return badData(io, [`${file}: ${isAbsent ? "there is no such file" : "cannot be read"}`]);
  }
  const text = textOf(bytes);
  if (!text.ok) return badData(io, [`${file}: ${text.error}`]);
  const read = parseDefinition(text.value);
  if (!read.ok) {
    const problems = read.error.map(({ path, reason }) => `${file}: ${path}: ${reason}`);
    return badData(io, problems);
  }
  const { id } = read.value;
  if (basename(file) !== `${id}.json`) return badData(io, [`${file}: id: "${id}" is not the file's name`]);
  io.out(soundText(file, read.value));
  return DONE;
}

/** Checks every file, so that one wrong does not hide another. */
async function checkAll(files: readonly string[], io: Io): Promise<number> {
  let status = DONE;
  for (const file of files) status = Math.max(status, await check(file, io));
  return status;
}

async function run(args: string[], io: Io): Promise<number> {
  const [verb, subject, ...more] = args;
  if (verb === undefined) return list(io);
  if (verb !== "show" && verb !== "check") return badUsage(io, "measures", `there is no "${verb}"; use show or check`);
  if (subject === undefined) return badUsage(io, "measures", verb === "show" ? "name a measure" : "name a file");
  if (verb === "check") return checkAll([subject, ...more], io);
  return more.length > 0 ? badUsage(io, "measures", "one at a time") : show(subject, io);
}

export const command: Command = {
  name: "measures",
  summary: "list measures, or show one with its sources",
  usage: USAGE,
  run,
};
