import type { Answer } from "./answers.ts";
import { answerSetOf, type RecountDefinition } from "./definition.ts";

/** One behaviour's ratings by the rating's id: a code, or why there is none. "not-known" is an answer: don't know. */
export type Ratings = Readonly<Record<string, Answer | "not-known">>;

/** Ratings by behaviour. The behaviours are those ticked at the child's check, and anything new. */
export type Recount = ReadonlyMap<string, Ratings>;

export type RatingChange = {
  behaviour: string;
  rating: string;
  before: Answer | "not-known";
  after: Answer | "not-known";
  beforeLabel: string;
  afterLabel: string;
  /** Positive is better; null unless both times hold a code. */
  improvement: number | null;
};

const WITHOUT_CODE = {
  blank: "not answered",
  declined: "preferred not to say",
  "not-applicable": "does not apply",
  "not-known": "don't know",
};

/** The words for a rating, such as "several times a week". Throws on a code that the rating does not have. */
export function ratingLabel(definition: RecountDefinition, ratingId: string, answer: Answer | "not-known"): string {
  if (typeof answer === "string") return WITHOUT_CODE[answer];
  const rating = definition.ratings.find((one) => one.id === ratingId);
  const label = rating && answerSetOf(definition, rating.answers)?.codes.find((one) => one.code === answer)?.label;
  if (label === undefined) throw new RangeError(`${definition.id} ${ratingId}: ${answer} is not one of its codes`);
  return label;
}

/**
 * Each behaviour's ratings side by side, in the order of the first recount and then anything new. Reported per
 * behaviour and never added to a total (docs/rules/burden.md).
 */
export function recountChange(definition: RecountDefinition, before: Recount, after: Recount): RatingChange[] {
  const behaviours = [...new Set([...before.keys(), ...after.keys()])];
  return behaviours.flatMap((behaviour) =>
    definition.ratings.map(({ id, direction }): RatingChange => {
      const from = before.get(behaviour)?.[id] ?? "blank";
      const to = after.get(behaviour)?.[id] ?? "blank";
      const both = typeof from === "number" && typeof to === "number";
      return {
        behaviour,
        rating: id,
        before: from,
        after: to,
        beforeLabel: ratingLabel(definition, id, from),
        afterLabel: ratingLabel(definition, id, to),
        improvement: both ? (direction === "higher-is-worse" ? from - to : to - from) : null,
      };
    }),
  );
}
