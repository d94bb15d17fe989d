import { type Day, weekdayAndDay } from "../../../domain/calendar.ts";
import type { BothTexts } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { dateQuestion, formPage, inputQuestion, selectQuestion } from "../../../forms/form-page.ts";
import { dutyPaths } from "../paths.ts";
import { type Absence, type Colleague, isOpen, stateOf } from "./leave.ts";

type Conflicting = FormProblem & { conflict?: BothTexts };

const STATES = {
  away: { text: "Away now" },
  coming: { text: "To come", classes: "govuk-tag--blue" },
  over: { text: "Over", classes: "govuk-tag--grey" },
  ended: { text: "Ended", classes: "govuk-tag--grey" },
};

const days = ({ firstDay, lastDay }: Absence): string =>
  firstDay === lastDay ? weekdayAndDay(firstDay) : `${weekdayAndDay(firstDay)} to ${weekdayAndDay(lastDay)}`;

const coverSaid = ({ coverName }: Absence): string => coverName ?? "Nobody named";

const said = (name: string, one: Absence): string => `${name}, ${days(one)}`;

/** One's own leave, and who covers. */
export const leavePage = (own: readonly Absence[], today: Day) => ({
  title: "My leave",
  notices: { kept: "Leave saved", ended: "Leave ended" },
  addHref: dutyPaths.newLeave,
  rows: own.map((one) => [
    { text: days(one) },
    isOpen(one, today)
      ? { text: "End", href: dutyPaths.endingLeave(one.id), hiddenText: `leave, ${days(one)}` }
      : { text: "" },
    { text: coverSaid(one) },
    { tag: STATES[stateOf(one, today)] },
  ]),
});

/** A team's leave that is not over, for whoever keeps the rota. */
export const teamLeaveRows = (team: readonly Absence[], today: Day, mayWrite: boolean) =>
  team.map((one) => [
    { text: one.userName },
    ...(mayWrite
      ? [{ text: "End", href: dutyPaths.endingTeamLeave(one.id), hiddenText: said(one.userName, one) }]
      : []),
    { text: days(one) },
    { text: coverSaid(one) },
    { tag: STATES[stateOf(one, today)] },
  ]);

const named = (colleagues: readonly Colleague[], besides: string | null) =>
  Object.fromEntries(colleagues.filter(({ userId }) => userId !== besides).map(({ userId, name }) => [userId, name]));

type Asked = { own: string | null; colleagues: readonly Colleague[] };

/** The form of a leave: one's own, or a colleague's, who is asked then. */
export function newLeavePage({ own, colleagues }: Asked, form: Conflicting = BLANK) {
  const who = own === null ? [selectQuestion("who", "Who is away?", named(colleagues, null), form)] : [];
  return formPage(form, {
    title: own === null ? "Record leave" : "Add leave",
    intro:
      "Somebody on leave is never the duty person. What waits for them reaches whoever covers, and nobody on leave is waited for.",
    sections: [
      {
        questions: [
          ...who,
          dateQuestion("firstDay", "First day away", form),
          dateQuestion("lastDay", "Last day away", form),
          selectQuestion("cover", "Who covers? (optional)", named(colleagues, own), form, "Nobody named"),
          inputQuestion("note", "Note (optional)", form, {
            hint: "Colleagues can read it. Leave out why, if you like",
          }),
        ],
      },
    ],
    submit: "Save leave",
    cancelHref: own === null ? dutyPaths.rota : dutyPaths.leave,
    ...(form.conflict ? { stale: form.conflict } : {}),
  });
}

/** Taking a leave back, or saying that it is over early. */
export function endingLeavePage(absence: Absence, cancelHref: string, today: Day, form: Conflicting = BLANK) {
  const isComing = stateOf(absence, today) === "coming";
  return formPage(form, {
    title: isComing ? "Take this leave back" : "End this leave today",
    intro: `${said(absence.userName, absence)}. ${isComing ? "It will be as if it had not been written." : "They count as back at work from now."}`,
    sections: [],
    submit: isComing ? "Take it back" : "End it",
    cancelHref,
    ...(form.conflict ? { stale: form.conflict } : {}),
  });
}
