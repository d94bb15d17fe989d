import type { Db, Write } from "../../deps.ts";
import type { PlanItem } from "./plan/plan.ts";
import { insertPlan } from "./plan/plan-queries.ts";
import type { Route, VersionFacts } from "./programme.ts";

/** Who adds to the catalogue, and when: an instant as text. */
export type Added = { by: string; at: string };

const versionRow = (facts: VersionFacts) => ({
  format: facts.format,
  child_age_from: facts.childAgeFrom,
  child_age_to: facts.childAgeTo,
  minimum_places: facts.minimumPlaces,
  maximum_places: facts.maximumPlaces,
  completion_share: facts.completionShare,
  evidence: JSON.stringify(facts.evidence),
  template: JSON.stringify(facts.template),
  fidelity: JSON.stringify(facts.fidelity),
});

export type NewVersion = {
  id: string;
  programmeId: string;
  version: number;
  facts: VersionFacts;
  plan: readonly PlanItem[];
};

const insertVersion = (db: Db, { id, programmeId, version, facts, plan }: NewVersion, added: Added): Write[] => [
  db.insertInto("programme_version").values({
    id,
    programme_id: programmeId,
    version,
    ...versionRow(facts),
    created_at: added.at,
    created_by: added.by,
  }),
  insertPlan(db, id, plan),
];

export type NewProgramme = {
  id: string;
  versionId: string;
  organisationId: string;
  route: Route;
  name: string;
  facts: VersionFacts;
  plan: readonly PlanItem[];
};

/** A programme and its first version. One provider has a name once: a second loses on the constraint. */
export const insertProgramme = (db: Db, programme: NewProgramme, added: Added): Write[] => [
  db.insertInto("programme").values({
    id: programme.id,
    organisation_id: programme.organisationId,
    route: programme.route,
    name: programme.name,
    current_version: 1,
    created_at: added.at,
    created_by: added.by,
  }),
  ...insertVersion(
    db,
    { id: programme.versionId, programmeId: programme.id, version: 1, facts: programme.facts, plan: programme.plan },
    added,
  ),
];

/** The next version becomes the one that new runs use; runs that have begun stay on theirs. Two at once: one loses. */
export const recordVersion = (db: Db, next: NewVersion, added: Added): Write[] => [
  ...insertVersion(db, next, added),
  db
    .updateTable("programme")
    .set({ current_version: next.version, version: next.version })
    .where("id", "=", next.programmeId),
];
