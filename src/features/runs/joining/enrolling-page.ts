import type { Day } from "../../../domain/calendar.ts";
import { checkboxes, dateField, errorList, field, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { ageOf, ageText, nameOf } from "../../families/index.ts";
import type { WaitingReferral } from "../../referrals/index.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";
import type { Colleague } from "../delivery/run-queries.ts";
import type { Unshown } from "../delivery/unshown-queries.ts";
import { runPaths, waitingPaths } from "../paths.ts";
import { wordsLeft } from "./recognition-words.ts";
import { runChoices } from "./run-choice-page.ts";
import type { RunWithRoom } from "./waiting-queries.ts";

export type EnrollingFacts = {
  referral: WaitingReferral;
  runs: RunWithRoom[];
  people: Enrolment[];
  /** Who is on them and is not shown to this reader: their words are taken, too. */
  unshown: Unshown[];
  colleagues: Colleague[];
  userId: string;
  today: Day;
};

const asOffered = ({ referral, runs, userId, today }: EnrollingFacts): FormProblem => ({
  values: {
    run: runs.length === 1 ? runs[0]!.id : "",
    fromOn: today,
    initial: [...referral.childGivenName][0]?.toUpperCase() ?? "",
    owner: userId,
  },
  errors: [],
});

const facilitators = (colleagues: readonly Colleague[]) =>
  Object.fromEntries(colleagues.filter(({ role }) => role === "facilitator").map(({ id, name }) => [id, name]));

/** Enrolling one referral: the run, and what enrolment fixes for as long as the course lasts (docs/rules/main-job.md 7). */
export function enrollingPage(facts: EnrollingFacts, typed: FormProblem = BLANK) {
  const form = typed === BLANK ? asOffered(facts) : typed;
  const { referral, people } = facts;
  const words = wordsLeft(people.map(({ recognitionWord }) => recognitionWord));
  return {
    title: `Enrol ${referral.carerName}`,
    breadcrumbs: [{ text: "Waiting list", href: waitingPaths.list() }, { text: "Enrol" }],
    errors: errorList(form),
    version: referral.version,
    about: `${referral.programmeName}. The child these questions are about: ${referral.childName}, ${childAged(referral, facts.today)}.`,
    noRuns:
      facts.runs.length === 0
        ? {
            text: "No open run of this programme has a free place and a session still to come.",
            href: runPaths.new(referral.programmeId),
            linkText: "Make a run",
          }
        : null,
    run: runChoices(facts.runs, form),
    withHeld: checkboxes("withHeld", { yes: "Use a held or reserve place if no open one is left" }, form),
    fromOn: dateField("fromOn", form),
    initial: field("initial", form),
    word: select("word", Object.fromEntries(words.map((word) => [word, word])), form, "Select the carer’s word"),
    attendsWith: select(
      "attendsWith",
      Object.fromEntries(people.map((one) => [one.id, `${nameOf(one.carer)}, ${one.runName}`])),
      form,
      "Nobody",
    ),
    owner: select("owner", facilitators(facts.colleagues), form, "Select who follows up"),
    cancelHref: waitingPaths.list(),
  };
}

const childAged = (referral: WaitingReferral, today: Day) =>
  ageText({ birthOn: referral.childBirthOn, birthCertainty: "exact" }, today);

/** The child's age as the carer will be shown it: whole years on the day of joining; null where the birth date is not known. */
export const ageShown = (referral: WaitingReferral, on: Day): number | null =>
  ageOf({ birthOn: referral.childBirthOn }, on);
