import { type Day, longDay, longInstant } from "../../../domain/calendar.ts";
import { checkboxes, countedField, dateField, errorList, radios, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { type Family, firstNameOf, nameOf, personIn } from "../../families/index.ts";
import type { BehaviourCheck } from "../check/check.ts";
import { checkCrumbs, namesOf } from "../check/crumbs-page.ts";
import { ASSESSOR_ROLES, GROUNDS, METHODS, NEEDS, type NeedAssessment } from "../check/need.ts";
import { behaviourPaths } from "../paths.ts";
import { isValid } from "../rule/route-rule.ts";
import { LONGEST_NOTE } from "./need-form.ts";

const firstValues = (family: Family, asked: string | undefined, today: Day): FormProblem => ({
  ...BLANK,
  values: { carerId: asked ?? (family.carers.length === 1 ? family.carers[0]!.id : ""), onDay: today },
});

/** A new need assessment of a carer. */
export function newNeedPage(family: Family, today: Day, asked?: string, problem?: FormProblem) {
  const form = problem ?? firstValues(family, asked, today);
  return {
    title: "Need assessment",
    errors: errorList(form),
    breadcrumbs: checkCrumbs(family),
    cancelHref: behaviourPaths.list(family.id),
    carerId: radios("carerId", namesOf(family.carers), form),
    onDay: dateField("onDay", form),
    need: radios("need", NEEDS, form),
    grounds: checkboxes("grounds", GROUNDS, form),
    assessorRole: select("assessorRole", ASSESSOR_ROLES, form),
    method: select("method", METHODS, form),
    note: countedField("note", LONGEST_NOTE, form),
  };
}

/** Where an assessment leads: to what the rule says now of each child's latest check, or to a first check. */
function stepsAfterNeed(family: Family, checks: readonly BehaviourCheck[]) {
  if (checks.length === 0)
    return [{ text: "Ask what things are like at home: a behaviour check", href: behaviourPaths.newCheck(family.id) }];
  return checks.map((check) => {
    const child = personIn(family, check.childId);
    const about = `${child ? firstNameOf(child) : family.reference}, check of ${longDay(check.onDay)}`;
    return { text: `See what the rule says now: ${about}`, href: behaviourPaths.showCheck(check.id) };
  });
}

/** One need assessment as it was recorded, and what comes next: `checks` are the latest of its carer, of each child. */
export function needPage(need: NeedAssessment, family: Family, checks: readonly BehaviourCheck[], today: Day) {
  const carer = personIn(family, need.carerId);
  const until = `${longDay(need.validToOn)}${isValid(need, today) ? "" : ", no longer valid"}`;
  return {
    title: `Need assessment of ${carer ? nameOf(carer) : family.reference}`,
    notices: { recorded: "Need assessment saved" },
    breadcrumbs: checkCrumbs(family),
    newHref: behaviourPaths.newNeedAssessment(family.id, need.carerId),
    next: stepsAfterNeed(family, checks),
    rows: [
      { key: { text: "Needs therapeutic support" }, value: { text: NEEDS[need.need] } },
      { key: { text: "Grounds" }, value: { lines: need.grounds.map((ground) => GROUNDS[ground]) } },
      { key: { text: "Day" }, value: { text: longDay(need.onDay) } },
      { key: { text: "Valid until" }, value: { text: until } },
      { key: { text: "Assessed by" }, value: { text: ASSESSOR_ROLES[need.assessorRole] } },
      { key: { text: "How" }, value: { text: METHODS[need.method] } },
      ...(need.note ? [{ key: { text: "Note" }, value: { text: need.note } }] : []),
      {
        key: { text: "Recorded" },
        value: { text: `${longInstant(need.createdAt)}${need.createdByName ? ` by ${need.createdByName}` : ""}` },
      },
    ],
  };
}
