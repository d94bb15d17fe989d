import { defaultPlan, STARTER_CATALOGUE, type StarterProgramme } from "../../src/features/programmes/index.ts";
import type { TestApp } from "./app.ts";
import { AT, type OrganisationName } from "./world.ts";

const MADE = { created_at: AT, created_by: "seed" };

/** What a programme of the starter catalogue asks. */
export const planOfStarter = ({ route, facts }: StarterProgramme) => defaultPlan(route, facts.template, () => true);

export type ProgrammeMade = { programmeId: string; versionId: string; name: string; route: "parenting" | "cbt" };

/** A programme of Willow's with one version: template, fidelity list and measure plan of the starter catalogue's one of this kind. */
export async function aProgramme(
  t: TestApp,
  given: { of?: OrganisationName; kind?: StarterProgramme["key"]; name?: string; childAges?: [number, number] } = {},
): Promise<ProgrammeMade> {
  const starter = STARTER_CATALOGUE.find(({ key }) => key === (given.kind ?? "parenting-group"))!;
  const { facts, route } = starter;
  const plan = planOfStarter(starter);
  const [programmeId, versionId] = [t.newId(), t.newId()];
  const name = given.name ?? `${starter.name} ${programmeId.slice(-6)}`;
  const [from, to] = given.childAges ?? [facts.childAgeFrom, facts.childAgeTo];
  const organisation_id = t.organisations[given.of ?? "willow"];
  await t.db
    .insertInto("programme")
    .values({ id: programmeId, organisation_id, route, name, current_version: 1, ...MADE })
    .execute();
  await t.db
    .insertInto("programme_version")
    .values({
      id: versionId,
      programme_id: programmeId,
      version: 1,
      format: facts.format,
      child_age_from: from,
      child_age_to: to,
      minimum_places: facts.minimumPlaces,
      maximum_places: facts.maximumPlaces,
      completion_share: facts.completionShare,
      evidence: JSON.stringify(facts.evidence),
      template: JSON.stringify(facts.template),
      fidelity: JSON.stringify(facts.fidelity),
      ...MADE,
    })
    .execute();
  for (const { measureId, window, ...line } of plan)
    await t.db
      .insertInto("plan_item")
      .values({ programme_version_id: versionId, measure_id: measureId, window: JSON.stringify(window), ...line })
      .execute();
  return { programmeId, versionId, name, route };
}
