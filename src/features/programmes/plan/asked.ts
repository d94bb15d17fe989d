import type { Definition } from "../../../measures/definition.ts";
import { formFor } from "../../../measures/form-for.ts";
import { type Occasion, usualOccasions } from "../../../measures/occasions.ts";
import { defaultPlanOf } from "../../../measures/registry.ts";
import { type Series, seriesById, seriesOf } from "../../../measures/series.ts";
import type { Template } from "../template.ts";
import { defaultWindow, type PlanItem, type PlanWindow } from "./plan.ts";
import { inPlanOrder, timepointsOf } from "./timepoints.ts";

/** What a plan asks of one questionnaire: on which occasions, each with its window. */
export type Asked = { series: Series; on: ReadonlyMap<Occasion, PlanWindow> };

/**
 * Can a plan ask it? Plans ask carers. A young person's own answers would be shown to their carer, and by the carer's agreement to
 * the council; a teacher is no person that a family's file holds.
 */
export const isAskable = ({ members: [first] }: Series): boolean => first.informants.codes.includes("carer");

const RULES: Readonly<Record<Occasion, PlanWindow["rule"]>> = {
  before: "T1",
  "each-session": "S",
  "middle-session": "S",
  "each-week": "W",
  after: "T2",
  "follow-up": "T3",
};

/** The window that an occasion has unless a plan says otherwise. */
export const usualWindow = (occasion: Occasion): PlanWindow => defaultWindow(RULES[occasion]);

/** A questionnaire as a programme of this route asks it when it is newly ticked: by the default plan, else by its definition. */
function askedUsually(series: Series, route: string): Asked {
  const standing = defaultPlanOf(route).find(({ measure }) => measure === series.id);
  const occasions = standing?.occasions ?? usualOccasions(series.members[0]);
  return { series, on: new Map(occasions.map((one) => [one, usualWindow(one)])) };
}

/**
 * What the next plan asks: what stays ticked as it was, and after it what is newly ticked, in the order of the route's default plan.
 * What no carer answers is left out.
 */
export function choose(before: readonly Asked[], ticked: readonly string[], route: string): Asked[] {
  const had = new Set(before.map(({ series }) => series.id));
  const standing = defaultPlanOf(route).map(({ measure }) => measure);
  const inOrder = new Set([...standing, ...ticked]);
  const added = [...inOrder].filter((id) => ticked.includes(id) && !had.has(id)).flatMap((id) => seriesById(id) ?? []);
  return [
    ...before.filter(({ series }) => ticked.includes(series.id)),
    ...added.filter(isAskable).map((series) => askedUsually(series, route)),
  ];
}

/** The first form listed before, the one that pairs with it from then on; where nothing is asked before, the first one. */
function formOf(definition: Definition, occasion: Occasion, on: Asked["on"]): string {
  const first = definition.forms[0]!.id;
  if (occasion === "before" || !on.has("before")) return first;
  return formFor(definition, first)?.id ?? first;
}

const linesOfOne = ({ series, on }: Asked, template: Template): Omit<PlanItem, "position">[] =>
  [...on].flatMap(([occasion, window]) =>
    timepointsOf(occasion, template).flatMap((timepoint) =>
      series.members.map((definition) => ({
        measureId: definition.id,
        form: formOf(definition, occasion, on),
        informant: "carer" as const,
        about: definition.about,
        timepoint,
        window,
      })),
    ),
  );

/** The middle session is one of each session: what is asked at both is asked there once. */
function once(lines: readonly Omit<PlanItem, "position">[]): Omit<PlanItem, "position">[] {
  const first = new Map(lines.toReversed().map((line) => [`${line.measureId} ${line.timepoint}`, line]));
  return lines.filter((line) => first.get(`${line.measureId} ${line.timepoint}`) === line);
}

/** The lines of a plan for the sessions of this template: occasion by occasion, in the order in which they are asked. */
export const planLines = (asked: readonly Asked[], template: Template): PlanItem[] =>
  once(asked.flatMap((one) => linesOfOne(one, template)))
    .toSorted((one, other) => inPlanOrder(one.timepoint, other.timepoint))
    .map((line, index) => ({ ...line, position: index + 1 }));

/** What a new programme of a route asks, of the questionnaires that are on. */
export function defaultPlan(route: string, template: Template, isOn: (series: Series) => boolean): PlanItem[] {
  const standing = defaultPlanOf(route).map(({ measure }) => measure);
  const asked = choose([], standing, route).filter(({ series }) => isOn(series));
  return planLines(asked, template);
}

/** Of lines at sessions: those at the middle one alone, where the template has others or the measure is asked so. */
function sessionOccasion(lines: readonly PlanItem[], series: Series, template: Template): Occasion {
  const middle = timepointsOf("middle-session", template);
  const isMiddle = lines.every(({ timepoint }) => middle.includes(timepoint));
  const isUsual = usualOccasions(series.members[0]).includes("middle-session");
  return isMiddle && (template.sessions.length > 1 || isUsual) ? "middle-session" : "each-session";
}

const AT: Readonly<Record<string, Occasion>> = { T1: "before", T2: "after", T3: "follow-up" };

function occasionsIn(lines: readonly PlanItem[], series: Series, template: Template): Asked["on"] {
  const at = lines.filter(({ timepoint }) => timepoint.startsWith("S"));
  const session = sessionOccasion(at, series, template);
  const occasion = ({ timepoint }: PlanItem) => AT[timepoint] ?? (timepoint.startsWith("W") ? "each-week" : session);
  return new Map([...Map.groupBy(lines, occasion)].map(([one, [first]]) => [one, first!.window]));
}

/** What a plan asks, from its lines and the sessions that it was written for. A measure that is in no registry any more is left out. */
export function readAsked(plan: readonly PlanItem[], template: Template): Asked[] {
  const bySeries = Map.groupBy(plan, ({ measureId }) => seriesOf(measureId)?.id);
  return [...bySeries].flatMap(([id, lines]) => {
    const series = id === undefined ? undefined : seriesById(id);
    return series ? [{ series, on: occasionsIn(lines, series, template) }] : [];
  });
}
