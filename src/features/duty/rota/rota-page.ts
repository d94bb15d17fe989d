import { addDays, type Day, longInstant, weekdayAndDay } from "../../../domain/calendar.ts";
import { isWorkingDay, type WorkingHours } from "../../../domain/working-time.ts";
import type { BothTexts } from "../../../forms/both-texts.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { dateQuestion, formPage, inlineQuestion, selectQuestion } from "../../../forms/form-page.ts";
import type { HoursVersion } from "../hours/hours-page.ts";
import { hoursStanding } from "../hours/hours-page.ts";
import type { Absence, Colleague } from "../leave/leave.ts";
import { teamLeaveRows } from "../leave/leave-page.ts";
import { dutyPaths } from "../paths.ts";
import { type Entry, isWeekday, namedFor, type OnDuty, type Slot, slotSaid } from "./rota.ts";
import { AS } from "./rota-form.ts";

type Conflicting = FormProblem & { conflict?: BothTexts };

const NOBODY = "Nobody";
const DAYS_AHEAD = 14;

const nameIn = (colleagues: readonly Colleague[], id: string | null): string =>
  (id !== null && colleagues.find(({ userId }) => userId === id)?.name) || NOBODY;

/** "Alice and, as deputy, Nadia", or what a slot without anybody means. */
export function entrySaid(entry: Pick<Entry, "slot" | "state" | "dutyName" | "deputyName"> | undefined): string {
  if (!entry || (entry.state === "cleared" && isWeekday(entry.slot))) return NOBODY;
  if (entry.state === "cleared") return "As in the week";
  return entry.deputyName ? `${entry.dutyName}, deputy ${entry.deputyName}` : (entry.dutyName ?? NOBODY);
}

type Rota = {
  entries: readonly Entry[];
  colleagues: readonly Colleague[];
  leave: readonly Absence[];
  hours: readonly HoursVersion[];
  workingHours: WorkingHours;
  today: Day;
  onDuty: OnDuty;
  mayWrite: boolean;
};

// What can be done stands beside the day, so that a phone shows it first.
const change = (slot: Slot, mayWrite: boolean) =>
  mayWrite ? [{ text: "Change", href: dutyPaths.slot(slot), hiddenText: slotSaid(slot) }] : [];

const weekRow = ({ entries, mayWrite }: Rota, slot: Slot) => {
  const entry = entries.find((one) => one.slot === slot);
  const isSet = entry?.state === "set";
  return [
    { text: slotSaid(slot) },
    ...change(slot, mayWrite),
    { text: (isSet && entry.dutyName) || NOBODY },
    { text: (isSet && entry.deputyName) || NOBODY },
  ];
};

const isAwayOn = (leave: readonly Absence[], id: string | null, day: Day): boolean =>
  leave.some(({ userId, firstDay, lastDay }) => userId === id && firstDay <= day && lastDay >= day);

const onLeave = (leave: readonly Absence[], id: string | null, day: Day) =>
  isAwayOn(leave, id, day) ? " (on leave)" : "";

function dayRow({ entries, colleagues, leave, mayWrite }: Rota, day: Day) {
  const { dutyId, deputyId } = namedFor(day, entries);
  return [
    { text: weekdayAndDay(day) },
    ...change(day, mayWrite),
    { text: `${nameIn(colleagues, dutyId)}${onLeave(leave, dutyId, day)}` },
    { text: `${nameIn(colleagues, deputyId)}${onLeave(leave, deputyId, day)}` },
  ];
}

const nextDays = ({ today, workingHours }: Rota): Day[] =>
  Array.from({ length: DAYS_AHEAD }, (_, days) => addDays(today, days)).filter((day) =>
    isWorkingDay(day, workingHours),
  );

function nowSaid({ onDuty: { duty, deputy, managers } }: Rota): string {
  if (duty)
    return deputy
      ? `${duty.name} is on duty. Their deputy is ${deputy.name}.`
      : `${duty.name} is on duty, without a deputy.`;
  if (managers.length > 0)
    return `Nobody is on duty. What comes in reaches ${managers.map(({ name }) => name).join(" and ")} at once.`;
  return "Nobody is on duty, and no team manager is there. What comes in reaches the administrators, without its content.";
}

