import { longDay } from "../../../domain/calendar.ts";
import { DECIDED_BY, LEFT_REASONS } from "../../../domain/leaving-reasons.ts";
import { countedField, errorList } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { firstNameOf } from "../../families/index.ts";
import { type MovedBack, timepointSaid } from "../../questionnaires/index.ts";
import { STATES, stateBefore } from "../../referrals/index.ts";
import { OUTCOMES, PLACE_KINDS } from "../delivery/enrolment.ts";
import { LONGEST } from "../joining/enrolment-form.ts";
import { enrolmentPaths, runPaths } from "../paths.ts";
import { endingOf } from "../person/ending-page.ts";
import { type PersonFacts, personCrumbs } from "../person/person-page.ts";
import type { LeftPlace, Refusal } from "./taking-back.ts";

export type TakingBackFacts = PersonFacts & {
  /** Free places in the order in which they are tried. */
  places: LeftPlace[];
  laterRun: string | null;
  /** Another open referral of the carer to the programme; its reference where the actor may open it. */
  otherReferral: { reference: string | null } | null;
  windows: MovedBack;
  /** Somebody who is on the run now chose the same word since. */
  hasWordOfAnother: boolean;
  tasksToOpen: string[];
  registersToOpen: string[];
};

const REFUSED: Readonly<Record<Exclude<Refusal, "referred-again">, string>> = {
  "not-ended": "There is no ending to take back: they are on this run",
  "on-the-list": "There is no ending to take back: they wait for a place. Enrol them from the waiting list",
  "changed-since": "This was changed while you had the page open. Read what is there now, then take it back again",
  closed: "This run is closed. Open the run again first, then take the ending back",
  "enrolled-again": "They have been enrolled on another run since. Nothing was changed",
  full: "No place of this run is free: theirs was given to somebody else. Add a place first, then take the ending back",
};

/** Why it can't be taken back now, in a sentence that says what to do first. */
export function refusalSaid(refusal: Refusal, { otherReferral }: Pick<TakingBackFacts, "otherReferral">): string {
  if (refusal !== "referred-again") return REFUSED[refusal];
  const which = otherReferral?.reference ? ` (${otherReferral.reference})` : "";
  return `The carer has been referred to this programme again since${which}. That referral must end first: only one can be open`;
}

/** Where to go to make it possible. */
function wayOut(refusal: Refusal | null, { run }: PersonFacts) {
  if (refusal === "closed") return { text: "Open the run again", href: runPaths.closing(run.id) };
  return refusal === "full" ? { text: "Add places", href: runPaths.places(run.id) } : null;
}

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

function placeLine({ enrolment, places }: TakingBackFacts): string {
  const [place] = places;
  if (!place) return "No place of the run is free";
  const named = `place ${place.number}${place.kind === "open" ? "" : ` (${PLACE_KINDS[place.kind].toLowerCase()})`}`;
  return place.freedById === enrolment.id
    ? `They have their place again, ${named}`
    : `They have a free place of the run, ${named}`;
}

function referralLine({ referralState, referralReference }: PersonFacts["enrolment"]): string | null {
  const before = stateBefore(referralState);
  return (
    before &&
    `The referral ${referralReference} is “${STATES[before]}” again. Whoever referred them sees this and why in its timeline`
  );
}

/** One line for each occasion: all that is asked then moves together, but for a line of a plan with its own days. */
const windowLines = ({ moved }: MovedBack): string[] => [
  ...new Set(
    moved.map(
      ({ timepoint, window }) =>
        `${timepointSaid(timepoint)}: asked from ${longDay(window.opensOn)}, due ${longDay(window.dueOn)}, until ${longDay(window.closesOn)}`,
    ),
  ),
];

const answeredLine = ({ answered }: MovedBack): string | null =>
  answered.length === 0
    ? null
    : `Not asked again, since they were answered after the ending: the questionnaires of “${answered.map((one) => timepointSaid(one).toLowerCase()).join("” and “")}”`;

/** Everything that taking the ending back will do, a line each. */
function consequences(facts: TakingBackFacts): string[] {
  const { tasksToOpen, registersToOpen } = facts;
  return [
    `${firstNameOf(facts.enrolment.carer)} is on ${facts.run.name} again, and on its registers`,
    placeLine(facts),
    referralLine(facts.enrolment),
    ...windowLines(facts.windows),
    "Answers already given are kept",
    answeredLine(facts.windows),
    facts.hasWordOfAnother &&
      `Somebody on the run has the same recognition word since, “${facts.enrolment.recognitionWord}”: tell both`,
    tasksToOpen.length > 0 &&
      `${counted(tasksToOpen.length, "task that the ending closed is", "tasks that the ending closed are")} to be done again`,
    registersToOpen.length > 0 &&
      `${counted(registersToOpen.length, "register", "registers")} finished since then must be marked for them`,
  ].filter((line): line is string => typeof line === "string");
}

/** What is kept of the ending with the person's notes, since the enrolment itself no longer says it. */
export function noteOfTakingBack({ outcome, toOn, leftReason, decidedBy }: PersonFacts["enrolment"], why: string) {
  const said = [
    outcome && OUTCOMES[outcome],
    toOn && longDay(toOn),
    leftReason && LEFT_REASONS[leftReason],
    decidedBy && `decided by: ${DECIDED_BY[decidedBy].toLowerCase()}`,
  ];
  return `Ending taken back: ${why}\nIt said: ${said.filter(Boolean).join(", ")}.`;
}

/** What will happen, and why. While it is refused and nothing was typed there is no form. */
export const takingBackPage = (facts: TakingBackFacts, refusal: Refusal | null, form: FormProblem = BLANK) => ({
  title: "Take this ending back",
  breadcrumbs: personCrumbs(facts, "Take this ending back"),
  errors: errorList(form),
  ending: endingOf(facts.enrolment),
  refusal: refusal && form === BLANK ? refusalSaid(refusal, facts) : null,
  wayOut: wayOut(refusal, facts),
  consequences: refusal ? [] : consequences(facts),
  hasForm: refusal === null || form !== BLANK,
  version: facts.enrolment.version,
  why: countedField("why", LONGEST.takingBack, form),
  cancelHref: enrolmentPaths.show(facts.enrolment.id),
});
