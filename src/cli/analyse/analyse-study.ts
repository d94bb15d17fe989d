import { z } from "zod";
import { err, ok, type Result } from "../../domain/result.ts";
import type { ScorePair } from "../../statistics/scores.ts";
import { quoted } from "../plain-text.ts";
import { type AnalysisConfig, checkConfig, readJson } from "./analyse-config.ts";
import { scoreFromJson } from "./analyse-score.ts";

/** Kinds of study that this version analyses. */
export const KINDS: readonly string[] = ["prepost"];

const shape = z.object({
  kind: z.string(),
  title: z.string().nullish().catch(null),
  source: z.string().nullish().catch(null),
  licence: z.string().nullish().catch(null),
  config: z.unknown().optional(),
  data: z.unknown().optional(),
});

const table = z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.unknown())) });

export type Study = { records: ScorePair[]; config: AnalysisConfig; unknown: string[] };

type Place = { id: number; pre: number; post: number };

function checkRow(row: unknown[], index: number, place: Place, width: number, problems: string[]): ScorePair {
  const where = `data.rows[${index}]`;
  const score = (column: "pre" | "post") => {
    const read = scoreFromJson(row[place[column]]);
    if (!read.ok) problems.push(`${where}: ${column}: ${read.error}`);
    return read.ok ? read.value : null;
  };
  if (row.length === width) return { pre: score("pre"), post: score("post") };
  problems.push(`${where}: has ${row.length} cells; data.columns has ${width}`);
  return { pre: null, post: null };
}

function checkIds(rows: readonly unknown[][], at: number, problems: string[]): void {
  const seen = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const id = String(row[at] ?? "");
    const first = seen.get(id);
    if (id === "") problems.push(`data.rows[${index}]: id: is blank`);
    else if (first !== undefined)
      problems.push(`data.rows[${index}]: id: ${quoted(id)} is also in data.rows[${first}]`);
    else seen.set(id, index);
  }
}

function readRecords(data: unknown): Result<ScorePair[], string[]> {
  const checked = table.safeParse(data);
  if (!checked.success) return err(['data: must be {"columns": ["id", "pre", "post"], "rows": [[...], ...]}']);
  const { columns, rows } = checked.data;
  const place = { id: columns.indexOf("id"), pre: columns.indexOf("pre"), post: columns.indexOf("post") };
  const absent = Object.entries(place).filter(([, at]) => at < 0);
  if (absent.length > 0) return err(absent.map(([column]) => `data.columns: there is no column "${column}"`));
  const problems: string[] = [];
  checkIds(rows, place.id, problems);
  const records = rows.map((row, index) => checkRow(row, index, place, columns.length, problems));
  return problems.length > 0 ? err(problems) : ok(records);
}

/**
 * Reads a study file: `kind`, `config`, `data` with `columns` and `rows`; `title`, `source` and `licence` go with the
 * result. Whatever is called `expected` is ignored. Every problem in a sentence.
 */
export function readStudy(text: string): Result<Study, string[]> {
  const json = readJson(text);
  if (!json.ok) return err([json.error]);
  const study = shape.safeParse(json.value);
  if (!study.success) return err(['must be a study: an object with kind (such as "prepost"), config and data']);
  const { kind, title, source, licence, config: settings, data } = study.data;
  if (!KINDS.includes(kind)) {
    return err([
      `kind: studies of kind ${quoted(kind)} are not analysed by this version; it analyses ${KINDS.join(", ")}`,
    ]);
  }
  const config = checkConfig(settings);
  const records = readRecords(data);
  if (!config.ok || !records.ok) {
    return err([
      ...(config.ok ? [] : config.error.map((problem) => `config.${problem}`)),
      ...(records.ok ? [] : records.error),
    ]);
  }
  return ok({
    records: records.value,
    config: { title, source, licence, ...config.value.config },
    unknown: config.value.unknown,
  });
}
