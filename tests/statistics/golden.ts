import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PrePostConfig } from "../../src/statistics/prepost-config.ts";
import type { ScorePair } from "../../src/statistics/scores.ts";

export const GOLDEN = join(import.meta.dirname, "../golden");

export type GoldenStudy = {
  id: string;
  kind: string;
  config: PrePostConfig;
  data: { columns: string[]; rows: (number | null)[][] };
  expected: unknown;
};

export const goldenFiles = (): string[] => readdirSync(GOLDEN).filter((name) => name.endsWith(".json"));

export const readGolden = <T = GoldenStudy>(name: string): T =>
  JSON.parse(readFileSync(join(GOLDEN, name.endsWith(".json") ? name : `${name}.json`), "utf8")) as T;

/** Every study of kind `prepost`, with its name. */
export const prepostStudies = (): GoldenStudy[] =>
  goldenFiles()
    .map((name) => readGolden(name))
    .filter(({ kind }) => kind === "prepost");

export function recordsOf({ data: { columns, rows } }: GoldenStudy): ScorePair[] {
  const pre = columns.indexOf("pre");
  const post = columns.indexOf("post");
  return rows.map((row) => ({ pre: row[pre] ?? null, post: row[post] ?? null }));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Within a relative 1e-9; integers exactly; an absolute 1e-9 only where 0 is wanted (docs/rules/statistics.md 4). */
export function isClose(got: number, want: number): boolean {
  if (Number.isInteger(want) && want !== 0 && Number.isInteger(got)) return got === want;
  return want === 0 ? Math.abs(got) <= 1e-9 : Math.abs(got - want) <= 1e-9 * Math.abs(want);
}

/** Every place where a result differs from what is wanted: keys too many or too few, other nulls, other values. */
export function mismatches(got: unknown, want: unknown, path = ""): string[] {
  if (typeof want === "number") {
    return typeof got === "number" && isClose(got, want) ? [] : [`${path}: ${String(got)}, wanted ${want}`];
  }
  if (!isObject(want)) return got === want ? [] : [`${path}: ${String(got)}, wanted ${String(want)}`];
  if (!isObject(got) || Array.isArray(got) !== Array.isArray(want)) return [`${path}: another shape`];
  const keys = Object.keys(want);
  const more = Object.keys(got).filter((key) => !keys.includes(key));
  return [
    ...more.map((key) => `${path}/${key}: not wanted`),
    ...keys.flatMap((key) =>
      key in got ? mismatches(got[key], want[key], `${path}/${key}`) : [`${path}/${key}: missing`],
    ),
  ];
}
