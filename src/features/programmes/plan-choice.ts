import { isOwnSet, OWN_SETS, ownLines } from "./plan/own-sets.ts";
import type { PlanItem } from "./plan/plan.ts";
import { cbtPlan, PARENTING_PLAN } from "./starter/starter-catalogue.ts";
import type { Template } from "./template.ts";

type Line = Omit<PlanItem, "position">;

/** The lines that each measure of the default plans has before, after and at follow-up. */
const DEFAULT_LINES: ReadonlyMap<string, Line[]> = Map.groupBy(
  [...PARENTING_PLAN, ...cbtPlan(1)].filter(({ timepoint }) => !timepoint.startsWith("S")),
  ({ measureId }) => measureId,
);

/** Measures that a plan can have: those of the default plans, whatever the plan before had, and last our own question sets. */
export const measuresToChoose = (before: readonly PlanItem[]): string[] => {
  const had = before.map(({ measureId }) => measureId).filter((measureId) => !isOwnSet(measureId));
  return [...new Set([...had, ...DEFAULT_LINES.keys(), ...OWN_SETS])];
};

/**
 * The plan of the next version: lines of measures that stay as they were, default lines for those newly ticked. Each occasion
 * keeps its order; lines at sessions, and those of our own question sets, follow the template's sessions.
 */
export function choosePlan(before: readonly PlanItem[], ticked: readonly string[], template: Template): PlanItem[] {
  const had = new Set(before.map(({ measureId }) => measureId));
  const added = ticked
    .filter((measureId) => !had.has(measureId))
    .flatMap((measureId) => oncePerOccasion(DEFAULT_LINES.get(measureId) ?? []));
  const kept = before.filter(({ measureId }) => ticked.includes(measureId) && !isOwnSet(measureId));
  const lines = [...atSessions([...kept, ...added], template.sessions.length), ...ownLines(before, ticked, template)];
  return lines.map((line, index) => ({ ...line, position: index + 1 }));
}

/** Lines asked at each session, for as many sessions as there are now, after those asked once. */
function atSessions(lines: readonly Line[], sessions: number): Line[] {
  const once = lines.filter(({ timepoint }) => !timepoint.startsWith("S"));
  const first = lines.filter(({ timepoint }) => timepoint === "S1");
  const each = Array.from({ length: sessions }, (_, index) =>
    first.map((line): Line => ({ ...line, timepoint: `S${index + 1}` })),
  ).flat();
  return [...once, ...each];
}

/** A measure stands in both default plans: its lines once. */
const oncePerOccasion = (lines: readonly Line[]): Line[] => [
  ...new Map(lines.map((line) => [line.timepoint, line])).values(),
];
