import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Deps } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { looked } from "../../domain/audit-entry.ts";
import { dayOf } from "../../domain/calendar.ts";
import { mayDo } from "../../domain/permissions.ts";
import { can } from "../../web/can.ts";
import { factory, page } from "../../web/factory.ts";
import { id, params } from "../../web/params.ts";
import { note } from "../../web/save.ts";
import { familyPaths, latestAgreements, listAgreements, listContacts, listNeeds } from "../families/index.ts";
import { programmePaths } from "../programmes/index.ts";
import { listAttendance, listEnrolments } from "./attendance-queries.ts";
import { listAvailability, listGoals, listHolds } from "./carried-queries.ts";
import { findMissing } from "./draft-queries.ts";
import { lastEvent, listEvents } from "./event-queries.ts";
import { ledTo } from "./led-here-queries.ts";
import { findReferral, type ReferralFound } from "./referral-queries.ts";
import { type Shown, showPage } from "./show-page.ts";
import { taskListPage } from "./task-list-page.ts";

export const show = factory.createApp();

/** Which side of it this person is on, and what their role lets them do there. */
function sideOf(actor: Actor, referral: ReferralFound): Shown["side"] {
  const made = referral.fromOrganisationId === actor.organisationId;
  const received = referral.toOrganisationId === actor.organisationId;
  return {
    made,
    received,
    mayMake: made && mayDo(actor.role, "referral:make"),
    mayAnswer: received && mayDo(actor.role, "referral:answer"),
  };
}

async function gather(db: Deps["db"], actor: Actor, referral: ReferralFound, today: string): Promise<Shown> {
  const side = sideOf(actor, referral);
  const agreed = latestAgreements(await listAgreements(db, actor, referral.familyId)).filter(
    (one) => one.personId === referral.carerId,
  );
  const answerTo = (purpose: string, provider: string | null) =>
    agreed.find((one) => one.purpose === purpose && one.providerId === provider)?.answer;
  const isShared = side.made || answerTo("share-with-provider", referral.toOrganisationId) === "given";
  const refusesAttendance = ["withdrawn", "declined"].includes(answerTo("council-sees-attendance", null) ?? "");
  const seesAttendance = side.received || !refusesAttendance;
  const [events, holds, allNeeds, availability, goals, allContacts, enrolments, attendance, ledHere] =
    await Promise.all([
      listEvents(db, referral.id),
      listHolds(db, referral.carerId),
      listNeeds(db, actor, referral.familyId),
      listAvailability(db, referral.carerId),
      listGoals(db, referral.id),
      listContacts(db, actor, referral.familyId),
      listEnrolments(db, referral.id),
      seesAttendance ? listAttendance(db, referral.id, today) : null,
      ledTo(db, referral),
    ]);
  const needs = allNeeds.find((one) => one.personId === referral.carerId);
  const contacts = allContacts.filter((one) => one.personId === referral.carerId && one.endedOn === null);
  const familyHref = familyPaths.show(referral.familyId);
  const programmeHref = programmePaths.show(referral.programmeId);
  const carried = { needs, availability, goals, contacts, ledHere, isShared };
  return { referral, events, holds, enrolments, attendance, ...carried, familyHref, programmeHref, side, today };
}

async function draftModel(db: Deps["db"], actor: Actor, referral: ReferralFound, today: string) {
  const [missing, last] = await Promise.all([findMissing(db, actor, referral), lastEvent(db, referral.id)]);
  return taskListPage(referral, missing, last ? dayOf(Temporal.Instant.from(last.at)) : today, today);
}

show.get("/:id", can("referral:read"), params(z.object({ id })), async (c) => {
  const { deps, actor, now } = c.var;
  const referral = await findReferral(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();
  await note(c, looked(actor, "referral", referral.id, referral.familyId));
  const today = dayOf(now);
  if (referral.state === "draft")
    return page(c, "@referrals/task-list", await draftModel(deps.db, actor, referral, today));
  return page(c, "@referrals/show", showPage(await gather(deps.db, actor, referral, today)));
});
