import { type Day, longDay, weekdayAndDay } from "../../../domain/calendar.ts";
import { checkboxes, countedField, dateField, errorList, field, radios, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import type { Run, RunStaff } from "../delivery/run.ts";
import type { Colleague } from "../delivery/run-queries.ts";
import { runPaths } from "../paths.ts";
import { holidaysText } from "./local-holidays.ts";
import { LONGEST_HOLIDAYS, LONGEST_VENUE, PLACES_KINDS, YES_NO } from "./run-form.ts";

const named = (people: readonly Colleague[], role: Colleague["role"]) =>
  Object.fromEntries(people.filter((one) => one.role === role).map(({ id, name }) => [id, name]));

const staffFields = (colleagues: readonly Colleague[], form: FormProblem) => ({
  facilitator: select("facilitator", named(colleagues, "facilitator"), form, "Select who leads it"),
  coFacilitators: checkboxes("coFacilitators", named(colleagues, "facilitator"), form),
  coLeaders: checkboxes("coLeaders", named(colleagues, "co-leader"), form),
});

const wordFields = (form: FormProblem) => ({
  name: field("name", form),
  venue: countedField("venue", LONGEST_VENUE, form),
  venueConfidential: radios("venueConfidential", YES_NO, form),
  holidays: countedField("holidays", LONGEST_HOLIDAYS, form),
});

export type ProgrammeChoice = { id: string; name: string; format: "group" | "one-to-one" };

/** The first step of a new run: which programme it delivers. */
export const programmeChoicePage = (programmes: readonly ProgrammeChoice[]) => ({
  title: "Which programme will it deliver?",
  breadcrumbs: [{ text: "Runs", href: runPaths.list() }, { text: "New run" }],
  programmes: programmes.map((one) => ({ text: one.name, href: runPaths.new(one.id) })),
});

type Defaults = { weeks: number; open: number };

/** What the form of a new run shows before anything is typed. */
export const newRunDefaults = ({ weeks, open }: Defaults): FormProblem => ({
  values: { weeks: String(weeks), open: String(open), held: "0", reserve: "0", venueConfidential: "no" },
  errors: [],
});

type Chosen = ProgrammeChoice & { sessions: number; minimum: number };

export const newRunPage = (programme: Chosen, colleagues: readonly Colleague[], form: FormProblem) => ({
  title: `New run of ${programme.name}`,
  breadcrumbs: [{ text: "Runs", href: runPaths.list() }, { text: "New run" }],
  errors: errorList(form),
  isGroup: programme.format === "group",
  about: `${programme.sessions} sessions are made from the programme, a day each. Bank holidays and the local holidays below are skipped.`,
  minimum: `At least ${programme.minimum} people are needed to run it`,
  cancelHref: runPaths.list(),
  ...wordFields(form),
  ...staffFields(colleagues, form),
  startOn: dateField("startOn", form),
  time: field("time", form),
  weeks: field("weeks", form),
  open: field("open", form),
  held: field("held", form),
  reserve: field("reserve", form),
});

const asTyped = (run: Run, staff: readonly RunStaff[]): FormProblem => {
  const who = (role: RunStaff["asWhat"]) => staff.filter(({ asWhat }) => asWhat === role).map(({ userId }) => userId);
  return {
    values: {
      name: run.name,
      venue: run.venue,
      venueConfidential: run.venueConfidential,
      holidays: holidaysText(run.localHolidays),
      facilitator: who("facilitator")[0] ?? "",
      coFacilitators: who("co-facilitator"),
      coLeaders: who("peer-co-leader"),
    },
    errors: [],
  };
};

/** What is there now beside what was typed, for somebody whose page was out of date. */
const standing = (run: Run, form: FormProblem) =>
  form.errors.some(({ field: name }) => name === "form")
    ? [
        { key: { text: "Name now" }, value: { text: run.name } },
        { key: { text: "Venue now" }, value: { text: run.venueConfidential === "yes" ? "Confidential" : run.venue } },
        { key: { text: "Local holidays now" }, value: { text: holidaysText(run.localHolidays) || "None" } },
      ]
    : [];

export const editingPage = (run: Run, staff: readonly RunStaff[], colleagues: readonly Colleague[], typed = BLANK) => {
  const form = typed === BLANK ? asTyped(run, staff) : typed;
  return {
    title: `Change ${run.name}`,
    breadcrumbs: runCrumbs(run, "Change"),
    errors: errorList(form),
    version: run.version,
    standing: standing(run, form),
    cancelHref: runPaths.show(run.id),
    ...wordFields(form),
    ...staffFields(colleagues, form),
  };
};

export const runCrumbs = (run: Pick<Run, "id" | "name">, here: string) => [
  { text: "Runs", href: runPaths.list() },
  { text: run.name, href: runPaths.show(run.id) },
  { text: here },
];

export const placesPage = (run: Run, form = BLANK) => ({
  title: "Add places",
  breadcrumbs: runCrumbs(run, "Add places"),
  errors: errorList(form),
  version: run.version,
  kind: radios("kind", PLACES_KINDS, form),
  how: field("how", form),
  cancelHref: runPaths.show(run.id),
});

export const closingPage = (run: Run, stillOn: number, form = BLANK) => ({
  title: run.closedOn === null ? `Close ${run.name}` : `Open ${run.name} again`,
  breadcrumbs: runCrumbs(run, run.closedOn === null ? "Close" : "Open again"),
  errors: errorList(form),
  version: run.version,
  isOpen: run.closedOn === null,
  closed: run.closedOn === null ? "" : `It was closed on ${longDay(run.closedOn)}.`,
  stillOn: stillOn === 0 ? "" : `${stillOn === 1 ? "1 person is" : `${stillOn} people are`} still on it.`,
  cancelHref: runPaths.show(run.id),
});

export const venuePage = (run: Run) => ({
  title: `Where ${run.name} takes place`,
  breadcrumbs: runCrumbs(run, "Venue"),
  venue: run.venue,
});

/** Why the first session can't be on the day that was asked for, and the first day on which it could. */
export const closedSaid = (startOn: Day, { why, next }: { why: string; next: Day }): string =>
  `${longDay(startOn)} is closed: ${why}. The first open day a week or more later is ${weekdayAndDay(next)}. Enter that day or another`;
