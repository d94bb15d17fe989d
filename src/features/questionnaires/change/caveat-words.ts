import { MODES_SAID } from "../assessment/assessment.ts";
import type { PairCaveat } from "./pairing.ts";

/** What stands beside a change, in a sentence. */
export function caveatSaid(caveat: PairCaveat): string {
  if (caveat.kind === "mode") {
    const said = (mode: string) => (MODES_SAID[mode] ?? mode).toLowerCase();
    return `The first was filled in ${said(caveat.first)}, the second ${said(caveat.second)}: part of a change may be the way it was asked.`;
  }
  if (caveat.kind === "age")
    return `By the second time the child was of an age for ${caveat.made}. ${caveat.asked} was asked both times, so that the two can be compared.`;
  if (caveat.kind === "versions")
    return `The first was scored by version ${caveat.first}, the second by version ${caveat.second}: the change is read under ${caveat.readUnder}, and a band may be of the other version until the scores are made again.`;
  const days = caveat.days === 1 ? "1 day" : `${caveat.days} days`;
  return `The ${caveat.when} was answered ${days} after its window closed: it is left out of the headline figures.`;
}
