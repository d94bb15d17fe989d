import { checkboxes, countedField, dateField, errorList, field, radios } from "../../forms/field.ts";
import type { FormProblem } from "../../forms/form.ts";
import { OCCASIONS, type Occasion } from "../../measures/index.ts";
import { measurePaths } from "../registry/index.ts";
import { programmePaths } from "./paths.ts";
import { usualWindow } from "./plan/asked.ts";
import { LONGEST_BURDEN_REASON } from "./plan/asking-form.ts";
import type { Choices } from "./plan/choices-page.ts";
import { windowText } from "./plan/plan-page.ts";
import { FORMATS, type Programme, ROUTES } from "./programme.ts";
import { LONGEST } from "./version-form.ts";

/** When each occasion opens, is due and closes where a plan says nothing else. */
const usualWindows = (Object.keys(OCCASIONS) as Occasion[]).map(
  (occasion) => `${OCCASIONS[occasion]}: ${windowText(usualWindow(occasion)).toLowerCase()}`,
);

/** The measures to tick, beside what can’t be ticked and why. */
const offered = ({ items, notYet, off }: Choices, form: FormProblem) => ({
  measures: { ...checkboxes("measures", {}, form), items },
  notYet,
  offText:
    off === 0 ? null : `${off === 1 ? "1 other is" : `${off} others are`} off. An administrator switches one on at`,
  measuresHref: measurePaths.list("off"),
  windows: usualWindows,
});

/** The questions about a version, filled with the version before or with what was typed. */
const questions = (form: FormProblem, choices: Choices) => ({
  summary: countedField("summary", LONGEST.summary, form),
  deliveredBy: field("deliveredBy", form),
  setting: field("setting", form),
  format: radios("format", FORMATS, form),
  childAgeFrom: field("childAgeFrom", form),
  childAgeTo: field("childAgeTo", form),
  minimumPlaces: field("minimumPlaces", form),
  maximumPlaces: field("maximumPlaces", form),
  completionPercent: field("completionPercent", form),
  rating: field("rating", form),
  ratingSource: field("ratingSource", form),
  ratedOn: dateField("ratedOn", form),
  caveat: countedField("caveat", LONGEST.caveat, form),
  daysBetween: field("daysBetween", form),
  sessions: countedField("sessions", LONGEST.sessions, form),
  fidelity: countedField("fidelity", LONGEST.fidelity, form),
  ...offered(choices, form),
  burdenReason: countedField("burdenReason", LONGEST_BURDEN_REASON, form),
});

/** The next version of a programme. */
export const newVersionPage = (programme: Programme, form: FormProblem, choices: Choices) => ({
  title: `New version of ${programme.name}`,
  breadcrumbs: [
    { text: "Programmes", href: programmePaths.list() },
    { text: programme.name, href: programmePaths.show(programme.id) },
    { text: "New version" },
  ],
  version: programme.version,
  errors: errorList(form),
  isNew: false,
  questions: questions(form, choices),
  button: "Save the new version",
  cancelHref: programmePaths.show(programme.id),
});

/** A programme that is not in the catalogue yet. */
export const newProgrammePage = (
  form: FormProblem,
  choices: Choices,
  providers: readonly { id: string; name: string }[],
) => ({
  title: "New programme",
  breadcrumbs: [{ text: "Programmes", href: programmePaths.list() }, { text: "New programme" }],
  errors: errorList(form),
  isNew: true,
  provider: radios("provider", Object.fromEntries(providers.map(({ id, name }) => [id, name])), form),
  route: radios("route", ROUTES, form),
  name: field("name", form),
  questions: questions(form, choices),
  button: "Add the programme",
  cancelHref: programmePaths.list(),
});

/** Which provider delivers the starter catalogue's programmes. */
export const starterPage = (
  form: FormProblem,
  providers: readonly { id: string; name: string }[],
  names: readonly string[],
) => ({
  title: "Add the starter catalogue",
  breadcrumbs: [{ text: "Programmes", href: programmePaths.list() }, { text: "Starter catalogue" }],
  errors: errorList(form),
  names,
  provider: radios("provider", Object.fromEntries(providers.map(({ id, name }) => [id, name])), form),
  cancelHref: programmePaths.list(),
});
