import type { Day } from "../../../domain/calendar.ts";
import { countedField, dateField, errorList, field, radios, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { type Family, firstNameOf } from "../../families/index.ts";
import {
  asksSafety,
  BEHAVIOUR_CODES,
  BEHAVIOURS,
  type Behaviour,
  CHALLENGE,
  CHECK_SOURCES,
  HOW_OFTEN,
  type ReportedBehaviour,
  SAFETY_QUESTIONS,
  type SafetyQuestion,
  YES_NO,
} from "../check/behaviours.ts";
import type { BehaviourCheck } from "../check/check.ts";
import { checkCrumbs, namesOf } from "../check/crumbs-page.ts";
import { behaviourPaths } from "../paths.ts";
import { LONGEST_OWN_WORDS, LONGEST_REASON, LONGEST_STRENGTHS, LONGEST_TRIED } from "./check-form.ts";

const tickedIn = (form: FormProblem): string[] => [form.values.behaviour ?? []].flat();
const errorOf = (name: string, form: FormProblem) => form.errors.find((error) => error.field === name)?.text;

/** One row of the check: its tick, and what opens beneath it. */
const rowOf = (behaviour: Behaviour, form: FormProblem) => ({
  value: behaviour,
  text: BEHAVIOURS[behaviour],
  id: `behaviour-${behaviour}`,
  error: errorOf(`behaviour-${behaviour}`, form),
  howOften: select(`howOften-${behaviour}`, HOW_OFTEN, form, "Not answered"),
  challenge: select(`challenge-${behaviour}`, CHALLENGE, form, "Not answered"),
  safety: asksSafety(behaviour)
    ? (Object.keys(SAFETY_QUESTIONS) as SafetyQuestion[]).map((question) => ({
        ...select(`${question}-${behaviour}`, YES_NO, form, "Not answered"),
        label: SAFETY_QUESTIONS[question],
      }))
    : [],
  words: behaviour === "other" ? field("words-other", form) : null,
  since: field(`since-${behaviour}`, form),
  place: field(`place-${behaviour}`, form),
  tried: countedField(`tried-${behaviour}`, LONGEST_TRIED, form),
});

const formFields = (family: Family, form: FormProblem) => ({
  errors: errorList(form),
  childId: radios("childId", namesOf(family.children), form),
  carerId: radios("carerId", namesOf(family.carers), form),
  onDay: dateField("onDay", form),
  source: select("source", CHECK_SOURCES, form),
  ticked: tickedIn(form),
  rows: BEHAVIOUR_CODES.map((behaviour) => rowOf(behaviour, form)),
  nothing: {
    ...field("nothing", form),
    items: [{ value: "yes", text: "Nothing was reported that challenges the carer" }],
  },
  ownWords: countedField("ownWords", LONGEST_OWN_WORDS, form),
  worksAlready: countedField("worksAlready", LONGEST_STRENGTHS, form),
  whoHelps: countedField("whoHelps", LONGEST_STRENGTHS, form),
});

const firstCarer = (family: Family, childId: string | undefined, today: Day) =>
  family.arrangements.find((one) => one.childId === childId && one.fromOn <= today && (one.toOn ?? today) >= today)
    ?.carerId ?? (family.carers.length === 1 ? family.carers[0]!.id : "");

function firstValues(family: Family, asked: string | undefined, today: Day): FormProblem {
  const childId = asked ?? (family.children.length === 1 ? family.children[0]!.id : undefined);
  return { ...BLANK, values: { childId: childId ?? "", carerId: firstCarer(family, childId, today), onDay: today } };
}

/** A new check: one page, a row a behaviour. */
export const newCheckPage = (family: Family, today: Day, asked?: string, problem?: FormProblem) => ({
  title: "Behaviour check",
  breadcrumbs: checkCrumbs(family),
  cancelHref: behaviourPaths.list(family.id),
  reason: null,
  ...formFields(family, problem ?? firstValues(family, asked, today)),
});

const partsKept = (item: ReportedBehaviour): [string, string | null][] => [
  ["howOften", item.howOften],
  ["challenge", item.challenge],
  ["injured", item.injured],
  ["weapon", item.weapon],
  ["afraid", item.afraid],
  ["since", item.since],
  ["place", item.place],
  ["tried", item.tried],
  ["words", item.ownWords],
];

/** A check as its form would have been sent, so that a correction starts from what is there. */
const asTyped = (check: BehaviourCheck): FormProblem => ({
  errors: [],
  values: {
    childId: check.childId,
    carerId: check.carerId,
    onDay: check.onDay,
    source: check.source,
    ownWords: check.ownWords ?? "",
    worksAlready: check.worksAlready ?? "",
    whoHelps: check.whoHelps ?? "",
    nothing: check.items.length === 0 ? "yes" : "",
    behaviour: check.items.map(({ behaviour }) => behaviour),
    ...Object.fromEntries(
      check.items.flatMap((item) => partsKept(item).map(([part, value]) => [`${part}-${item.behaviour}`, value ?? ""])),
    ),
  },
});

/** The correction of a check: the whole check again, with the reason. The child stays the one it was about. */
export function correctingPage(check: BehaviourCheck, family: Family, problem?: FormProblem) {
  const form = problem ?? asTyped(check);
  const child = family.children.find(({ id }) => id === check.childId);
  const fields = formFields({ ...family, children: child ? [child] : [] }, form);
  return {
    title: `Correct the check of ${child ? firstNameOf(child) : family.reference}`,
    breadcrumbs: checkCrumbs(family),
    cancelHref: behaviourPaths.showCheck(check.id),
    ...fields,
    reason: countedField("reason", LONGEST_REASON, form),
  };
}
