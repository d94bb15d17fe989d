import { clockTime, longInstant, weekdayAndDay } from "../../../domain/calendar.ts";
import { errorList } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { noLongerShared, unshownSaid } from "../delivery/not-live-page.ts";
import { mayMark } from "../delivery/session.ts";
import { lateSaid, sessionState } from "../delivery/session-words.ts";
import { runPaths, sessionPaths } from "../paths.ts";
import { sessionCrumbs, sessionName } from "../planning/session-page.ts";
import { firstNames, progressSaid, type RegisterFacts, registerRow } from "./register-row-page.ts";

const WHY_NOT = {
  cancelled: "We cancelled this session, so nobody is marked and it counts against nobody.",
  "not-yet": "The register opens on the day.",
} as const;

const links = ({ session, isCoLeader }: RegisterFacts) =>
  [
    { text: "Write the group note", href: sessionPaths.note(session.id) },
    { text: "Raise a concern", href: sessionPaths.concern(session.id) },
    { text: "Print this register", href: sessionPaths.print(session.id) },
    !isCoLeader && session.status === "planned" && { text: "Change the date", href: sessionPaths.moving(session.id) },
    !isCoLeader &&
      session.status === "planned" && { text: "Cancel this session", href: sessionPaths.cancelling(session.id) },
    !isCoLeader &&
      session.status === "cancelled" && { text: "Reinstate this session", href: sessionPaths.reinstating(session.id) },
    !isCoLeader && { text: "Add a catch-up, visit or call", href: runPaths.newSession(session.runId) },
  ].filter((link) => link !== false);

/** "2 rows wait for what is named here. The 8 others are kept." */
function waitingSaid({ errors }: FormProblem, kept: number): string {
  const waiting = errors.filter(({ field }) => field !== "form").length;
  if (waiting === 0 || kept === 0) return "";
  const rows = waiting === 1 ? "1 row waits" : `${waiting} rows wait`;
  return `${rows} for what is said above. Everything else that was marked is kept.`;
}

/** The register of one session. */
export function registerPage(facts: RegisterFacts, form: FormProblem = BLANK) {
  const { run, session, people, unshown, standing, today } = facts;
  const may = mayMark(session, today);
  const left = [...people, ...unshown].filter(({ id }) => !standing.has(id)).length;
  return {
    title: sessionName(session),
    breadcrumbs: sessionCrumbs(run, session, facts.isCoLeader),
    errors: errorList(form),
    notices: {
      saved: `Saved. ${left === 1 ? "1 person" : `${left} people`} still to mark.`,
      finished: "Saved. Everybody is marked, so the register is finished.",
      noted: "Group note saved",
      raised: "Concern raised. Somebody will look at it.",
    },
    about: `${run.name}, ${weekdayAndDay(session.day)} at ${clockTime(session.time)}, ${session.minutes} minutes`,
    state: sessionState(session, today),
    late: lateSaid(session),
    whyNot: may.ok ? "" : WHY_NOT[may.error],
    waiting: waitingSaid(form, standing.size),
    progress: progressSaid(facts),
    rows: may.ok ? people.map((person) => registerRow(facts, person, form)) : [],
    everybodySaid: standing.size === 0 ? "All came" : "All others came",
    isEverybodyMarked: left === 0,
    noLongerShared: may.ok && !facts.isCoLeader ? noLongerShared(people) : [],
    unshown: unshownSaid(unshown.length),
    isEmpty: may.ok && people.length + unshown.length === 0,
    note: facts.notes[0]
      ? { text: facts.notes[0].text, by: `${facts.notes[0].byName}, ${longInstant(facts.notes[0].at)}` }
      : null,
    links: links(facts),
  };
}

/** The register on paper: first names and boxes to tick. */
export const registerPrint = ({ run, session, people, unshown }: RegisterFacts) => ({
  layout: "@layouts/print",
  title: `${run.name}: ${sessionName(session)}`,
  about: `${weekdayAndDay(session.day)} at ${clockTime(session.time)}`,
  unshown: unshownSaid(unshown.length),
  rows: [...firstNames(people).values()].map((name) => ({ name })),
});
