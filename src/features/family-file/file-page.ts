import type { Temporal } from "temporal-polyfill";
import type { Actor } from "../../domain/actor.ts";
import { type Day, dayOf, longDay, longInstant } from "../../domain/calendar.ts";
import { mayDo } from "../../domain/permissions.ts";
import { behaviourPaths } from "../behaviour/index.ts";
import { lookPanel } from "../concerns/index.ts";
import {
  AGREEMENT_PURPOSES,
  arrangementText,
  type Family,
  factLabel,
  factText,
  familyFrame,
  familyPaths,
  latestAgreements,
  type Needs,
  nameAndAge,
  nameOf,
  personIn,
  workerSaid,
} from "../families/index.ts";
import { OFFER_STATES, offerPaths, SUPPORT_CODES, SUPPORTS } from "../offers/index.ts";
import { referralPaths, STATES } from "../referrals/index.ts";
import { entriesOf, timelineItem } from "./entries-page.ts";
import type { FamilyFile } from "./file-queries.ts";

const LATEST = 6;

const NOTICES = {
  opened: "Family opened",
  "arrangement-added": "Care arrangement added",
  "arrangement-changed": "Care arrangement corrected",
  "arrangement-ended": "Care arrangement ended. It stays on file",
  closed: "Family closed",
  reopened: "Family open again",
  review: "Review date saved",
  unlocked: "Unlocked",
  "handed-over": "Handed over. Whoever works with the family now is told",
};

/** Alerts of the identity bar that come from other features: open concerns, a hold of today. */
export function alertsOf({ concerns, holds }: FamilyFile, today: Day) {
  const open = concerns.filter((concern) => concern.state !== "closed").length;
  const isHeld = holds.some((hold) => hold.fromOn <= today && today <= hold.untilOn);
  return [
    ...(open > 0
      ? [{ text: `${open} open ${open === 1 ? "concern" : "concerns"}`, classes: "govuk-tag--orange" }]
      : []),
    ...(isHeld ? [{ text: "On hold", classes: "govuk-tag--grey" }] : []),
  ];
}

export const arrangementRows = (family: Family) =>
  family.arrangements.map((arrangement) => ({
    text: arrangementText(family, arrangement),
    ended: arrangement.toOn === null ? null : factText("endedHow", arrangement.endedHow),
    editHref: familyPaths.editArrangement(family.id, arrangement.id),
    endHref: familyPaths.endArrangement(family.id, arrangement.id),
    endText: arrangement.toOn === null ? "End" : "Correct the ending",
  }));

/** Each of the six kinds of support of the Guide, and family group conference, with how it stands for each carer. */
function supportRows({ family, offers }: FamilyFile) {
  return SUPPORT_CODES.map((support) => {
    const said = offers
      .filter((offer) => offer.support === support)
      .map((offer) => {
        const carer = personIn(family, offer.carerId);
        const state = OFFER_STATES[offer.state];
        return family.carers.length > 1 && carer ? `${nameOf(carer)}: ${state.toLowerCase()}` : state;
      });
    return { key: { text: SUPPORTS[support] }, value: { text: said.join("; ") || "Not told yet" } };
  });
}

/** How far telling about support has come, in a line. */
function supportsSaid({ offers }: FamilyFile): string {
  const told = SUPPORT_CODES.filter((support) => offers.some((offer) => offer.support === support)).length;
  return `Support: told about ${told} of ${SUPPORT_CODES.length}`;
}

/** What each person has agreed to now, in one line a person. */
export const agreementRows = ({ family, agreements }: FamilyFile) =>
  [...family.carers, ...family.children].flatMap((person) => {
    const given = latestAgreements(agreements).filter((one) => one.personId === person.id && one.answer === "given");
    const lines = given.map((one) => [AGREEMENT_PURPOSES[one.purpose], one.providerName].filter(Boolean).join(": "));
    if (person.kind === "child" && lines.length === 0) return [];
    return [{ key: { text: nameOf(person) }, value: lines.length > 0 ? { lines } : { text: "Nothing recorded yet" } }];
  });

