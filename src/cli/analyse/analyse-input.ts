import { err, ok, type Result } from "../../domain/result.ts";
import { textOf } from "../../files/csv-reading.ts";
import type { Io } from "../command.ts";
import { printable, quoted } from "../plain-text.ts";
import { checkConfig, readJson } from "./analyse-config.ts";
import { readPairs } from "./analyse-pairs.ts";
import type { Request } from "./analyse-request.ts";
import { readStudy, type Study } from "./analyse-study.ts";

const REASONS: Record<string, string> = { ENOENT: "there is no such file", EISDIR: "is a folder" };

/** The text of a file, or why there is none. */
async function readText(io: Io, path: string): Promise<Result<string, string[]>> {
  try {
    const text = textOf(await io.readFile(path));
    return text.ok ? text : err([text.error]);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    return err([REASONS[code] ?? `cannot be read (${code})`]);
  }
}

/** Problems with the file they are in: "pairs.csv:14: ..." where they have a line, else "pairs.csv: ...". */
const inFile = (path: string, problems: readonly string[]) =>
  problems.map((problem) => `${printable(path)}:${/^\d+: /.test(problem) ? "" : " "}${problem}`);

/** Applies a reader to the text of a file; every problem names the file. */
async function readAs<T>(
  io: Io,
  path: string,
  read: (text: string) => Result<T, string[]>,
): Promise<Result<T, string[]>> {
  const text = await readText(io, path);
  const value = text.ok ? read(text.value) : text;
  return value.ok ? value : err(inFile(path, value.error));
}

const readConfig = (text: string) => {
  const json = readJson(text);
  return json.ok ? checkConfig(json.value) : err([json.error]);
};

async function readSpreadsheet(io: Io, input: string, settings: string): Promise<Result<Study, string[]>> {
  const [config, pairs] = await Promise.all([readAs(io, settings, readConfig), readAs(io, input, readPairs)]);
  if (!config.ok || !pairs.ok) return err([...(config.ok ? [] : config.error), ...(pairs.ok ? [] : pairs.error)]);
  for (const name of pairs.value.unused) io.err(`${input}: the column ${quoted(name)} is not used\n`);
  return ok({ records: pairs.value.records, ...config.value });
}

/** Reads what is to be analysed. Everything that is wrong is listed; what was not understood is said on the error side. */
export async function readInput(io: Io, { input, config }: Request): Promise<Result<Study, string[]>> {
  const study = config === undefined ? await readAs(io, input, readStudy) : await readSpreadsheet(io, input, config);
  if (!study.ok) return study;
  for (const name of study.value.unknown)
    io.err(`${config ?? input}: the setting ${name} is not known and was left out\n`);
  return study;
}
