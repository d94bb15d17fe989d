import { type Definition, defaultBandSystem, type Scale, thresholdsOf } from "../../../measures/index.ts";
import { factRow, plainRow } from "./fact-rows.ts";

const CLINICAL = {
  ge: (value: number) => `${value} or more`,
  gt: (value: number) => `More than ${value}`,
  le: (value: number) => `${value} or less`,
  lt: (value: number) => `Less than ${value}`,
};

const madeOf = ({ aggregate, items, reversed }: Scale): string => {
  if (aggregate.kind === "table") return `Looked up from ${aggregate.of} in a table of ${aggregate.values.length} rows`;
  if (aggregate.kind === "expression")
    return `Sum of ${aggregate.terms.map(({ scale, times }) => (times === 1 ? scale : `${times} times ${scale}`)).join(", ")}`;
  if (aggregate.kind === "typed") {
    const sum = aggregate.sumOf ? `; the sum of ${aggregate.sumOf.join(", ")}` : "";
    return `Typed from the owner’s scored form${sum}`;
  }
  const [only] = items;
  if (items.length === 1 && reversed.length === 0) return `The answer to item ${only}`;
  const how = aggregate.kind === "mean" ? `Mean${aggregate.times === 1 ? "" : ` times ${aggregate.times}`}` : "Sum";
  return `${how} of items ${items.join(", ")}${reversed.length > 0 ? `; reversed: ${reversed.join(", ")}` : ""}`;
};

const missingSaid = ({ items, missing }: Scale) =>
  missing
    ? [
        factRow(
          "Missing answers",
          missing.minimumAnswered >= items.length
            ? "All must be answered"
            : `At least ${missing.minimumAnswered} of ${items.length} must be answered${missing.prorated ? "; the rest is prorated" : "; the rest is left out of the sum"}`,
          missing,
        ),
      ]
    : [];

const bandRows = (definition: Definition, { bands }: Scale) =>
  bands.map((set) => {
    const title = definition.bandSystems.find(({ id }) => id === set.system)?.title ?? set.system;
    const byDefault = set.system === defaultBandSystem(definition) ? ", shown by default" : "";
    const said = set.bands.map(({ name, from, to }) => `${from === to ? from : `${from} to ${to}`} ${name}`).join("; ");
    return factRow(`Bands: ${title}${byDefault} (${set.informants.join(", ")})`, said, set);
  });

const cutOffRows = ({ cutOffs }: Scale) =>
  cutOffs.map((one) =>
    factRow(`Cut-off${one.default ? ", by default" : ""}`, `${CLINICAL[one.clinical](one.value)}: ${one.label}`, one),
  );

function changeRows(definition: Definition, scale: Scale) {
  const thresholds = definition.informants.codes.slice(0, 1).flatMap((informant) => thresholdsOf(scale, informant));
  if (thresholds.length === 0) return [plainRow("Reliable change", ["No threshold available"])];
  return thresholds.map((one) => {
    const points = Math.round(one.points * 100) / 100;
    const said = one.counts === "reached" ? `${points} points or more` : `More than ${points} points, computed`;
    return factRow(`Reliable change${one.default ? ", by default" : ""}`, said, one);
  });
}

const differenceRows = ({ minimalImportantDifference: difference }: Scale) =>
  difference ? [factRow("Smallest difference that matters", `${difference.points} points`, difference)] : [];

/** A scale with all its facts: what it is made of, range, direction, missing answers, bands, cut-offs, reliable change. */
export const scaleSection = (definition: Definition, scale: Scale) => ({
  title: `${scale.title} (${scale.id})`,
  rows: [
    factRow("Made of", madeOf(scale), scale),
    plainRow("Range", [`${scale.range.min} to ${scale.range.max}`]),
    plainRow("Direction", [scale.direction === "higher-is-worse" ? "Higher is worse" : "Higher is better"]),
    ...missingSaid(scale),
    ...bandRows(definition, scale),
    ...cutOffRows(scale),
    ...changeRows(definition, scale),
    ...differenceRows(scale),
  ],
});
