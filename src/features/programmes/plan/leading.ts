import type { Series } from "../../../measures/series.ts";
import type { Leading } from "../template.ts";
import type { Asked } from "./asked.ts";

/** The ways in which a carer answers, each by the channel of the licence that it takes (docs/licences.md). */
export const WAYS = {
  paper: "On paper",
  "read-aloud": "Read aloud",
  "screen-carer": "On a screen",
} as const;
export type Way = keyof typeof WAYS;
export const WAY_CODES = Object.keys(WAYS) as Way[];

export const NOTHING_CHOSEN: Leading = { primary: null, compared: null, first: {} };

/** A questionnaire as a plan may choose it: whether it is on, and the channels on which it is permitted today. */
export type Choosable = { series: Series; on: boolean; channels: ReadonlySet<string> };

/** May this questionnaire be used on this way today? */
export type May = (series: Series, way: Way) => boolean;

/** Can "both done" count it? It is standardised and asked before and after. */
export const canLead = ({ series, on }: Asked): boolean =>
  series.members[0].standardised && on.has("before") && on.has("after");

const found = (asked: readonly Asked[], id: string | null | undefined) =>
  id ? asked.find(({ series }) => series.id === id) : undefined;

/** The questionnaire whose two answers are the programme's headline (docs/rules/burden.md): the chosen one, else the first that can be. */
export function primaryOf(asked: readonly Asked[], { primary }: Leading = NOTHING_CHOSEN): Series | undefined {
  const able = asked.filter(canLead);
  return (found(able, primary) ?? able[0])?.series;
}

/** What comes first on a way of answering: the chosen one while its licence permits that way, else the first of the plan that may be used so. */
export function firstOn(
  way: Way,
  asked: readonly Asked[],
  may: May,
  { first }: Leading = NOTHING_CHOSEN,
): Series | undefined {
  const able = asked.filter(({ series, on }) => on.has("before") && may(series, way));
  return (found(able, first[way]) ?? able[0])?.series;
}

/** The same, with what leads at the head; the others keep their order. */
export const ledBy = <T>(all: readonly T[], leads: (one: T) => boolean): T[] => [
  ...all.filter(leads),
  ...all.filter((one) => !leads(one)),
];
