import { longDay } from "../../../domain/calendar.ts";
import { checkboxes, countedField, errorList, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import type { Note } from "../delivery/note-queries.ts";
import { LONGEST } from "../joining/enrolment-form.ts";
import { enrolmentPaths } from "../paths.ts";
import { sessionName } from "../planning/session-page.ts";
import { NAMES_MEANT } from "./other-names.ts";
import { type PersonFacts, personCrumbs } from "./person-page.ts";

/** Asked only where a text may name somebody else on the run. */
export const namesMeant = (field: string, form: FormProblem) => ({
  namesMeant: form.errors.some((one) => one.field === field && one.text.startsWith("This may name"))
    ? checkboxes(NAMES_MEANT, { yes: "It is meant: save it with the name" }, form)
    : null,
});

export const personalNotePage = (facts: PersonFacts, corrected: Note | null, typed: FormProblem = BLANK) => ({
  title: corrected ? "Correct a note" : "Write a note",
  breadcrumbs: personCrumbs(facts, corrected ? "Correct a note" : "Write a note"),
  errors: errorList(typed),
  text: countedField(
    "text",
    LONGEST.personalNote,
    typed === BLANK && corrected ? { values: { text: corrected.text }, errors: [] } : typed,
  ),
  session: corrected
    ? null
    : select(
        "session",
        Object.fromEntries(facts.sessions.map((one) => [one.id, `${sessionName(one)}, ${longDay(one.day)}`])),
        typed,
        "None in particular",
      ),
  ...namesMeant("text", typed),
  cancelHref: enrolmentPaths.show(facts.enrolment.id),
});
