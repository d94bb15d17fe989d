import { countedField, field, radios } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { type Family, familyPaths, LONGEST_NEEDS, nameOf } from "../../families/index.ts";
import { availabilityQuestion } from "../referral/availability-form.ts";
import type { Needs } from "../referral/carried.ts";
import { availabilityLines, goalText, NEED_LABELS, needText } from "../referral/carried-page.ts";
import { goalQuestions } from "../referral/goals-form.ts";
import type { ReferralFound } from "../referral/referral-queries.ts";
import type { TooLate } from "../referral/refusal.ts";
import { mayBe } from "../referral/states.ts";
import {
  LONGEST_NOTE,
  LONGEST_REASON,
  SOURCE_LIST,
  SOURCES,
  type Source,
  YES_NO_NOT_KNOWN,
} from "../referral/words.ts";
import { actPage } from "./act-page.ts";
import type { InWords } from "./amendment.ts";

/** The questions about a carer's needs, for the draft's page and the amendment's. */
export const needQuestions = (form: FormProblem) => ({
  interpreterLanguage: field("interpreterLanguage", form),
  childcare: radios("childcare", YES_NO_NOT_KNOWN, form),
  transport: radios("transport", YES_NO_NOT_KNOWN, form),
  access: countedField("access", LONGEST_NEEDS.access, form),
  workPattern: countedField("workPattern", LONGEST_NEEDS.workPattern, form),
  bestTimeForText: field("bestTimeForText", form),
});

/** The census's sources to choose one from. */
export const sourceQuestion = (form: FormProblem) => ({
  ...field("source", form),
  items: [{ value: "", text: "Select one" }, ...SOURCE_LIST.map(([value, text]) => ({ value, text }))],
});

/** Until the carer has a place: then the child and the goals are fixed with the questionnaires. */
export const isBeforePlace = ({ state }: Pick<ReferralFound, "state">): boolean =>
  mayBe("enrol", state) || mayBe("accept", state);

const WHEN = "When the carer can come";

/** Is this line about the family, and not about the referral alone? */
export const isOfFamily = (label: string): boolean => label === WHEN || Object.values(NEED_LABELS).includes(label);

/** Everything of a referral that can be changed, in words, in the order of its pages. */
export const inWords =
  (family: Family): InWords =>
  ({ child, source, askedBy, reason, needs, free, goals }) => {
    const found = family.children.find(({ id }) => id === child);
    return [
      ["The child these questions are about", found ? nameOf(found) : ""],
      ["Who first brought the carer", SOURCES[source as Source]],
      ["Who asked", askedBy ?? "Not said"],
      ["Why now", reason],
      ...(Object.keys(NEED_LABELS) as (keyof Needs)[]).map(
        (name) => [NEED_LABELS[name], needText(name, needs)] as const,
      ),
      [WHEN, availabilityLines(free).join("; ") || "Not said"],
      ["Goals", goals.map(goalText).join("; ") || "To be agreed at the first meeting"],
    ];
  };

/** `form` comes filled with what stands there, or with what was typed. */
export const amendmentPage = (r: ReferralFound, family: Family, form: TooLate) => ({
  ...actPage(`Change referral ${r.reference}`, r, form),
  provider: r.toName,
  child: isBeforePlace(r)
    ? radios("child", Object.fromEntries(family.children.map((one) => [one.id, nameOf(one)])), form)
    : null,
  source: sourceQuestion(form),
  askedBy: field("askedBy", form),
  reason: countedField("reason", LONGEST_REASON, form),
  agreementsHref: familyPaths.agreements(family.id),
  note: countedField("note", LONGEST_NOTE, form),
  needs: needQuestions(form),
  availability: availabilityQuestion(form),
  goals: isBeforePlace(r) ? goalQuestions(form) : null,
});
