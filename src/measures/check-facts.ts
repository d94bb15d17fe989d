import { answerSetOf, type Definition } from "./definition.ts";
import { type DefinitionProblem, problem, repeats } from "./definition-problem.ts";
import type { Provenance } from "./fact.ts";

type Fact = { path: string; fact: Provenance };

const isFact = (value: object): value is Provenance => "source" in value && "status" in value;

/** Every fact with its path: each object that has a source and a status. */
export function factsOf(value: unknown, path = ""): Fact[] {
  if (typeof value !== "object" || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, child]) => {
    const step = Array.isArray(value) ? `[${key}]` : path === "" ? key : `.${key}`;
    return factsOf(child, path + step);
  });
  return isFact(value) ? [{ path, fact: value }, ...inside] : inside;
}

function factProblems({ path, fact }: Fact, references: Definition["references"]): DefinitionProblem[] {
  const unknown = fact.source.filter((id) => !Object.hasOwn(references, id));
  if (unknown.length > 0) return unknown.map((id) => problem(`${path}.source`, `there is no reference "${id}"`));
  const read = fact.source.some((id) => references[id]?.read);
  return fact.status === "verified" && !read
    ? [problem(`${path}.status`, "verified, but none of its sources was read")]
    : [];
}

function formProblems({ forms, pairs }: Definition): DefinitionProblem[] {
  const ids = forms.map((form) => form.id);
  return [
    ...repeats(ids, (i) => `forms[${i}].id`),
    ...pairs.flatMap(({ first, second }, i) =>
      [first, second]
        .filter((form) => !ids.includes(form))
        .map((form) => problem(`pairs[${i}]`, `there is no form "${form}"`)),
    ),
    ...repeats(
      pairs.map(({ first, second }) => `${first} then ${second}`),
      (i) => `pairs[${i}]`,
    ),
  ];
}

function systemProblems({ bandSystems }: Definition): DefinitionProblem[] {
  const defaults = bandSystems.filter((one) => one.default).length;
  const ids = repeats(
    bandSystems.map((one) => one.id),
    (i) => `bandSystems[${i}].id`,
  );
  return defaults > 1 ? [...ids, problem("bandSystems", "more than one is the default")] : ids;
}

function ratingProblems(definition: Definition): DefinitionProblem[] {
  if (definition.kind !== "recount") return [];
  return definition.ratings.flatMap(({ answers }, i) =>
    answerSetOf(definition, answers) ? [] : [problem(`ratings[${i}].answers`, `there is no answer set "${answers}"`)],
  );
}

/** Every fact cites a reference that exists; a verified one cites something that was read; no reference is idle. */
export function checkFacts(definition: Definition): DefinitionProblem[] {
  const facts = factsOf(definition);
  const cited = new Set(facts.flatMap(({ fact }) => fact.source));
  const idle = Object.keys(definition.references).filter((id) => !cited.has(id));
  return [
    ...facts.flatMap((one) => factProblems(one, definition.references)),
    ...idle.map((id) => problem(`references.${id}`, "no fact cites it")),
    ...formProblems(definition),
    ...systemProblems(definition),
    ...ratingProblems(definition),
  ];
}
