import { parseArgs } from "node:util";
import { err, ok, type Result } from "../../domain/result.ts";

const FORMATS = ["text", "json", "html"] as const;
export type Format = (typeof FORMATS)[number];

/** What was asked for. A CSV file comes with its config, a study file holds its own. */
export type Request = { input: string; config?: string; format: Format; out?: string };

function requestOf(args: string[]): Result<Request, string> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { config: { type: "string" }, format: { type: "string" }, out: { type: "string" } },
  });
  const [input, ...more] = positionals;
  const format = FORMATS.find((known) => known === (values.format ?? "text"));
  if (input === undefined) return err("name the file to analyse");
  if (more.length > 0) return err(`one file at a time, not ${positionals.length}`);
  if (!format) return err(`--format must be ${FORMATS.join(", ")}, not ${JSON.stringify(values.format)}`);
  const isStudy = /\.json$/i.test(input);
  if (isStudy && values.config !== undefined) return err("a study file has its own config; leave --config out");
  if (!isStudy && values.config === undefined) return err("a CSV file needs --config with the settings of its scale");
  if (values.out === input || (values.out && values.out === values.config))
    return err("--out would overwrite what is read");
  return ok({ input, config: values.config, format, out: values.out });
}

/** What the arguments ask for; parseArgs throws on an unknown option or a missing value, which is said in its words. */
export function readRequest(args: string[]): Result<Request, string> {
  try {
    return requestOf(args);
  } catch (error) {
    return err((error as Error).message.split(". ")[0] ?? "bad options");
  }
}
