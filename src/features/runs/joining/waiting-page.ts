import { addDays, type Day, dayOfText, daysBetween, longDay, weekdayName } from "../../../domain/calendar.ts";
import { addressOf, countWords, type Page, pageLinks } from "../../../domain/paging.ts";
import { select } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { ageText, LANGUAGES } from "../../families/index.ts";
import { referralPaths, type WaitingReferral } from "../../referrals/index.ts";
import { waitingPaths } from "../paths.ts";
import type { WaitingExtra } from "./waiting-queries.ts";

/** Somebody who waits is spoken to at least every 4 weeks (docs/rules/runs.md). */
const SPEAK_EVERY_DAYS = 28;

export type WaitingQuery = { programme?: string; day?: string; language?: string; ready?: string };

const languageSaid = (code: string): string => (LANGUAGES as Record<string, string>)[code] ?? code;

const PARTS: readonly string[] = ["morning", "afternoon", "evening"];

/** The parts of a day as the day goes, not by the alphabet. */
const partsSaid = (parts: readonly string[]): string =>
  parts.toSorted((a, b) => PARTS.indexOf(a) - PARTS.indexOf(b)).join(", ");

function availabilitySaid(availability: WaitingReferral["availability"]): string {
  const days = Map.groupBy(availability, ({ day }) => day);
  if (days.size === 0) return "Not said";
  return [...days]
    .map(([day, parts]) => `${weekdayName(day).slice(0, 3)} ${partsSaid(parts.map(({ part }) => part))}`)
    .join("; ");
}

const readySaid = (readyFromOn: Day | null, today: Day): string =>
  readyFromOn === null || readyFromOn <= today ? "Ready" : `From ${longDay(readyFromOn)}`;

/** The day by which they should hear from us: four weeks from when they were last spoken to, or accepted. */
function speakBy(one: WaitingReferral, extra: WaitingExtra | undefined): Day | null {
  const last = extra?.lastSpokenAt ?? one.acceptedAt;
  return last === null ? null : addDays(dayOfText(last), SPEAK_EVERY_DAYS);
}

/** ", tried 5 March 2026" where it was tried since and nobody was reached. */
function triedSaid(extra: WaitingExtra | undefined): string {
  const tried = extra?.lastTriedAt ?? null;
  return tried === null || tried === extra?.lastSpokenAt ? "" : `, tried ${longDay(dayOfText(tried))}`;
}

function rowOf(one: WaitingReferral, extra: WaitingExtra | undefined, today: Day) {
  const by = speakBy(one, extra);
  return [
    { text: one.carerName, href: waitingPaths.enrolling(one.id) },
    { text: `${one.childGivenName}, ${ageText({ birthOn: one.childBirthOn, birthCertainty: "exact" }, today)}` },
    { text: String(daysBetween(dayOfText(one.submittedAt), today)), format: "numeric" },
    { text: `${one.programmeName}: ${readySaid(one.readyFromOn, today).toLowerCase()}` },
    { text: availabilitySaid(one.availability) },
    { text: extra?.area ?? "" },
    { text: languageSaid(one.language) + (one.interpreter === "yes" ? ", interpreter" : "") },
    extra?.isQuiet
      ? { text: "Do not ring: see the referral" }
      : by !== null && by < today
        ? { tag: { text: `Ring now: due ${longDay(by)}${triedSaid(extra)}`, classes: "govuk-tag--orange" } }
        : { text: by === null ? "" : longDay(by) },
    { text: "Record a call", href: waitingPaths.call(one.id), hiddenText: `to ${one.carerName}` },
    { text: one.reference, href: referralPaths.show(one.id), classes: "kinstep-reference" },
  ];
}

const DAYS = Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [String(day), weekdayName(day)]));
export const READY = { now: "Ready now", later: "Not ready yet" } as const;

function filtersOf(asked: WaitingQuery, programmes: Record<string, string>) {
  const typed: FormProblem = {
    values: {
      programme: asked.programme ?? "",
      day: asked.day ?? "",
      language: asked.language ?? "",
      ready: asked.ready ?? "",
    },
    errors: [],
  };
  return {
    programme: select("programme", programmes, typed, "All"),
    day: select("day", DAYS, typed, "Any day"),
    language: select("language", LANGUAGES, typed, "Any language"),
    ready: select("ready", READY, typed, "All"),
  };
}

type Unshared = { id: string; reference: string };

const unsharedSaid = (unshared: readonly Unshared[]): string =>
  unshared.length === 1
    ? "1 referral is not shown here: the carer no longer agrees to share with us."
    : `${unshared.length} referrals are not shown here: the carers no longer agree to share with us.`;

type Listed = {
  /** Those who wait and no longer agree to share. */
  unshared: readonly Unshared[];
  found: Page<WaitingReferral>;
  extras: readonly WaitingExtra[];
  total: number;
  asked: WaitingQuery;
  programmes: Record<string, string>;
  today: Day;
};

/** Who waits for a run, longest first and never ranked by anything else (docs/rules/people-and-words.md). */
export function waitingPage({ found, unshared, extras, total, asked, programmes, today }: Listed) {
  const extraOf = new Map(extras.map((extra) => [extra.referralId, extra]));
  return {
    title: "Waiting list",
    filters: filtersOf(asked, programmes),
    isFiltered: Object.values(asked).some((value) => value !== undefined),
    clearHref: waitingPaths.list(),
    count: countWords(total, "person waits", "people wait"),
    rows: found.rows.map((one) => rowOf(one, extraOf.get(one.id), today)),
    unshared:
      unshared.length === 0
        ? null
        : {
            text: unsharedSaid(unshared),
            links: unshared.map(({ id, reference }) => ({ text: reference, href: referralPaths.show(id) })),
          },
    pages: pageLinks(found, (place) => addressOf(waitingPaths.list(), { ...asked, ...place })),
    notices: {
      enrolled: "Enrolled",
      spoke: "Call recorded: the four weeks begin again",
      tried: "Try recorded. They are still to be spoken to",
    },
  };
}
