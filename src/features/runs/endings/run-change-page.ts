import { checkboxes, countedField, dateField, errorList } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { firstNameOf } from "../../families/index.ts";
import { LONGEST } from "../joining/enrolment-form.ts";
import { runChoices } from "../joining/run-choice-page.ts";
import type { RunWithRoom } from "../joining/waiting-queries.ts";
import { enrolmentPaths, runPaths } from "../paths.ts";
import { type PersonFacts, personCrumbs } from "../person/person-page.ts";

export type MovingFacts = PersonFacts & { runs: RunWithRoom[] };

const asOffered = ({ runs, today }: MovingFacts): FormProblem => ({
  values: { run: runs.length === 1 ? runs[0]!.id : "", fromOn: today },
  errors: [],
});

/** What stays and what follows, said before it is done (docs/rules/windows.md). */
const FOLLOWS = [
  "What they came to counts: a session of that run that they have had on this one counts as attended.",
  "What was answered, or begun, stays as it is and is not asked again.",
  "What nobody has begun is asked on that run’s dates; what its course does not ask any more is withdrawn.",
  "Their days of waiting and their notes stay.",
];

/** Somebody goes to another run of the same programme. */
export function movingPage(facts: MovingFacts, typed: FormProblem = BLANK) {
  const form = typed === BLANK ? asOffered(facts) : typed;
  const { enrolment, run } = facts;
  return {
    title: `Move ${firstNameOf(enrolment.carer)} to another run`,
    breadcrumbs: personCrumbs(facts, "Move to another run"),
    errors: errorList(form),
    version: enrolment.version,
    about: `Now on ${run.name}. Runs of ${run.programmeName} with a free place and a session still to come:`,
    noRuns:
      facts.runs.length === 0
        ? {
            text: "No other open run of this programme has a free place and a session still to come.",
            href: runPaths.new(run.programmeId),
            linkText: "Make a run",
          }
        : null,
    run: runChoices(facts.runs, form),
    withHeld: checkboxes("withHeld", { yes: "Use a held or reserve place if no open one is left" }, form),
    fromOn: dateField("fromOn", form),
    why: countedField("why", LONGEST.runChange, form),
    follows: FOLLOWS,
    cancelHref: enrolmentPaths.show(enrolment.id),
  };
}

const REST = [
  "Their place is free, and they are on the waiting list with the days that they have waited.",
  "What was answered, or begun, stays. What nobody has begun is not asked until they are enrolled again.",
  "Whoever referred them sees this, and why, in the referral’s timeline.",
];

/** Somebody waits for a place again. */
export const backToListPage = (facts: PersonFacts, form: FormProblem = BLANK) => ({
  title: `Put ${firstNameOf(facts.enrolment.carer)} back on the waiting list`,
  breadcrumbs: personCrumbs(facts, "Back on the waiting list"),
  errors: errorList(form),
  version: facts.enrolment.version,
  about: `Now on ${facts.run.name}.`,
  follows: REST,
  readyFromOn: dateField("readyFromOn", form),
  why: countedField("why", LONGEST.runChange, form),
  cancelHref: enrolmentPaths.show(facts.enrolment.id),
});
