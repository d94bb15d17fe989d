import { err, ok, type Result } from "../../domain/result.ts";
import { textOf } from "../../files/text-encoding.ts";
import type { Io } from "../command.ts";
import { printable, quoted } from "../plain-text.ts";
import { checkConfig, readJson } from "./analyse-config.ts";
import { readPairs } from "./analyse-pairs.ts";
import type { Request } from "./analyse-request.ts";
import { readStudy, type Study } from "./analyse-study.ts";

const REASONS: Record<string, string> = { ENOENT: "there is no such file", EISDIR: "is a folder" };

/** The bytes of a file, or why there are none. */
async function readBytes(io: Io, path: string): Promise<Result<Uint8Array, string[]>> {
  try {
    return ok(await io.readFile(path));
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    return err([REASONS[code] ?? `cannot be read (${code})`]);
  }
}

/** Problems with the file they are in: "pairs.csv:14: ..." where they have a line, else "pairs.csv: ...". */
const inFile = (path: string, problems: readonly string[]) =>
  problems.map((problem) => `${printable(path)}:${/^\d+: /.test(problem) ? "" : " "}${problem}`);

/** Applies a reader to the bytes of a file; every problem names the file. */
async function readAs<T>(
  io: Io,
  path: string,
  read: (bytes: Uint8Array) => Result<T, string[]>,
): Promise<Result<T, string[]>> {
  const bytes = await readBytes(io, path);
  const value = bytes.ok ? read(bytes.value) : bytes;
  return value.ok ? value : err(inFile(path, value.error));
}

/** A reader of text as a reader of bytes. */
const ofText =
  <T>(read: (text: string) => Result<T, string[]>) =>
  (bytes: Uint8Array): Result<T, string[]> => {
    const text = textOf(bytes);
    return text.ok ? read(text.value) : err([text.error]);
  };

const readConfig = ofText((text) => {
  const json = readJson(text);
  return json.ok ? checkConfig(json.value) : err([json.error]);
});

async function readSpreadsheet(io: Io, input: string, settings: string): Promise<Result<Study, string[]>> {
  const [config, pairs] = await Promise.all([readAs(io, settings, readConfig), readAs(io, input, readPairs)]);
  if (!config.ok || !pairs.ok) return err([...(config.ok ? [] : config.error), ...(pairs.ok ? [] : pairs.error)]);
  for (const name of pairs.value.unused) io.err(`${input}: the column ${quoted(name)} is not used\n`);
  return ok({ records: pairs.value.records, ...config.value });
}

/** Reads what is to be analysed. Everything that is wrong is listed; what was not understood is said on the error side. */
export async function readInput(io: Io, { input, config }: Request): Promise<Result<Study, string[]>> {
  const study =
    config === undefined ? await readAs(io, input, ofText(readStudy)) : await readSpreadsheet(io, input, config);
  if (!study.ok) return study;
  for (const name of study.value.unknown)
    io.err(`${config ?? input}: the setting ${name} is not known and was left out\n`);
  return study;
}
