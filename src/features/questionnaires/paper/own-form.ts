import type { RecountDefinition } from "../../../measures/definition.ts";

/** One thing that a form of ours asks about: a behaviour or a goal in their words, and what is ticked or rated of it. */
export type OwnQuestion = { about: string; asks: { ask: string; options: readonly string[] }[] };

/** How a rating of the recount is asked of a carer, who is "you" on paper (docs/rules/people-and-words.md). */
const TO_CARER: Readonly<Record<string, string>> = {
  "how-often": "How often in the last 4 weeks?",
  challenge: "How much does it challenge you?",
};

/** The behaviours' words as they are put to the carer. */
const toCarer = (said: string): string => said.replaceAll("the carer", "you");

type Behaviour = { said: string };

/** Lines for what is new since: the recount asks about that as well (docs/rules/burden.md). */
const NEW = ["Anything new: ______________________________", "Anything new: ______________________________"];

/** The recount on paper: this carer's own behaviours, each how often and how much, and room for anything new. */
export function recountOnPaper(definition: RecountDefinition, behaviours: readonly Behaviour[]): OwnQuestion[] {
  const asks = definition.ratings.map(({ id, title, answers, notKnown }) => ({
    ask: TO_CARER[id] ?? `${title}?`,
    options: [
      ...(definition.answerSets[answers]?.codes ?? []).map(({ label }) => label),
      ...(notKnown ? ["don’t know"] : []),
    ],
  }));
  return [...behaviours.map(({ said }) => toCarer(said)), ...NEW].map((about) => ({ about, asks }));
}

type Code = { code: number; label: string };

/** The goals on paper: each in the family's whole words, with the scale on which it is rated. */
export function goalsOnPaper(goals: readonly { words: string }[], codes: readonly Code[]): OwnQuestion[] {
  const inOrder = codes.toSorted((a, b) => a.code - b.code);
  const named = (at: number) => inOrder.at(at);
  const [least, middle, most] = [named(0), named(Math.floor(inOrder.length / 2)), named(-1)];
  const ask = `How far have you come? ${[least, middle, most].map((one) => one && `${one.code}: ${one.label}`).join("; ")}`;
  return goals.map(({ words }) => ({
    about: words,
    asks: [{ ask, options: inOrder.map(({ code }) => String(code)) }],
  }));
}
