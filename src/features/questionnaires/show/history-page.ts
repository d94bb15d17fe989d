import { longDay, longInstant } from "../../../domain/calendar.ts";
import type { Happened, Sheet } from "../assessment/answer-queries.ts";
import { MODES_SAID, NOT_COLLECTED, type NotCollectedReason, OTHERWISE } from "../assessment/assessment.ts";

const VERBS: Record<string, string> = {
  scheduled: "Scheduled",
  moved: "Window moved",
  "link-issued": "Link sent",
  started: "Started",
  finished: "Answers kept",
  "preferred-not-to": "Preferred not to answer",
  "not-collected": "Not collected",
  reopened: "Opened again",
  replaced: "Replaced by another form",
};

const WHYS: Record<string, string> = {
  correction: "To correct the answers",
  "form-arrived": "A filled-in form arrived",
  sessions: "A session moved",
  attended: "The carer came to another first session",
  left: "The carer left the course",
  "taken-back": "The ending was taken back",
  "second-keying": "Set right after a second keying",
  "another-run": "The carer went to another run",
  ...OTHERWISE,
  "as-fixed": "Answered as was fixed at enrolment",
  hold: "They asked for a pause",
  "hold-lifted": "The pause was lifted",
  "back-on-list": "The carer went back to the waiting list",
};

/** What takes a form's place is another form, or nothing. */
const WITHDRAWN: readonly unknown[] = ["another-run", "back-on-list"];

const happened = ({ verb, detail }: Happened): string =>
  verb === "replaced" && WITHDRAWN.includes(detail.why) ? "No longer asked" : (VERBS[verb] ?? verb);

function detailSaid({ verb, detail }: Happened): string {
  const { why, reason, once } = detail as { why?: string; reason?: string; once?: string };
  const said = verb === "not-collected" ? NOT_COLLECTED[reason as NotCollectedReason] : reason;
  const window = (detail.to ?? (verb === "scheduled" ? detail : null)) as {
    opensOn?: string;
    closesOn?: string;
  } | null;
  return [
    once && "Asked once, with another occasion",
    why && WHYS[why],
    said,
    window?.opensOn && window.closesOn && `${longDay(window.opensOn)} to ${longDay(window.closesOn)}`,
  ]
    .filter(Boolean)
    .join(". ");
}

/** What happened to an assessment, the latest first, for a timeline. */
export const timeline = (history: readonly Happened[]) =>
  history.map((event) => ({
    label: { text: happened(event) },
    byline: { text: event.byName ?? "Kinstep" },
    datetime: { timestamp: event.at, text: longInstant(event.at) },
    text: detailSaid(event),
  }));

/** Every answer sheet, the latest first, and which of them is in use. */
export const sheetRows = (sheets: readonly Sheet[]) =>
  sheets.map((sheet) => [
    { text: longDay(sheet.completedOn) },
    { text: MODES_SAID[sheet.mode] ?? sheet.mode },
    { text: `${sheet.keyedBy ?? "Kinstep"}, ${longInstant(sheet.keyedAt)}` },
    { text: sheet.correctionReason ?? "" },
    { tag: sheet.supersededAt ? { text: "Replaced", classes: "govuk-tag--grey" } : { text: "In use" } },
  ]);
