import { answerSaid } from "./answer-said.ts";
import type { Shown } from "./shown-queries.ts";

/**
 * What came of a recount: each behaviour with how often and how much it challenges, a row each. It has no score, and this is its
 * result (docs/rules/burden.md). Null for every other form, and while nothing was answered.
 */
export function recountResult({ definition, questions, answers, assessment }: Shown) {
  if (definition.kind !== "recount" || assessment.responseId === null) return null;
  const behaviours = [...Map.groupBy(questions, ({ item }) => item.split(":")[0] ?? item).values()];
  return {
    head: [{ text: "Behaviour" }, ...definition.ratings.map(({ title }) => ({ text: title }))],
    rows: behaviours.map((asked) => [
      { text: asked[0]?.number ?? "" },
      ...definition.ratings.map(({ id }) => {
        const question = asked.find(({ item }) => item.endsWith(`:${id}`));
        return { text: question ? answerSaid(question, answers.get(question.item)) : "not asked" };
      }),
    ]),
  };
}
