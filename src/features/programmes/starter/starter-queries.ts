import type { Db, Write } from "../../../deps.ts";
import type { Series } from "../../../measures/index.ts";
import { type Added, insertProgramme } from "../catalogue-queries.ts";
import { defaultPlan } from "../plan/asked.ts";
import { STARTER_CATALOGUE, type StarterProgramme } from "./starter-catalogue.ts";

export type StarterAdded = { key: StarterProgramme["key"]; programmeId: string; versionId: string };

/**
 * "Add the starter catalogue": the writes that put the three fictional programmes in the catalogue, each at the provider that
 * `organisationOf` names, asking the questionnaires of its route's default plan that are on. A provider that has one of these names
 * already refuses all (a duplicate).
 */
export function seedProgrammes(
  db: Db,
  newId: () => string,
  organisationOf: (key: StarterProgramme["key"]) => string,
  added: Added,
  isOn: (series: Series) => boolean = () => true,
): { writes: Write[]; programmes: StarterAdded[] } {
  const made = STARTER_CATALOGUE.map((starter) => ({ starter, programmeId: newId(), versionId: newId() }));
  return {
    writes: made.flatMap(({ starter, programmeId, versionId }) =>
      insertProgramme(
        db,
        {
          ...starter,
          plan: defaultPlan(starter.route, starter.facts.template, isOn),
          id: programmeId,
          versionId,
          organisationId: organisationOf(starter.key),
        },
        added,
      ),
    ),
    programmes: made.map(({ starter, programmeId, versionId }) => ({ key: starter.key, programmeId, versionId })),
  };
}
