import { Temporal } from "temporal-polyfill";
import type { Deps } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { dayOf, dayOfText } from "../../../domain/calendar.ts";
import { mayDo } from "../../../domain/permissions.ts";
import { factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import {
  cardFor,
  familyPaths,
  findWorker,
  latestAgreements,
  listAgreements,
  listContacts,
  listNeeds,
} from "../../families/index.ts";
import { acceptedOffer } from "../../offers/index.ts";
import { programmePaths } from "../../programmes/index.ts";
import { findKept } from "../../sharing/index.ts";
import { listContactsAbout } from "../contact/contact-queries.ts";
import { findMissing } from "../draft/draft-queries.ts";
import { taskListPage } from "../draft/task-list-page.ts";
import { askedReferral, lookAtReferral } from "../referral/asked-routes.ts";
import { listAvailability, listGoals, listHolds } from "../referral/carried-queries.ts";
import type { Pause } from "../referral/clock.ts";
import { lastEvent, listEvents } from "../referral/event-queries.ts";
import { ledTo } from "../referral/led-here-queries.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import { lateReasonsOf } from "../standards/late-reason-queries.ts";
import { listAttendance, listEnrolments } from "./attendance-queries.ts";
import { type Shown, showPage } from "./show-page.ts";

export const show = factory.createApp();

/** Which side of it this person is on, and what their role lets them do there. */
function sideOf(actor: Actor, referral: ReferralFound): Shown["side"] {
  const made = referral.fromOrganisationId === actor.organisationId;
  const received = referral.toOrganisationId === actor.organisationId;
  return {
    made,
    received,
    mayMake: made && mayDo(actor, "referral:make"),
    mayAnswer: received && mayDo(actor, "referral:answer"),
  };
}

/** What a referral carries, as far as this person sees it: the file as it is, as it was, or nothing. */
async function carriedBy({ db, actor }: Pick<Deps, "db"> & { actor: Actor }, referral: ReferralFound) {
  if (referral.sight === "live") {
    const [allNeeds, availability, allContacts] = await Promise.all([
      listNeeds(db, actor, referral.familyId),
      listAvailability(db, referral.carerId),
      listContacts(db, actor, referral.familyId),
    ]);
    const needs = allNeeds.find((one) => one.personId === referral.carerId);
    return {
      needs,
      availability,
      contacts: allContacts.filter((one) => one.personId === referral.carerId && one.endedOn === null),
    };
  }
  const kept = referral.sight === "ended" ? await findKept(db, referral.id) : undefined;
  return { needs: kept?.needs ?? undefined, availability: kept?.availability ?? [], contacts: [] };
}

/** The pauses of the clock, up to the day that this person's sight ends on. */
const pausesSeen = ({ sight, seenAsOn }: ReferralFound, holds: readonly Pause[]) =>
  sight === "live" ? holds : holds.filter(({ after }) => seenAsOn !== null && after < dayOfText(seenAsOn));

async function gather(
  db: Deps["db"],
  actor: Actor,
  referral: ReferralFound,
  today: string,
): Promise<Omit<Shown, "died">> {
  const side = sideOf(actor, referral);
  const agreements = latestAgreements(await listAgreements(db, actor, referral.familyId));
  const answerTo = (asked: string) =>
    agreements.find(
      ({ personId, purpose, providerId }) => personId === referral.carerId && purpose === asked && providerId === null,
    )?.answer;
  const refusesAttendance = ["withdrawn", "declined"].includes(answerTo("council-sees-attendance") ?? "");
  const councilSees = {
    scores: answerTo("council-sees-scores") === "given",
    goals: answerTo("council-sees-goals") === "given",
  };
  const seesAttendance = side.received || !refusesAttendance;
  const [events, holds, carried, goals, enrolments, attendance, ledHere, offer, contactsAbout, worker, late] =
    await Promise.all([
      listEvents(db, referral.id),
      listHolds(db, referral.carerId),
      carriedBy({ db, actor }, referral),
      listGoals(db, referral.id),
      listEnrolments(db, referral.id),
      seesAttendance ? listAttendance(db, referral.id, today) : null,
      ledTo(db, referral),
      side.mayMake ? acceptedOffer(db, actor, referral.offerId) : undefined,
      listContactsAbout(db, referral.id),
      findWorker(db, referral.familyId),
      lateReasonsOf(db, [referral.id]),
    ]);
  const familyHref = referral.sight === "live" ? familyPaths.show(referral.familyId) : null;
  const programmeHref = programmePaths.show(referral.programmeId);
  const pauses = pausesSeen(referral, holds);
  const seen = {
    ...carried,
    goals,
    ledHere,
    offerIsOpen: offer !== undefined,
    contactsAbout,
    worker,
    councilSees,
    lateSaid: late.get(referral.id),
  };
  return { referral, events, holds: pauses, enrolments, attendance, ...seen, familyHref, programmeHref, side, today };
}

async function draftModel(db: Deps["db"], actor: Actor, referral: ReferralFound, today: string) {
  const [missing, last] = await Promise.all([findMissing(db, actor, referral), lastEvent(db, referral.id)]);
  return taskListPage(referral, missing, last ? dayOf(Temporal.Instant.from(last.at)) : today, today);
}

show.get(
  "/:id",
  reading("referral:read", { id }, askedReferral, lookAtReferral, async (c, referral) => {
    const { deps, actor, now } = c.var;
    const today = dayOf(now);
    if (referral.state === "draft")
      return page(c, "@referrals/show/task-list", await draftModel(deps.db, actor, referral, today));
    const [shown, card] = await Promise.all([gather(deps.db, actor, referral, today), cardFor(c, referral.carerId)]);
    const model = {
      ...showPage({ ...shown, died: card?.died ?? null }),
      card: referral.sight === "live" ? card : null,
    };
    return page(c, "@referrals/show/show", model);
  }),
);
