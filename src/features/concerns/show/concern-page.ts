import type { Temporal } from "temporal-polyfill";
import { longInstant } from "../../domain/calendar.ts";
import { addressOf, countWords, type Page, pageLinks } from "../../domain/paging.ts";
import { countedField, errorList, field, radios } from "../../forms/field.ts";
import { BLANK, type FormProblem } from "../../forms/form.ts";
import { familyPaths } from "../families/index.ts";
import {
  CARER_TOLD,
  CONCERN_SOURCES,
  CONCERN_STATES,
  type Concern,
  type ConcernHistory,
  isOverdue,
  kindSaid,
} from "./concern.ts";
import { LONGEST } from "./concern-form.ts";
import { concernPaths } from "./paths.ts";

const stateTag = (concern: Concern, now: Temporal.Instant) => {
  const late = isOverdue(concern, now);
  const classes = late ? "govuk-tag--red" : concern.state === "closed" ? "govuk-tag--grey" : "";
  return { text: late ? `${CONCERN_STATES[concern.state]}, overdue` : CONCERN_STATES[concern.state], classes };
};

const VERBS: Record<ConcernHistory["verb"], string> = {
  raised: "Raised",
  acknowledged: "Acknowledged",
  escalated: "Escalated",
  shared: "Shared",
  closed: "Closed",
};

const happened = (event: ConcernHistory): string =>
  [
    event.sharedWith && `Shared with ${event.sharedWith}.`,
    event.carerTold && `Carer told: ${CARER_TOLD[event.carerTold].toLowerCase()}.`,
    event.note,
  ]
    .filter(Boolean)
    .join(" ");

const timelineOf = (events: readonly ConcernHistory[]) =>
  events.map((event) => ({
    label: { text: event.verb === "raised" && event.version > 1 ? "Opened again" : VERBS[event.verb] },
    byline: { text: event.byName ?? "Kinstep" },
    datetime: { timestamp: event.at, text: longInstant(event.at) },
    text: happened(event),
  }));

const breadcrumbs = (concern: Concern) => [
  { text: "Concerns", href: concernPaths.list },
  { text: `${kindSaid(concern.kind)}: ${concern.aboutName}`, href: concernPaths.show(concern.id) },
];

const notices = {
  acknowledged: "You have acknowledged this concern",
  shared: "Shared, and kept in its history",
  closed: "Concern closed",
  reopened: "Concern opened again",
};

const aboutOf = ({ aboutName, seesFile, familyId }: Concern) =>
  seesFile ? { text: aboutName, href: familyPaths.show(familyId) } : { text: aboutName };

const ringOwner = ({ ownerName, ownerTelephone }: Concern) => `Ring ${ownerName} on ${ownerTelephone}`;

/** One concern with what has happened to it and what can be done next. */
export function concernPage(concern: Concern, events: readonly ConcernHistory[], now: Temporal.Instant, stale = BLANK) {
  const isOpen = concern.state !== "closed";
  return {
    title: `Concern: ${kindSaid(concern.kind).toLowerCase()}`,
    errors: errorList(stale),
    notices,
    breadcrumbs: breadcrumbs(concern).slice(0, 1),
    version: concern.version,
    rows: [
      { key: { text: "About" }, value: aboutOf(concern) },
      !concern.seesFile && { key: { text: "To reach the carer" }, value: { text: ringOwner(concern) } },
      { key: { text: "What" }, value: { text: concern.summary } },
      { key: { text: "From" }, value: { text: CONCERN_SOURCES[concern.source] } },
      { key: { text: "State" }, value: { tag: stateTag(concern, now) } },
      { key: { text: "To be looked at by" }, value: { text: longInstant(concern.dueAt) } },
    ].filter((row) => row !== false),
    timeline: timelineOf([...events].reverse()),
    acknowledging:
      concern.state === "raised" || concern.state === "escalated" ? concernPaths.acknowledging(concern.id) : null,
    sharingHref: isOpen ? concernPaths.sharing(concern.id) : null,
    closingHref: isOpen ? concernPaths.closing(concern.id) : null,
    reopeningHref: isOpen ? null : concernPaths.reopening(concern.id),
  };
}

/** What all the forms about one concern share. `since` is what others did after the form was opened. */
const formPage = (concern: Concern, title: string, form: FormProblem, since: readonly ConcernHistory[]) => ({
  title,
  errors: errorList(form),
  breadcrumbs: breadcrumbs(concern),
  cancelHref: concernPaths.show(concern.id),
  version: concern.version,
  summary: concern.summary,
  aboutName: concern.aboutName,
  since: timelineOf(since),
});

export const closingPage = (concern: Concern, form: FormProblem = BLANK, since: readonly ConcernHistory[] = []) => ({
  ...formPage(concern, "Close this concern", form, since),
  done: countedField("done", LONGEST, form),
});

export const sharingPage = (concern: Concern, form: FormProblem = BLANK, since: readonly ConcernHistory[] = []) => ({
  ...formPage(concern, "Share this concern", form, since),
  sharedWith: field("sharedWith", form),
  carerTold: radios("carerTold", CARER_TOLD, form),
  note: countedField("note", LONGEST, form),
});

export const reopeningPage = (concern: Concern, form: FormProblem = BLANK, since: readonly ConcernHistory[] = []) => ({
  ...formPage(concern, "Open this concern again", form, since),
  why: countedField("why", LONGEST, form),
});

/** The list of concerns: open ones by when they are due, or closed ones. */
export function concernsPage(found: Page<Concern>, count: number, show: "open" | "closed", now: Temporal.Instant) {
  return {
    title: show === "open" ? "Concerns" : "Closed concerns",
    count: countWords(count, "concern", "concerns"),
    tabs: [
      { text: "Open", href: concernPaths.list, active: show === "open" },
      { text: "Closed", href: concernPaths.closed, active: show === "closed" },
    ],
    rows: found.rows.map((concern) => [
      { text: `${kindSaid(concern.kind)}: ${concern.aboutName}`, href: concernPaths.show(concern.id) },
      { text: concern.familyReference },
      { text: CONCERN_SOURCES[concern.source] },
      { text: longInstant(concern.dueAt) },
      { tag: stateTag(concern, now) },
    ]),
    empty: show === "open" ? "No open concerns." : "No concern has been closed yet.",
    ...pageLinks(found, (place) => addressOf(concernPaths.list, { show, ...place })),
  };
}
