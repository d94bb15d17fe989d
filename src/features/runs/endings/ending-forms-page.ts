import { DECIDED_BY, LEFT_REASONS } from "../../../domain/leaving-reasons.ts";
import { countedField, dateField, errorList, radios } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { firstNameOf } from "../../families/index.ts";
import { LONGEST } from "../joining/enrolment-form.ts";
import { enrolmentPaths } from "../paths.ts";
import { completionOfPerson, completionSaid, type PersonFacts, personCrumbs } from "../person/person-page.ts";
import { namesMeant } from "../person/personal-note-page.ts";

export const leavingPage = (facts: PersonFacts, form: FormProblem = BLANK) => ({
  title: `${firstNameOf(facts.enrolment.carer)} is leaving`,
  breadcrumbs: personCrumbs(facts, "Leaving"),
  errors: errorList(form),
  version: facts.enrolment.version,
  about: completionSaid(completionOfPerson(facts)),
  leftOn: dateField("leftOn", form),
  reason: radios("reason", LEFT_REASONS, form),
  decidedBy: radios("decidedBy", DECIDED_BY, form),
  note: countedField("note", LONGEST.leavingNote, form),
  ...namesMeant("note", form),
  cancelHref: enrolmentPaths.show(facts.enrolment.id),
});

export const completingPage = (facts: PersonFacts, form: FormProblem = BLANK) => ({
  title: `${firstNameOf(facts.enrolment.carer)} has completed`,
  breadcrumbs: personCrumbs(facts, "Completing"),
  errors: errorList(form),
  version: facts.enrolment.version,
  about: completionSaid(completionOfPerson(facts)),
  isMet: completionOfPerson(facts).isMet,
  leavingHref: enrolmentPaths.leaving(facts.enrolment.id),
  cancelHref: enrolmentPaths.show(facts.enrolment.id),
});