const NEED_NAMES = [
  "interpreterLanguage",
  "childcare",
  "transport",
  "access",
  "workPattern",
  "bestTimeForText",
] as const;

const needLines = (needs: Needs): string[] =>
  NEED_NAMES.filter((name) => needs[name] !== null && needs[name] !== "no" && needs[name] !== "not-known").map(
    (name) => `${factLabel(name)}: ${factText(name, needs[name])}`,
  );

export const needRows = ({ family, needs }: FamilyFile) =>
  needs.flatMap((one) => {
    const person = personIn(family, one.personId);
    const lines = needLines(one);
    return person
      ? [{ key: { text: nameOf(person) }, value: lines.length > 0 ? { lines } : { text: "Nothing special" } }]
      : [];
  });

const holdRows = ({ family, holds }: FamilyFile) =>
  holds.map((hold) => {
    const person = personIn(family, hold.personId);
    const dates = `${longDay(hold.fromOn)} to ${longDay(hold.untilOn)}`;
    return `${person ? nameOf(person) : "Somebody"}: ${dates}${hold.reason ? `, ${hold.reason}` : ""}`;
  });

/** The front page of a family's file: who is in it, what was agreed, what they need, what happened last, what to do next. */
export function filePage(file: FamilyFile, actor: Actor, now: Temporal.Instant) {
  const today = dayOf(now);
  const { family, locks } = file;
  const of = family.id;
  const isOwn = family.access === "own";
  const entries = entriesOf(file);
  // What was so before the file began did not happen on it: it stands in the identity bar.
  const since = entries.filter(({ kind, onDay }) => kind !== "arrangement" || onDay > family.openedOn);
  return {
    ...familyFrame(family, today, "summary", alertsOf(file, today)),
    title: `Family ${family.reference}`,
    mayChange: isOwn && mayDo(actor, "family:write"),
    mayUnlock: mayDo(actor, "family:unlock"),
    opened: `Opened ${longDay(family.openedOn)}`,
    review:
      family.reviewDueOn === null || family.closedOn !== null ? null : `Review due ${longDay(family.reviewDueOn)}`,
    worker: workerSaid(file.worker),
    isOverdue: family.closedOn === null && family.reviewDueOn !== null && family.reviewDueOn < today,
    people: [...family.carers, ...family.children].map((person) => ({
      text: `${nameAndAge(person, today)} (${person.kind})`,
      href: familyPaths.person(of, person.id),
    })),
    arrangements: arrangementRows(family),
    agreements: { rows: agreementRows(file) },
    needs: { rows: needRows(file) },
    holds: holdRows(file),
    supports: { rows: supportRows(file) },
    supportsSaid: supportsSaid(file),
    referrals: file.referrals.map((one) => ({
      text: `${one.reference}, ${one.programmeName}`,
      href: referralPaths.show(one.id),
      state: STATES[one.state],
    })),
    concerns: lookPanel(
      file.concerns.filter(({ state }) => state !== "closed"),
      now,
      "summary",
    ),
    latest: since.slice(0, LATEST).map(timelineItem),
    more: entries.length - Math.min(since.length, LATEST),
    locks: locks.map((lock) => ({
      text: `${lock.userName ?? "Somebody"} knows this family, since ${longInstant(lock.fromAt)}${lock.reason ? `: ${lock.reason}` : ""}`,
      liftHref: familyPaths.unlock(of, lock.id),
    })),
    isClosed: family.closedOn !== null,
    hrefs: {
      check: behaviourPaths.newCheck(of),
      checks: behaviourPaths.list(of),
      need: behaviourPaths.newNeedAssessment(of),
      offers: offerPaths.list(of),
      newArrangement: familyPaths.newArrangement(of),
      agreements: familyPaths.agreements(of),
      people: familyPaths.people(of),
      timeline: familyPaths.timeline(of),
      worker: familyPaths.worker(of),
      review: familyPaths.review(of),
      locking: familyPaths.locking(of),
      closing: familyPaths.closing(of),
      reopening: familyPaths.reopening(of),
      print: familyPaths.print(of),
    },
    notices: NOTICES,
  };
}
