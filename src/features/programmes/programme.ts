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
  /** Share of core sessions to have attended to count as completed (docs/rules/completion.md): above 0, at most 1. */
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
  Pick<VersionFacts, "format" | "childAgeFrom" | "childAgeTo" | "evidence"> & {
    /** Where it is held and what is there, such as a crèche, in the provider's words; empty where nothing is said. */
    setting: string;
  };

export const DEFAULT_COMPLETION_SHARE = 0.7;

/** Is a child of this age one that the programme was made for? Age never excludes by itself: a person decides. */
export const isMadeFor = (entry: Pick<VersionFacts, "childAgeFrom" | "childAgeTo">, age: number): boolean =>
  age >= entry.childAgeFrom && age <= entry.childAgeTo;
