import type { Definition } from "./definition.ts";
import { type DefinitionProblem, problem } from "./definition-problem.ts";

type Problem = DefinitionProblem & { measureId: string };

/** What a plan asks once for all of a series: only the child's age may choose between its measures. */
const sharedOf = ({ kind, about, active, standardised, informants, occasions, forms, pairs }: Definition) => ({
  kind,
  about,
  active,
  standardised,
  informants: informants.codes,
  occasions,
  forms: forms.map(({ id }) => id),
  pairs: pairs.map(({ first, second }) => [first, second]),
});

function differences(first: Definition, other: Definition): string[] {
  const [here, there] = [sharedOf(first), sharedOf(other)];
  return Object.entries(here)
    .filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(there[name as keyof typeof there]))
    .map(([name]) => `${name} differs from that of ${first.id}, of the same series`);
}

/** Is every age from the youngest to the oldest one's in some measure's range? Null ages are said apart. */
function holes(members: readonly Definition[]): string[] {
  const ordered = members.toSorted((one, other) => one.ages!.from - other.ages!.from);
  return ordered.slice(1).flatMap((next, at) => {
    const before = ordered[at]!.ages!;
    if (next.ages!.from === before.from) return [`begins at the same age as ${ordered[at]!.id}`];
    const isHole = before.to !== null && next.ages!.from > before.to + 1;
    return isHole ? [`no measure of the series is for the ages between ${before.to} and ${next.ages!.from}`] : [];
  });
}

function problemsOf(id: string, members: readonly Definition[], all: readonly Definition[]): string[] {
  const [first, ...rest] = members;
  if (!first || rest.length === 0) return [`no other measure is of the series ${id}`];
  if (all.some((one) => one.id === id)) return [`${id} is the id of a measure`];
  if (members.some(({ about, ages }) => about !== "child" || ages?.of !== "child"))
    return ["a measure of a series is about the child, and says for which ages"];
  return [...rest.flatMap((other) => differences(first, other)), ...holes(members)];
}

/**
 * What is wrong between the measures of an installation: measures of a series that differ in more than the child's age decides, and
 * more than one set of feedback questions. Each definition is sound by itself already.
 */
export function checkTogether(all: readonly Definition[]): Problem[] {
  const series = Map.groupBy(
    all.filter((one) => one.series !== undefined),
    (one) => one.series!,
  );
  const ofSeries = [...series].flatMap(([id, members]) =>
    problemsOf(id, members, all).map((reason) => ({ measureId: members.at(-1)!.id, ...problem("series", reason) })),
  );
  const feedback = all.filter((one) => one.kind === "questionnaire" && one.offerFeedback);
  const more = feedback.slice(1).map(({ id }) => ({
    measureId: id,
    ...problem("offerFeedback", `${feedback[0]!.id} holds the feedback questions already`),
  }));
  return [...ofSeries, ...more];
}
