import { answerSetOf, type Definition } from "./definition.ts";
import { type DefinitionProblem, problem, repeats } from "./definition-problem.ts";
import type { Item } from "./item.ts";

const codes = (definition: Definition, item: Item | undefined): number[] =>
  (item && answerSetOf(definition, item.answers)?.codes.map((one) => one.code)) ?? [];

function askedWhenProblems(definition: Definition, { askedWhen }: Item, path: string): DefinitionProblem[] {
  if (!askedWhen) return [];
  const gate = definition.items.find((one) => one.number === askedWhen.item);
  if (!gate) return [problem(`${path}.askedWhen`, `there is no item ${askedWhen.item}`)];
  const known = codes(definition, gate);
  const strange = askedWhen.in.filter((code) => !known.includes(code));
  return strange.map((code) => problem(`${path}.askedWhen`, `item ${gate.number} has no code ${code}`));
}

/** The wording of a standardised measure belongs to its owner, so no definition of one holds a question. */
function wordingProblems(definition: Definition): DefinitionProblem[] {
  const open = (definition.kind === "questionnaire" && definition.openQuestions) || [];
  const ids = open.map((one) => one.id);
  if (!definition.standardised) return repeats(ids, (i) => `openQuestions[${i}].id`);
  const asks = definition.items.flatMap((item, i) => (item.ask === undefined ? [] : [`items[${i}].ask`]));
  return [...asks, ...(open.length > 0 ? ["openQuestions"] : [])].map((path) =>
    problem(path, "a standardised measure holds no wording"),
  );
}

function riskProblems({ risk }: Item, known: readonly number[], path: string): DefinitionProblem[] {
  if (!risk) return [];
  const { atLeast, urgent } = risk;
  const strange = (code: number, at: string) =>
    known.includes(code) ? [] : [problem(`${path}.${at}`, `the item has no code ${code}`)];
  const isBelow = urgent !== undefined && urgent.atLeast < atLeast;
  return [
    ...strange(atLeast, "risk.atLeast"),
    ...(urgent ? strange(urgent.atLeast, "risk.urgent.atLeast") : []),
    ...(isBelow ? [problem(`${path}.risk.urgent.atLeast`, `lower than ${atLeast}, from which it is a risk`)] : []),
  ];
}

function feedbackProblems(definition: Definition): DefinitionProblem[] {
  if (definition.kind !== "questionnaire" || !definition.offerFeedback) return [];
  const { askedOnDeclining: number } = definition.offerFeedback;
  const asked = definition.items.find((one) => one.number === number);
  return asked?.ask ? [] : [problem("offerFeedback.askedOnDeclining", `item ${number} holds no question of ours`)];
}

function itemProblems(definition: Definition, item: Item, path: string): DefinitionProblem[] {
  const known = codes(definition, item);
  if (known.length === 0) return [problem(`${path}.answers`, `there is no answer set "${item.answers}"`)];
  const forms = definition.forms.map((form) => form.id);
  const strange = (item.forms ?? []).filter((form) => !forms.includes(form));
  return [
    ...strange.map((form) => problem(`${path}.forms`, `there is no form "${form}"`)),
    ...riskProblems(item, known, path),
    ...askedWhenProblems(definition, item, path),
  ];
}

/** In how many scales each item counts (a gate counts as use). */
function usesOf(definition: Definition, number: number): number {
  return definition.scales.filter((scale) => scale.items.includes(number) || scale.gate?.item === number).length;
}

function useProblems(definition: Definition, item: Item, path: string): DefinitionProblem[] {
  const uses = usesOf(definition, item.number);
  const name = `item ${item.number}`;
  if (uses === 0 && !item.unscored) return [problem(path, `${name} is in no scale and "unscored" does not say why`)];
  if (uses > 0 && item.unscored) return [problem(`${path}.unscored`, `${name} is in a scale`)];
  if (uses > 1 && !item.shared) return [problem(path, `${name} is in ${uses} scales and "shared" does not say why`)];
  if (uses < 2 && item.shared) return [problem(`${path}.shared`, `${name} is not in two scales`)];
  return [];
}

/** Items: each once, with answers, forms and rules that exist, and in exactly one scale unless it says why not. */
export function checkItems(definition: Definition): DefinitionProblem[] {
  const { items, answerSets } = definition;
  const sets = Object.entries(answerSets).flatMap(([id, set]) =>
    repeats(
      set.codes.map((one) => one.code),
      (i) => `answerSets.${id}.codes[${i}]`,
    ),
  );
  return [
    ...sets,
    ...wordingProblems(definition),
    ...repeats(
      items.map((one) => one.number),
      (i) => `items[${i}].number`,
    ),
    ...repeats(
      items.map((one) => one.topic),
      (i) => `items[${i}].topic`,
    ),
    ...items.flatMap((item, i) => itemProblems(definition, item, `items[${i}]`)),
    ...items.flatMap((item, i) => useProblems(definition, item, `items[${i}]`)),
    ...feedbackProblems(definition),
  ];
}
