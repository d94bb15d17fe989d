import type { PlanItem } from "./plan.ts";
import { carryPlan } from "./programme.ts";
import { cbtPlan, PARENTING_PLAN } from "./starter-catalogue.ts";

type Line = Omit<PlanItem, "position">;

/** The lines that each measure of the default plans has before, after and at follow-up. */
const DEFAULT_LINES: ReadonlyMap<string, Line[]> = Map.groupBy(
  [...PARENTING_PLAN, ...cbtPlan(1)].filter(({ timepoint }) => !timepoint.startsWith("S")),
  ({ measureId }) => measureId,
);

/** Measures that a plan can have: those of the default plans, and whatever the plan before had. */
export const measuresToChoose = (before: readonly PlanItem[]): string[] => [
  ...new Set([...before.map(({ measureId }) => measureId), ...DEFAULT_LINES.keys()]),
];

/**
 * The plan of the next version: lines of measures that stay as they were, default lines for those newly ticked. Each occasion
 * keeps its order; lines at sessions follow the number of sessions.
 */
export function choosePlan(before: readonly PlanItem[], ticked: readonly string[], sessions: number): PlanItem[] {
  const had = new Set(before.map(({ measureId }) => measureId));
  const added = ticked
    .filter((measureId) => !had.has(measureId))
    .flatMap((measureId) => oncePerOccasion(DEFAULT_LINES.get(measureId) ?? []));
  return carryPlan([...before, ...added.map((line) => ({ ...line, position: 0 }))], ticked, sessions);
}

/** A measure stands in both default plans: its lines once. */
const oncePerOccasion = (lines: readonly Line[]): Line[] => [
  ...new Map(lines.map((line) => [line.timepoint, line])).values(),
];
