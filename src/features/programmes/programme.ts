import type { PlanItem } from "./plan.ts";
import type { Evidence, FidelityComponent, Template } from "./template.ts";

export const ROUTES = { parenting: "Parenting programme", cbt: "CBT for the carer" } as const;
export const FORMATS = { group: "Group", "one-to-one": "One-to-one" } as const;

export type Route = keyof typeof ROUTES;
export type Format = keyof typeof FORMATS;

/** What a version of a programme says: everything that a run keeps for as long as it lasts. */
export type VersionFacts = {
  format: Format;
  childAgeFrom: number;
  childAgeTo: number;
  minimumPlaces: number;
  maximumPlaces: number;
  /** Share of core sessions to have attended to count as completed (product.md, Completed): above 0, at most 1. */
  completionShare: number;
  evidence: Evidence;
  template: Template;
  fidelity: FidelityComponent[];
};

export type Programme = {
  id: string;
  organisationId: string;
  organisationName: string;
  route: Route;
  name: string;
  currentVersion: number;
  closedOn: string | null;
  version: number;
};

export type ProgrammeVersion = VersionFacts & {
  id: string;
  programmeId: string;
  version: number;
  createdAt: string;
  createdByName: string | null;
};

/** One row of the catalogue, and what a referral chooses from. */
export type CatalogueEntry = Pick<Programme, "id" | "organisationId" | "organisationName" | "route" | "name"> &
  Pick<VersionFacts, "format" | "childAgeFrom" | "childAgeTo" | "evidence">;

export const DEFAULT_COMPLETION_SHARE = 0.7;

/** Is a child of this age one that the programme was made for? Age never excludes by itself: a person decides. */
export const isMadeFor = (entry: Pick<VersionFacts, "childAgeFrom" | "childAgeTo">, age: number): boolean =>
  age >= entry.childAgeFrom && age <= entry.childAgeTo;

/**
 * The plan of the next version: the measures kept, with those asked at each session following the number of sessions.
 * Lines are numbered anew in their order.
 */
export function carryPlan(plan: readonly PlanItem[], keep: readonly string[], sessions: number): PlanItem[] {
  const kept = plan.filter((item) => keep.includes(item.measureId));
  const once = kept.filter((item) => !item.timepoint.startsWith("S"));
  const first = kept.filter((item) => item.timepoint === "S1");
  const each = Array.from({ length: sessions }, (_, index) =>
    first.map((item): PlanItem => ({ ...item, timepoint: `S${index + 1}` })),
  ).flat();
  return [...once, ...each].map((item, index) => ({ ...item, position: index + 1 }));
}
