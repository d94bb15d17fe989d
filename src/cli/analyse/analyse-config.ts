import { z } from "zod";
import { err, ok, type Result } from "../../domain/result.ts";
import type { PrePostConfig } from "../../statistics/prepost-config.ts";
import { printable, quoted } from "../plain-text.ts";

/** Beyond this a setting is a slip of the keyboard, and results would overflow. */
const LARGEST = 1e12;

const number = z.number({ error: "must be a number" }).min(-LARGEST, "is too large").max(LARGEST, "is too large");
const positive = number.positive("must be above 0");

const group = (who: string) =>
  z.object({ mean: number, sd: positive }, { error: `must be {"mean": ..., "sd": ...} of ${who}` });

const cutoff = z.object(
  {
    value: z.union([number, z.enum(["a", "b", "c"])], { error: 'must be a number, "a", "b" or "c"' }),
    clinical: z.enum(["ge", "gt", "le", "lt"], {
      error: 'must say which side is the clinical range: "ge", "gt", "le" or "lt"',
    }),
  },
  { error: 'must be {"value": ..., "clinical": ...}' },
);

const text = z.string({ error: "must be text" });

const schema = z.object(
  {
    dir: z.union([z.literal(1), z.literal(-1)], { error: "must be 1 (higher is better) or -1 (lower is better)" }),
    r: number.min(0, "must be at least 0").lt(1, "must be below 1: no scale is perfectly reliable").nullish(),
    sd_rci: z
      .union([number.nonnegative(), z.literal("sample_pre")], { error: 'must be 0 or more, or "sample_pre"' })
      .nullish(),
    norm: group("a reference group without difficulties").nullish(),
    clin: group("a clinical group").nullish(),
    cutoff: cutoff.nullish(),
    mid: positive.nullish(),
    title: text.nullish(),
    source: text.nullish(),
    licence: text.nullish(),
  },
  { error: 'must be an object of settings, such as {"dir": -1}' },
);

/** The settings of an analysis, with what goes with the data wherever it is shown. */
export type AnalysisConfig = PrePostConfig & { title?: string | null; source?: string | null; licence?: string | null };

/** The settings that were understood, and the names of those that were not. */
export type ReadConfig = { config: AnalysisConfig; unknown: string[] };

const KNOWN: readonly string[] = Object.keys(schema.shape);

/** Reads JSON, or says in one sentence why it is none. */
export function readJson(source: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(source));
  } catch (error) {
    return err(`is not JSON: ${printable((error as Error).message)}`);
  }
}

/** Checks the settings of a before-and-after analysis; every problem in a sentence, "cutoff.value: must be ...". */
export function checkConfig(value: unknown): Result<ReadConfig, string[]> {
  const checked = schema.safeParse(value);
  if (!checked.success) {
    return err(
      checked.error.issues.map(({ path, message }) => `${path.length > 0 ? `${path.join(".")}: ` : ""}${message}`),
    );
  }
  const unknown = Object.keys(value as object).filter((name) => !KNOWN.includes(name));
  return ok({ config: checked.data, unknown: unknown.map(quoted) });
}
