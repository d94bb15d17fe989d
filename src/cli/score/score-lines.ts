import { type Definition, type ScaleScore, type Scorer, shownBand } from "../../measures/index.ts";

export type Shape = { format: "csv" | "json"; layout: "long" | "wide" };

/**
 * How the output is put together, the same for each format and layout: before the first row `head`, after the
 * last `tail`. Long: `before`, the id, a cell, for each scale. Wide: `before`, the id, every cell, `after`.
 * `between` stands between what `before` starts.
 */
export type Lines = {
  head: string;
  before: string;
  between: string;
  after: string;
  tail: string;
  cell: (scale: number, score: ScaleScore) => string;
};

const LONG_COLUMNS = ["id", "measure", "version", "scale", "score", "band", "answered", "items", "prorated", "reason"];

const scored = (score: ScaleScore) => (score.kind === "scored" ? score.value : null);
const facts = (definition: Definition, score: ScaleScore) => ({
  measure: definition.id,
  version: definition.version,
  scale: score.scale,
  score: scored(score),
  band: shownBand(definition, score) || null,
  answered: score.answered,
  items: score.items,
  prorated: score.kind === "scored" && score.prorated,
  reason: score.kind === "unscored" ? score.reason : null,
});

const csvCell = (value: string | number | boolean | null): string => (value === null ? "" : String(value));

function csvLines({ definition, scales }: Scorer, layout: Shape["layout"]): Lines {
  const common = { before: "", between: "", tail: "" };
  if (layout === "wide") {
    const head = `${["id", ...scales.map((one) => one.scale.id)].join(",")}\n`;
    return { ...common, head, after: "\n", cell: (_, score) => `,${csvCell(scored(score))}` };
  }
  const cell = (_: number, score: ScaleScore) => `,${Object.values(facts(definition, score)).map(csvCell).join(",")}\n`;
  return { ...common, head: `${LONG_COLUMNS.join(",")}\n`, after: "", cell };
}

function jsonLines({ definition }: Scorer, layout: Shape["layout"]): Lines {
  const common = { head: "[\n", before: '{"id":', between: ",\n", tail: "\n]\n" };
  if (layout === "wide") {
    return {
      ...common,
      after: "}",
      cell: (_, score) => `,${JSON.stringify(score.scale)}:${JSON.stringify(scored(score))}`,
    };
  }
  return { ...common, after: "", cell: (_, score) => `,${JSON.stringify(facts(definition, score)).slice(1)}` };
}

/** The words of an output of this shape. Names of measures, scales and bands are ours and hold no comma or quote. */
export const linesOf = (scorer: Scorer, shape: Shape): Lines =>
  shape.format === "csv" ? csvLines(scorer, shape.layout) : jsonLines(scorer, shape.layout);

const FORMULA_START = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

/**
 * An id as a CSV cell. Text that a spreadsheet would run as a formula gets an apostrophe in front; a number such
 * as -5 stays as it is. Commas, quotes and line ends are quoted.
 */
export function csvId(id: string): string {
  const guarded = FORMULA_START.test(id) && !NUMBER.test(id) ? `'${id}` : id;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
