import { defaultBandSystem } from "./bands.ts";
import type { Definition } from "./definition.ts";
import type { Scale } from "./scale.ts";

type Made = { value: number | null; prorated: boolean };

/** Which facts of a scale that this score rests on nobody has read in their source, in words; none where all were read. */
export function unverifiedBehind(scale: Scale | undefined, { value, prorated }: Made): string[] {
  if (!scale) return [];
  const rule = scale.missing?.status === "unverified" && (prorated || value === null);
  return [
    scale.status === "unverified" && "which items make it and how",
    rule && "the rule for missing answers",
  ].filter((text) => text !== false);
}

/** What of a measure's scores and bands rests on facts that nobody has read in their source: a line a scale. */
export const unverifiedScales = (definition: Definition): string[] =>
  definition.scales.flatMap((scale) => {
    const bands = scale.bands?.find(({ system }) => system === defaultBandSystem(definition));
    const what = [
      ...unverifiedBehind(scale, { value: 0, prorated: scale.missing?.prorated ?? false }),
      ...(bands?.status === "unverified" ? ["its bands"] : []),
    ];
    return what.length > 0 ? [`${scale.id}: ${what.join(", ")}`] : [];
  });
