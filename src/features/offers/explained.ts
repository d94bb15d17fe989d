/** The one question of our own feedback that a carer who declines may be asked, with its answers by code. */
export type ExplainedQuestion = { ask: string; codes: Readonly<Record<string, string>> };

type FeedbackDefinition = {
  offerFeedback: { askedOnDeclining: number };
  items: readonly { number: number; ask?: string | undefined; answers: string }[];
  answerSets: Readonly<Record<string, { codes: readonly { code: number; label: string }[] }>>;
};

/** The question that the feedback's definition says is asked of those who declined. Null without one. */
export function explainedQuestion(definition: FeedbackDefinition | undefined): ExplainedQuestion | null {
  const item = definition?.items.find(({ number }) => number === definition.offerFeedback.askedOnDeclining);
  if (!definition || item?.ask === undefined) return null;
  const codes = definition.answerSets[item.answers]?.codes ?? [];
  return { ask: item.ask, codes: Object.fromEntries(codes.map(({ code, label }) => [String(code), label])) };
}
