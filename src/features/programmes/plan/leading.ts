import type { Series } from "../../../measures/series.ts";
import type { Leading } from "../template.ts";
import type { Asked } from "./asked.ts";

export const NOTHING_CHOSEN: Leading = { primary: null, compared: null, firstOnPaper: null };

/** A questionnaire as a plan may choose it: whether it is on, and the channels on which it is permitted today. */
export type Choosable = { series: Series; on: boolean; channels: ReadonlySet<string> };

/** Can "both done" count it? It is standardised and asked before and after. */
export const canLead = ({ series, on }: Asked): boolean =>
  series.members[0].standardised && on.has("before") && on.has("after");

/** The questionnaire whose two answers are the programme's headline (docs/rules/burden.md): the chosen one, else the first that can be. */
export function primaryOf(asked: readonly Asked[], { primary }: Leading = NOTHING_CHOSEN): Series | undefined {
  const able = asked.filter(canLead);
  return (able.find(({ series }) => series.id === primary) ?? able[0])?.series;
}

/** The same, with what leads at the head; the others keep their order. */
export const ledBy = <T>(all: readonly T[], leads: (one: T) => boolean): T[] => [
  ...all.filter(leads),
  ...all.filter((one) => !leads(one)),
];
