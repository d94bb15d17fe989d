import {
  type Definition,
  defaultBandSystem,
  type Provenance,
  type Scale,
  type Threshold,
  thresholdsOf,
} from "../../measures/index.ts";

/** The sources of a fact in brackets, "unverified" where it was not read, and its note. */
export function mark({ source, status, note }: Provenance): string {
  const unverified = status === "unverified" ? " UNVERIFIED" : "";
  return ` [${source.join(", ")}]${unverified}${note ? `. ${note}` : ""}`;
}

const SIDES = { ge: "at least", gt: "more than", le: "at most", lt: "less than" };
const direction = (scale: Scale) => scale.direction.replaceAll("-", " ");
const listed = (numbers: readonly number[]) => numbers.join(", ");

function madeOf({ aggregate, items, reversed, recode, gate }: Scale): string {
  if (aggregate.kind === "table") return `looked up by ${aggregate.of} in a table of ${aggregate.values.length} rows`;
  if (aggregate.kind === "expression") {
    return aggregate.terms.map(({ scale, times }) => (times === 1 ? scale : `${times} x ${scale}`)).join(" + ");
  }
  if (aggregate.kind === "typed") {
    const sum = aggregate.sumOf ? `, the sum of ${aggregate.sumOf.join(", ")}` : "";
    return `typed from the owner's form, in steps of ${aggregate.step}${sum}`;
  }
  const times = aggregate.kind === "mean" && aggregate.times !== 1 ? `${aggregate.times} x ` : "";
  const turned = reversed.length > 0 ? `, reversed ${listed(reversed)}` : "";
  const recoded = recode.map(
    ({ points }) =>
      `, points ${Object.entries(points)
        .map((pair) => pair.join(" = "))
        .join(", ")}`,
  );
  const closed = gate ? `, ${gate.score} when item ${gate.item} is ${listed(gate.closedBy)}` : "";
  return `${times}${aggregate.kind} of ${items.length === 1 ? "item" : "items"} ${listed(items)}${turned}${recoded.join("")}${closed}`;
}

function missingText({ missing, items, rounding }: Scale): string[] {
  if (!missing) return [];
  const { minimumAnswered, prorated } = missing;
  const needed = minimumAnswered === items.length ? "all" : `at least ${minimumAnswered} of ${items.length}`;
  const counted = minimumAnswered < items.length ? ", the sum of those answered" : "";
  const how = prorated ? `, prorated${rounding === "half-up" ? " and rounded half up" : ""}` : counted;
  return [`needs ${needed} answered${how}${mark(missing)}`];
}

function thresholdText(threshold: Threshold): string {
  const points = Math.round(threshold.points * 100) / 100;
  const counts = threshold.counts === "reached" ? `${points} points or more` : `more than ${points} points (computed)`;
  return `reliable change: ${counts}${threshold.default ? ", default" : ""}${mark(threshold)}`;
}

function normTexts(definition: Definition, scale: Scale): string[] {
  const bands = scale.bands.map(
    (set) =>
      `bands, ${set.system}${set.system === defaultBandSystem(definition) ? " (default)" : ""}, ${set.informants.join(", ")}: ` +
      `${set.bands.map(({ name, from, to }) => `${from === to ? from : `${from} to ${to}`} ${name}`).join("; ")}${mark(set)}`,
  );
  const cutOffs = scale.cutOffs.map(
    (one) =>
      `cut-off: ${SIDES[one.clinical]} ${one.value} is ${one.label}${one.default ? ", default" : ""}${mark(one)}`,
  );
  const thresholds = thresholdsOf(scale, definition.informants.codes[0]!).map(thresholdText);
  const none = thresholds.length === 0 ? ["reliable change: no threshold available"] : thresholds;
  const codes = scale.codes.map((one) => `${one.system} ${one.code}${mark(one)}`);
  return [...bands, ...cutOffs, ...none, ...codes];
}

/** A scale with all its facts: a heading line and what stands under it. */
export function scaleText(definition: Definition, scale: Scale): string[] {
  const { min, max } = scale.range;
  const heading = `${scale.id}: ${madeOf(scale)}; ${min} to ${max}, ${direction(scale)}${mark(scale)}`;
  return [heading, ...[...missingText(scale), ...normTexts(definition, scale)].map((line) => `  ${line}`)];
}
