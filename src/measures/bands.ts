import type { Definition } from "./definition.ts";
import type { Informant } from "./fact.ts";
import type { BandSet, Scale } from "./scale.ts";

/** Who answered, and how old the person is whom the answers are about: bands may depend on both. */
export type Circumstances = { informant?: Informant | undefined; ageYears?: number | undefined };

/** The band that a score falls in, with the system that it belongs to and whether that table was verified. */
export type ScoreBand = { system: string; name: string; status: "verified" | "unverified" };

const fits = (set: BandSet, { informant, ageYears }: Circumstances): boolean =>
  (informant === undefined ? set.informants.length === 1 : set.informants.includes(informant)) &&
  (!set.ages || (ageYears !== undefined && ageYears >= set.ages.from && ageYears <= set.ages.to));

/**
 * Bands are told by their lower ends, so that a score between whole numbers (a prorated mean) falls in the band
 * that it has reached. A score under every band, which only unprorated gaps can make, takes the lowest.
 */
function nameIn(set: BandSet, value: number): string {
  const upwards = [...set.bands].sort((a, b) => a.from - b.from);
  const reached = upwards.filter((one) => one.from <= value + 1e-9);
  return (reached.at(-1) ?? upwards[0]!).name;
}

/**
 * Every band of a score, one a band system, for these circumstances. Without an informant only tables that fit a
 * single informant count; a table for certain ages needs an age.
 */
export const bandsOf = (scale: Scale, value: number, circumstances: Circumstances = {}): ScoreBand[] =>
  scale.bands
    .filter((set) => fits(set, circumstances))
    .map((set) => ({ system: set.system, name: nameIn(set, value), status: set.status }));

/** The band system that is shown unless another is asked for. */
export const defaultBandSystem = (definition: Definition): string | undefined =>
  (definition.bandSystems.find((one) => one.default) ?? definition.bandSystems[0])?.id;

/**
 * The band of a score, or of a total typed from the owner's form, in one system (default: the measure's default
 * system). Undefined where the measure has no bands for this scale, as with BPSES.
 */
export function bandOf(
  definition: Definition,
  scaleId: string,
  value: number,
  chosen: Circumstances & { system?: string } = {},
): ScoreBand | undefined {
  const scale = definition.scales.find((one) => one.id === scaleId);
  const system = chosen.system ?? defaultBandSystem(definition);
  return scale && bandsOf(scale, value, chosen).find((band) => band.system === system);
}
