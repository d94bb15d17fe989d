import { type Day, longDay } from "../../../domain/calendar.ts";
import type { BothTexts } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import {
  dateQuestion,
  inlineQuestion,
  type Question,
  radioQuestion,
  selectQuestion,
} from "../../../forms/form-page.ts";
import { type Arrangement, type Family, nameOf, personIn } from "../family/family.ts";
import { familyFormPage } from "../family/family-form-page.ts";
import {
  ARRANGEMENT_ENDINGS,
  ARRANGEMENT_KINDS,
  PARENTAL_RESPONSIBILITIES,
  RELATIONSHIPS,
} from "../family/family-words.ts";
import { factText } from "../family/record-words.ts";
import { familyPaths } from "../paths.ts";
import { type ArrangementDetails, arrangementValues } from "./arrangement-form.ts";

/** The questions about an arrangement itself. */
export const arrangementQuestions = (form: FormProblem, prefix = ""): Question[] => [
  radioQuestion(`${prefix}kind`, "What kind of care arrangement is it?", ARRANGEMENT_KINDS, form),
  selectQuestion(`${prefix}relationship`, "What is the carer to the child?", RELATIONSHIPS, form),
  dateQuestion(
    `${prefix}fromOn`,
    "When did it begin?",
    form,
    "The day of the order or approval, or when the child came to live there. If nobody knows the day, the first of that month will do",
  ),
  inlineQuestion(
    `${prefix}parentalResponsibility`,
    "Does the carer have parental responsibility, as recorded?",
    PARENTAL_RESPONSIBILITIES,
    form,
  ),
];

const namesById = (people: Family["carers"]) => Object.fromEntries(people.map((person) => [person.id, nameOf(person)]));

const whoQuestions = (family: Family, form: FormProblem): Question[] => [
  radioQuestion("carerId", "Carer", namesById(family.carers), form),
  radioQuestion("childId", "Child", namesById(family.children), form),
];

export const newArrangementPage = (family: Family, form: FormProblem = BLANK) =>
  familyFormPage(form, {
    title: "Add a care arrangement",
    caption: family.reference,
    intro: "Arrangements may overlap: an order can begin while foster approval runs on. Earlier ones stay on file.",
    sections: [{ questions: [...whoQuestions(family, form), ...arrangementQuestions(form)] }],
    submit: "Add arrangement",
    cancelHref: familyPaths.show(family.id),
  });

type Editing = { form?: FormProblem; stale?: BothTexts };

export function editArrangementPage(family: Family, arrangement: Arrangement, { form, stale }: Editing = {}) {
  const filled = form ?? { values: arrangementValues(arrangement), errors: [] };
  return familyFormPage(filled, {
    title: "Correct a care arrangement",
    caption: family.reference,
    intro: "Only to put a mistake right. If the child’s care has changed, end this arrangement and add the new one.",
    sections: [{ questions: [...whoQuestions(family, filled), ...arrangementQuestions(filled)] }],
    submit: "Save correction",
    cancelHref: familyPaths.show(family.id),
    version: arrangement.version,
    stale,
  });
}

const endingValues = ({ toOn, endedHow }: Arrangement) => ({ toOn: toOn ?? "", endedHow: endedHow ?? "" });

/** Ending an arrangement, or putting the ending of one right. */
export function endArrangementPage(family: Family, arrangement: Arrangement, given: Editing = {}) {
  const form = given.form ?? { values: endingValues(arrangement), errors: [] };
  return familyFormPage(form, {
    title: "End a care arrangement",
    caption: family.reference,
    intro: `${arrangementText(family, arrangement)}. It stays on file with its dates. Messages about the child to this carer stop.`,
    sections: [
      {
        questions: [
          dateQuestion("toOn", "When did it end?", form, "The last day of it"),
          radioQuestion("endedHow", "How did it end?", ARRANGEMENT_ENDINGS, form),
        ],
      },
    ],
    submit: "End arrangement",
    cancelHref: familyPaths.show(family.id),
    version: arrangement.version,
    stale: given.stale,
  });
}

const nameIn = (family: Family, id: string): string => {
  const person = personIn(family, id);
  return person ? nameOf(person) : "Somebody not in this family";
};

/** "Jayden Smith with Margaret O'Neill (grandparent): Special guardianship order from 1 September 2022". */
export function arrangementText(family: Family, arrangement: Arrangement): string {
  const who = `${nameIn(family, arrangement.childId)} with ${nameIn(family, arrangement.carerId)}`;
  const relationship = RELATIONSHIPS[arrangement.relationship].toLowerCase();
  return `${who} (${relationship}): ${ARRANGEMENT_KINDS[arrangement.kind]} ${datesText(arrangement)}`;
}

/** "from 1 September 2022", "1 September 2022 to 3 May 2024". */
export const datesText = ({ fromOn, toOn }: { fromOn: Day; toOn: Day | null }): string =>
  toOn === null ? `from ${longDay(fromOn)}` : `${longDay(fromOn)} to ${longDay(toOn)}`;

/** A fact of an arrangement in words, with the names of people for their ids. */
export const arrangementFactText =
  (family: Family) =>
  (name: string, value: unknown): string =>
    name === "carerId" || name === "childId" ? nameIn(family, String(value)) : factText(name, value);

export type { ArrangementDetails };
