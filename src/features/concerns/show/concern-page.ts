import type { Temporal } from "temporal-polyfill";
import { longInstant } from "../../../domain/calendar.ts";
import type { BothTexts } from "../../../forms/both-texts.ts";
import { countedField, errorList, field, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { familyPaths } from "../../families/index.ts";
import {
  CARER_TOLD,
  CONCERN_SOURCES,
  CONCERN_STATES,
  type Concern,
  type ConcernCorrection,
  type ConcernHistory,
  isOverdue,
  isWaiting,
  kindSaid,
} from "../concern/concern.ts";
import type { ToldTo } from "../concern/concern-log-queries.ts";
import { standardSaid, timeRuleOf } from "../concern/concern-times.ts";
import { dueSaid } from "../concern/concern-words.ts";
import { STEPS, WHYS } from "../concern/telling.ts";
import { concernPaths } from "../paths.ts";
import { LONGEST } from "./concern-form.ts";

/** What stands beside a concern: its state, and that its time is over. */
export const stateTag = (concern: Concern, now: Temporal.Instant) => {
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

/** Everything that the page of one concern shows. */
export type ShownConcern = {
  concern: Concern;
  events: readonly ConcernHistory[];
  told: readonly ToldTo[];
  corrections: readonly ConcernCorrection[];
  /** The form it came from, where the reader may open it. */
  formHref: string | undefined;
};

type Conflicting = FormProblem & { conflict?: BothTexts };

/** Whose keying, or whose record, it was. */
const recordedSaid = ({ createdByName, createdAt }: Concern) =>
  `${createdByName ?? "The carer"}, ${longInstant(createdAt)}`;

const holderSaid = ({ forUserName, state }: Concern) =>
  forUserName === null
    ? "Nobody yet"
    : `${forUserName}${isWaiting({ state }) ? ", who has not said yet that they look at it" : ""}`;

const row = (text: string, value: object) => ({ key: { text }, value });

/** The standard that it is due by, marked while nobody has confirmed it. */
function ruleSaid({ kind, urgent }: Concern): string {
  const rule = timeRuleOf(kind, urgent === "yes");
  const within = rule.unit === "end-of-next-working-day" ? "By" : "Within";
  return `${within} ${standardSaid(rule)}${rule.isConfirmed ? "" : "†, not yet confirmed"}. ${rule.source}`;
}

const factsOf = ({ concern, formHref }: ShownConcern, now: Temporal.Instant) =>
  [
    row("About", aboutOf(concern)),
    !concern.seesFile && row("To reach the carer", { text: ringOwner(concern) }),
    row("What", { text: concern.summary }),
    row("From", { text: CONCERN_SOURCES[concern.source], ...(formHref ? { href: formHref } : {}) }),
    row(concern.source === "answer" ? "Keyed by" : "Recorded by", { text: recordedSaid(concern) }),
    row("Who looks at it", { text: holderSaid(concern) }),
    row("To be looked at", {
      lines: [`${dueSaid(concern.dueAt, now)} (${longInstant(concern.dueAt)})`, ruleSaid(concern)],
    }),
    row("State", { tag: stateTag(concern, now) }),
  ].filter((one) => one !== false);

const correctionSaid = ({ still, said, reason, at, byName }: ConcernCorrection) => ({
  heading:
    still === "yes"
      ? "The form was corrected since, and still says so"
      : "The form was corrected since, and says something else now",
  said,
  by: `${byName ?? "Kinstep"}, ${longInstant(at)}${reason ? `: ${reason}` : ""}`,
});

const toldRow = ({ name, step, why, at }: ToldTo) => [
  { text: name },
  { text: STEPS[step] },
  { text: WHYS[why] },
  { text: longInstant(at) },
];

/** One concern: by when and by whom it must be looked at, what the form says now, who was told, and what can be done next. */
export function concernPage(shown: ShownConcern, now: Temporal.Instant, form: Conflicting = BLANK) {
  const { concern, events, told, corrections } = shown;
  const isOpen = concern.state !== "closed";
  const latest = corrections.at(-1);
  return {
    title: `Concern: ${kindSaid(concern.kind).toLowerCase()}`,
    errors: errorList(form),
    conflict: form.conflict,
    notices,
    breadcrumbs: breadcrumbs(concern).slice(0, 1),
    version: concern.version,
    due: isWaiting(concern) ? `Say that you look at it ${dueSaid(concern.dueAt, now)}` : null,
    isLate: isOverdue(concern, now),
    correction: latest ? correctionSaid(latest) : null,
    rows: factsOf(shown, now),
    told: told.map(toldRow),
    timeline: timelineOf([...events].reverse()),
    acknowledging: isWaiting(concern) ? concernPaths.acknowledging(concern.id) : null,
    sharingHref: isOpen ? concernPaths.sharing(concern.id) : null,
    closingHref: isOpen ? concernPaths.closing(concern.id) : null,
    reopeningHref: isOpen ? null : concernPaths.reopening(concern.id),
  };
}

/** What happened to a concern, for somebody who comes too late: who did what, and when. */
export const happenedSince = (events: readonly ConcernHistory[]): BothTexts => ({
  text: "This was changed while you had it open.",
  differences: events.map((event) => ({
    said: event.verb === "raised" && event.version > 1 ? "Opened again" : VERBS[event.verb],
    yours: null,
    theirs: [`${event.byName ?? "Kinstep"}, ${longInstant(event.at)}`, happened(event)].filter(Boolean).join(". "),
  })),
});

/** What all the forms about one concern share. */
const formPage = (concern: Concern, title: string, form: Conflicting) => ({
  title,
  errors: errorList(form),
  conflict: form.conflict,
  breadcrumbs: breadcrumbs(concern),
  cancelHref: concernPaths.show(concern.id),
  version: concern.version,
  summary: concern.summary,
  aboutName: concern.aboutName,
});

export const closingPage = (concern: Concern, form: Conflicting = BLANK) => ({
  ...formPage(concern, "Close this concern", form),
  done: countedField("done", LONGEST, form),
  check: [form.values.check ?? ""].flat()[0] ?? "",
});

export const sharingPage = (concern: Concern, form: Conflicting = BLANK) => ({
  ...formPage(concern, "Share this concern", form),
  sharedWith: field("sharedWith", form),
  carerTold: radios("carerTold", CARER_TOLD, form),
  note: countedField("note", LONGEST, form),
});

export const reopeningPage = (concern: Concern, form: Conflicting = BLANK) => ({
  ...formPage(concern, "Open this concern again", form),
  why: countedField("why", LONGEST, form),
});