/** The duty rota: who is on duty now and in the next two weeks, the week as it is set, the team's leave, the hours. */
export const rotaPage = (rota: Rota) => ({
  title: "Duty",
  notices: {
    changed: "Duty rota changed",
    undone: "The last change is undone",
    kept: "Leave saved",
    ended: "Leave ended",
    hours: "Working hours saved",
  },
  now: nowSaid(rota),
  isEmpty: !rota.entries.some(({ state }) => state === "set"),
  isUncovered: rota.onDuty.duty === null,
  mayWrite: rota.mayWrite,
  week: [...new Set([...rota.workingHours.days.map(String), ...rota.entries.map(({ slot }) => slot).filter(isWeekday)])]
    .sort()
    .map((slot) => weekRow(rota, slot)),
  days: nextDays(rota).map((day) => dayRow(rota, day)),
  dates: rota.entries
    .filter(({ slot, state }) => !isWeekday(slot) && state === "set")
    .map((entry) => [{ text: slotSaid(entry.slot) }, ...change(entry.slot, rota.mayWrite), { text: entrySaid(entry) }]),
  leave: teamLeaveRows(rota.leave, rota.today, rota.mayWrite),
  hours: hoursStanding(rota.hours),
  paths: dutyPaths,
});

/** Every change of the rota. */
export const historyPage = (entries: readonly Entry[]) => ({
  title: "Changes of the duty rota",
  breadcrumbs: [{ text: "Duty", href: dutyPaths.rota }],
  rows: entries.map((one) => [
    { text: slotSaid(one.slot) },
    { text: entrySaid(one) },
    { text: `${one.byName ?? "Kinstep"}, ${longInstant(one.at)}` },
  ]),
});

const namesOf = (lookers: readonly Colleague[]) =>
  Object.fromEntries(lookers.map(({ userId, name }) => [userId, name]));

const peopleQuestions = (lookers: readonly Colleague[], form: FormProblem) => [
  selectQuestion("duty", "Who is on duty?", namesOf(lookers), form, NOBODY),
  selectQuestion("deputy", "Who is their deputy?", namesOf(lookers), form, NOBODY),
];

type SlotGiven = { slot: Slot; lookers: readonly Colleague[]; history: readonly Entry[] };

const filled = (entry: Entry | undefined): FormProblem => ({
  values: { state: entry?.state ?? "cleared", duty: entry?.dutyId ?? "", deputy: entry?.deputyId ?? "" },
  errors: [],
});

/** The form of one slot, with the way to undo what was changed last. */
export function slotPage({ slot, lookers, history }: SlotGiven, typed?: Conflicting) {
  const [latest, before] = history;
  const form = typed ?? filled(latest);
  const state = isWeekday(slot) ? [] : [inlineQuestion("state", "Who is on duty on this day?", AS, form)];
  return {
    ...formPage(form, {
      title: `Duty on ${slotSaid(slot)}`,
      intro: "Only people who may look at concerns can be on duty. Somebody on leave is passed over by itself.",
      sections: [{ questions: [...state, ...peopleQuestions(lookers, form)] }],
      submit: "Save",
      cancelHref: dutyPaths.rota,
      version: latest?.version ?? 0,
      ...(typed?.conflict ? { stale: typed.conflict } : {}),
    }),
    undoHref: latest ? dutyPaths.undoing(slot) : null,
    undoText: `Undo the last change: back to ${entrySaid(before ?? { slot, state: "cleared", dutyName: null, deputyName: null })}`,
  };
}

export const newDayPage = (lookers: readonly Colleague[], form: FormProblem = BLANK) =>
  formPage(form, {
    title: "Duty on one day",
    intro: "This goes before what the week says, for that day alone.",
    sections: [{ questions: [dateQuestion("day", "Which day?", form), ...peopleQuestions(lookers, form)] }],
    submit: "Save",
    cancelHref: dutyPaths.rota,
  });

/** Asks once more before the last change of a slot is undone. */
export function undoingPage({ slot, history }: SlotGiven, form: Conflicting = BLANK) {
  const [latest, before] = history;
  const back = before ?? { slot, state: "cleared" as const, dutyName: null, deputyName: null };
  return formPage(form, {
    title: "Undo the last change",
    intro: `Duty on ${slotSaid(slot)} is now: ${entrySaid(latest)}. It will be again: ${entrySaid(back)}.`,
    sections: [],
    submit: "Undo it",
    cancelHref: dutyPaths.rota,
    version: latest?.version ?? 0,
    ...(form.conflict ? { stale: form.conflict } : {}),
  });
}
