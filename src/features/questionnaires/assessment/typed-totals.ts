import { MODES } from "./assessment.ts";
import type { Question } from "./keyed.ts";

/** What of a measure's definition typed totals rest on. */
export type TotalsMeasure = {
  standardised: boolean;
  kind: string;
  scales: readonly { id: string; title: string; range: { min: number; max: number } }[];
};

/** No item of any form begins so: a total is never taken for an answer. */
const PREFIX = "total:";

/** The item under which the total of a scale is kept among a sheet's answers. */
export const totalItem = (scale: string): string => `${PREFIX}${scale}`;

/** The ways in which a form may have been filled in of which only the totals came: perhaps nobody said. */
export const TOTALS_MODES = { ...MODES, totals: "Not known: only the totals came" } as const;

/** The totals by scale that a sheet holds; none where its items were keyed. */
export const totalsIn = (answers: Iterable<readonly [item: string, value: string]>): Map<string, number> =>
  new Map(
    [...answers].flatMap(([item, value]) =>
      item.startsWith(PREFIX) ? [[item.slice(PREFIX.length), Number(value)] as const] : [],
    ),
  );

/** What a sheet of typed totals says, a line a scale, for pages that list answers. */
export const totalQuestions = ({
  scales,
}: {
  scales: readonly Pick<TotalsMeasure["scales"][number], "id" | "title">[];
}): Question[] =>
  scales.map(({ id, title }) => ({
    item: totalItem(id),
    number: "Total typed:",
    topic: title,
    codes: [],
    askedWhen: null,
  }));
