import { type Day, longInstant } from "../../../domain/calendar.ts";
import { dateField, errorList, field, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { type Definition, hasRiskItem, licenceFor, shownScore } from "../../../measures/index.ts";
import type { Sheet } from "../assessment/answer-queries.ts";
import {
  type Assessment,
  needsCorrectionReason,
  STATES,
  type StoredScore,
  timepointSaid,
} from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import { breadcrumbs } from "../sheet/crumbs-page.ts";
import { takenOver } from "../sheet/pack-filled-page.ts";
import type { PackFilledIn } from "../sheet/pack-filled-queries.ts";
import type { TotalsSheet } from "../sheet/sheet-queries.ts";
import { aboutSaid, informantSaid, modeHint, warningsOf } from "./keying-page.ts";
import { totalField, totalsModes, typedTotals } from "./totals-form.ts";

/** The sheet that is in use: who kept it, what it was scored as, and its totals where those were typed. */
export type LiveTotals = {
  sheet: Sheet;
  scores: readonly StoredScore[];
  typed: ReadonlyMap<string, number>;
};

type Given = {
  form?: FormProblem;
  live?: LiveTotals | undefined;
  isMeanwhile?: boolean;
  /** When and how the rest of its pack was filled in. */
  pack?: PackFilledIn | undefined;
};
type OneScale = Definition["scales"][number];

const rangeSaid = ({ range, aggregate }: OneScale): string =>
  `${range.min} to ${range.max}${aggregate.kind === "typed" && aggregate.step < 1 ? ", one decimal" : ""}`;

/** A total says nothing of a single answer, one about risk included. */
const riskWarning = (definition: Definition): string[] => {
  const items = definition.items.filter(({ risk }) => risk).map(({ number, topic }) => `item ${number} (${topic})`);
  return hasRiskItem(definition)
    ? [`A total does not show ${items.join(", ")}. Look at it on the form first: key the answers where it has a risk.`]
    : [];
};

const keyedBefore = (live: LiveTotals | undefined): string[] =>
  live && live.typed.size === 0
    ? [
        "The answers themselves were keyed. Scores will come from the totals typed here; those answers are kept beside them.",
      ]
    : [];

/** A correction starts from what was kept; a first one was filled in today unless told. */
function filledBefore(a: Assessment, today: Day, { live, pack }: Pick<Given, "live" | "pack">): FormProblem["values"] {
  const totals = [...(live?.typed ?? [])].map(([scale, total]) => [totalField(scale), String(total)]);
  return {
    completedOn: a.completedOn ?? pack?.completedOn ?? today,
    ...(a.mode === null && !pack ? {} : { mode: a.mode ?? pack?.mode ?? "" }),
    ...Object.fromEntries(totals),
  };
}

function thereNow(a: Assessment, { scales }: Definition, form: FormProblem, live: LiveTotals | undefined) {
  const typed = typedTotals(form.values, scales);
  const there = new Map(live?.scores.map(({ scale, value }) => [scale, value === null ? "" : shownScore(value)]));
  const differ = scales.filter(({ id }) => (typed.get(id)?.trim() ?? "") !== (there.get(id) ?? ""));
  const said = (text: string | undefined) => ({ text: text?.trim() ? text : "left blank" });
  const by = live ? `, typed or keyed by ${live.sheet.keyedBy ?? "Kinstep"} on ${longInstant(live.sheet.keyedAt)}` : "";
  return {
    text: `It is now: ${STATES[a.state].toLowerCase()}${by}.`,
    rows: live ? differ.map(({ id, title }) => [{ text: title }, said(typed.get(id)), said(there.get(id))]) : [],
  };
}

/** The page on which the totals of the owner's scored form are typed, one a scale. */
export function totalsPage(a: Assessment, { definition, allowed, stops }: TotalsSheet, today: Day, given: Given = {}) {
  const form = given.form ?? BLANK;
  const filled = given.form ?? { values: filledBefore(a, today, given), errors: [] };
  const isDone = needsCorrectionReason(a);
  const terms = licenceFor(definition, "totals");
  const isQuestionnaire = definition.kind === "questionnaire";
  return {
    title: `${isDone ? "Correct the totals" : "Totals"} of ${definition.acronym}: ${a.aboutName}, ${timepointSaid(a.timepoint).toLowerCase()}`,
    errors: errorList(form),
    breadcrumbs: breadcrumbs(a, definition.acronym),
    version: a.version,
    facts: [
      { key: { text: "Form" }, value: { text: definition.title } },
      { key: { text: "About" }, value: { text: aboutSaid(a, today) } },
      { key: { text: "Answered by" }, value: { text: informantSaid(a) } },
    ],
    warnings: [...warningsOf(a, { stops }, today), ...riskWarning(definition), ...keyedBefore(given.live)],
    completedOn: dateField("completedOn", filled),
    mode: radios("mode", totalsModes(allowed, a.mode), filled),
    takenOver: takenOver(a, given.pack, form, totalsModes(allowed, a.mode)),
    modeHint: modeHint({ allowed }),
    reason: isDone ? field("reason", filled) : null,
    totals: definition.scales.map((scale) => ({
      ...field(totalField(scale.id), filled),
      label: scale.title,
      hint: rangeSaid(scale),
    })),
    licence: terms.note ?? terms.terms,
    there: given.isMeanwhile ? thereNow(a, definition, form, given.live) : null,
    keyingHref: isQuestionnaire && allowed.has("keyed") ? assessmentPaths.keying(a.id) : null,
    cancelHref: assessmentPaths.show(a.id),
    notCollectedHref: isDone ? null : assessmentPaths.notCollected(a.id),
  };
}
