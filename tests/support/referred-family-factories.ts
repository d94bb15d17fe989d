import type { TestApp } from "./app.ts";
import { AT } from "./world.ts";

const BY = "seed";
const made = { created_at: AT, created_by: BY };

export type RunProgramme = { programmeId: string; versionId: string };

/** A programme of Willow's (or `organisationId`'s) with one version: `sessions` core sessions of two hours, weekly. */
export async function aRunProgramme(
  t: TestApp,
  given: {
    organisationId?: string;
    sessions?: number;
    format?: "group" | "one-to-one";
    route?: "parenting" | "cbt";
    minimum?: number;
    share?: number;
  } = {},
): Promise<RunProgramme> {
  const [programmeId, versionId] = [t.newId(), t.newId()];
  await t.db
    .insertInto("programme")
    .values({
      id: programmeId,
      organisation_id: given.organisationId ?? t.organisations.willow,
      route: given.route ?? "parenting",
      name: `Steady steps ${programmeId.slice(-6)}`,
      current_version: 1,
      ...made,
    })
    .execute();
  await t.db
    .insertInto("programme_version")
    .values({
      id: versionId,
      programme_id: programmeId,
      version: 1,
      format: given.format ?? "group",
      child_age_from: 3,
      child_age_to: 11,
      minimum_places: given.minimum ?? 6,
      maximum_places: given.format === "one-to-one" ? 1 : 12,
      completion_share: given.share ?? 0.7,
      evidence: JSON.stringify({ rating: "Promising", source: "A test", ratedOn: "2024-10-01", caveat: null }),
      template: JSON.stringify({
        summary: "A weekly programme",
        deliveredBy: "A facilitator",
        setting: "A hall",
        daysBetween: 7,
        sessions: Array.from({ length: given.sessions ?? 10 }, (_, at) => ({
          number: at + 1,
          module: `Module ${at + 1}`,
          core: true,
          minutes: 120,
        })),
      }),
      ...made,
    })
    .execute();
  return { programmeId, versionId };
}

export type ReferredFamily = { familyId: string; carerId: string; childId: string; referralId: string };

/** A family of North's with one carer and one child, and their referral to Willow in `state` (accepted unless told), with its log and the carer's agreement to share. */
export async function aReferredFamily(
  t: TestApp,
  given: {
    programme: RunProgramme;
    state?: "accepted" | "waiting" | "enrolled" | "started";
    carer?: string;
    child?: string;
    childBirthOn?: string;
    fromOrganisationId?: string;
    toOrganisationId?: string;
  },
): Promise<ReferredFamily> {
  const [familyId, carerId, childId, offerId, referralId] = [t.newId(), t.newId(), t.newId(), t.newId(), t.newId()];
  const from = given.fromOrganisationId ?? t.organisations.north;
  const state = given.state ?? "accepted";
  await t.db
    .insertInto("family")
    .values({
      id: familyId,
      organisation_id: from,
      reference: `F-${familyId}`,
      opened_on: "2026-01-05",
      ...made,
    })
    .execute();
  const unknown = {
    ethnicity: "NOBT",
    ethnicity_stated_by: "not-stated",
    disability: "not-known",
    interpreter: "no",
    reading_help: "no",
  } as const;
  await t.db
    .insertInto("person")
    .values([
      {
        id: carerId,
        family_id: familyId,
        kind: "carer",
        given_name: given.carer ?? "Maureen",
        family_name: "O’Neill",
        birth_on: "1961-05-04",
        birth_certainty: "exact",
        sex: "F",
        ...unknown,
        ...made,
      },
      {
        id: childId,
        family_id: familyId,
        kind: "child",
        given_name: given.child ?? "Jayden",
        family_name: "O’Neill",
        birth_on: given.childBirthOn ?? "2018-06-10",
        birth_certainty: "exact",
        sex: "M",
        ...unknown,
        ...made,
      },
    ])
    .execute();
  await t.db
    .insertInto("offer")
    .values({
      id: offerId,
      family_id: familyId,
      carer_id: carerId,
      child_id: childId,
      support: "parenting",
      state: "accepted",
      ...made,
    })
    .execute();
  const moves = (
    [
      ["open", null, "draft"],
      ["submit", "draft", "submitted"],
      ["accept", "submitted", "accepted"],
      ["wait", "accepted", "waiting"],
      ["enrol", "waiting", "enrolled"],
      ["start", "enrolled", "started"],
    ] as const
  ).slice(0, { accepted: 3, waiting: 4, enrolled: 5, started: 6 }[state]);
  await t.db
    .insertInto("referral")
    .values({
      id: referralId,
      reference: `R-${referralId}`,
      family_id: familyId,
      carer_id: carerId,
      child_id: childId,
      offer_id: offerId,
      programme_id: given.programme.programmeId,
      from_organisation_id: from,
      to_organisation_id: given.toOrganisationId ?? t.organisations.willow,
      source: "5A",
      state,
      submitted_at: "2026-02-02T10:00:00.000Z",
      version: moves.length,
      ...made,
    })
    .execute();
  for (const [at, [verb, from_state, to_state]] of moves.entries())
    await t.db
      .insertInto("referral_event")
      .values({
        referral_id: referralId,
        version: at + 1,
        verb,
        from_state,
        to_state,
        at: `2026-02-0${at + 1}T10:00:00.000Z`,
        by: BY,
      })
      .execute();
  await insertAgreement(t, { familyId, carerId, providerId: given.toOrganisationId ?? t.organisations.willow });
  return { familyId, carerId, childId, referralId };
}

/** Nothing is sent without the carer's yes to sharing with that provider. */
const insertAgreement = (t: TestApp, who: { familyId: string; carerId: string; providerId: string }) =>
  t.db
    .insertInto("agreement")
    .values({
      id: t.newId(),
      person_id: who.carerId,
      family_id: who.familyId,
      purpose: "share-with-provider",
      provider_id: who.providerId,
      answer: "given",
      wording_version: "1",
      how: "in-person",
      at: AT,
      by: BY,
    })
    .execute();
