import { type Day, longInstant } from "../../../domain/calendar.ts";
import type { BothTexts } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { type Family, nameOf, type Person } from "../family/family.ts";
import { familyFormPage } from "../family/family-form-page.ts";
import { familyFrame } from "../family/family-frame-page.ts";
import type { Change } from "../family/history.ts";
import { factLabel } from "../family/record-words.ts";
import { familyPaths } from "../paths.ts";
import { personValues } from "./person-form.ts";
import { aboutQuestions, nameQuestions } from "./person-questions-page.ts";

/** Adding somebody to a family. */
export const newPersonPage = (family: Family, kind: Person["kind"], form: FormProblem = BLANK) =>
  familyFormPage(form, {
    title: `Add a ${kind}`,
    caption: family.reference,
    sections: [{ questions: [...nameQuestions(form, kind), ...aboutQuestions(form, kind)] }],
    submit: `Add ${kind}`,
    cancelHref: familyPaths.people(family.id),
  });

/** Changing somebody's details; `stale` shows both texts when somebody else was first. */
export function editPersonPage(person: Person, given: { form?: FormProblem; stale?: BothTexts } = {}) {
  const form = given.form ?? { values: personValues(person), errors: [] };
  return familyFormPage(form, {
    title: "Change details",
    caption: nameOf(person),
    sections: [
      {
        questions: [...nameQuestions(form, person.kind), ...aboutQuestions(form, person.kind)],
      },
    ],
    submit: "Save changes",
    cancelHref: familyPaths.person(person.familyId, person.id),
    version: person.version,
    stale: given.stale,
  });
}

/** Who changed which facts of somebody, and when: from the trail, which never holds the values. */
export const historyPage = (person: Person, family: Family, changes: readonly Change[], today: Day) => ({
  ...familyFrame(family, today, "people"),
  title: `Changes to ${nameOf(person)}’s details`,
  items: changes.map((change) => ({
    label: { text: change.fields.map(factLabel).join(", ") || "Saved without a change" },
    byline: { text: change.byName ?? "somebody" },
    datetime: { timestamp: change.at, text: longInstant(change.at) },
    text: "",
  })),
  backHref: familyPaths.person(family.id, person.id),
});
