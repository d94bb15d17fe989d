import type { Temporal } from "temporal-polyfill";
import type { Deps, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { onFileFor, openReferral } from "../draft/draft-queries.ts";
import { goesOnAt } from "../draft/task-paths.ts";
import { isSoonAgain } from "../referral/again.ts";
import { referenceFrom } from "../referral/reference.ts";
import { firstDraft, missingFrom } from "../referral/tasks.ts";
import { findOpenReferral, lastEndedAt } from "./earlier-referral-queries.ts";

export type Beginning = {
  familyId: string;
  carerId: string;
  childId: string;
  offerId: string;
  programme: { id: string; organisationId: string };
  overrideReason: string | null;
};

export type Begun = { id: string; writes: Write[]; goesOn: string };

/** The writes of a new draft, with what is on file already in it, and the page on which it goes on. */
export async function beginReferral(
  deps: Pick<Deps, "db" | "newId" | "newToken">,
  actor: Actor,
  { programme, ...about }: Beginning,
  now: Temporal.Instant,
): Promise<Begun> {
  const toOrganisationId = programme.organisationId;
  const onFile = await onFileFor(deps.db, actor, { ...about, toOrganisationId });
  const draft = firstDraft(onFile);
  const made = {
    ...about,
    id: deps.newId(),
    reference: referenceFrom(deps.newToken()),
    programmeId: programme.id,
    toOrganisationId,
    draft,
  };
  const missing = missingFrom(draft, onFile.hasAgreements);
  return { id: made.id, writes: openReferral(deps.db, actor, made, now), goesOn: goesOnAt(made.id, missing) };
}

/** May a referral of this carer to this programme begin without another question: none is open, and the last was not a short while ago? */
export async function isPlainlyNew(
  { db }: Pick<Deps, "db">,
  actor: Actor,
  carerId: string,
  programmeId: string,
  now: Temporal.Instant,
): Promise<boolean> {
  if (await findOpenReferral(db, actor, carerId, programmeId)) return false;
  return !isSoonAgain(await lastEndedAt(db, carerId, programmeId), dayOf(now));
}
