import { z } from "zod";
import { addDays, type Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { choice, day, type FormProblem, parseForm, problem, typedValues, version } from "../../../forms/form.ts";
import type { Colleague } from "../leave/leave.ts";
import { isWeekday, type Slot } from "./rota.ts";

/** A date stands by itself, or is as its day of the week is. */
export const AS = { set: "These people", cleared: "As in the week" } as const;

export type RotaForm = {
  slot: Slot;
  version: number;
  state: "set" | "cleared";
  dutyId: string | null;
  deputyId: string | null;
};

const people = { duty: z.string().max(64).default(""), deputy: z.string().max(64).default("") };
const ofSlot = z.object({ version, state: choice(AS, "Select who is on duty").default("set"), ...people });

const ofDay = (today: Day) =>
  z.object({
    day: day("The day", {
      from: today,
      to: addDays(today, 731),
      outside: "The day must be today or within the next two years",
    }),
    ...people,
  });

type Typed = { duty: string; deputy: string };

function peopleIn(
  { duty, deputy }: Typed,
  lookers: readonly Colleague[],
): Result<Typed, [field: string, text: string]> {
  const isLooker = (id: string) => lookers.some(({ userId }) => userId === id);
  if (duty !== "" && !isLooker(duty)) return err(["duty", "Select who is on duty from the list"]);
  if (deputy !== "" && !isLooker(deputy)) return err(["deputy", "Select the deputy from the list"]);
  if (deputy !== "" && duty === "") return err(["duty", "Select who is on duty before their deputy"]);
  if (deputy !== "" && deputy === duty) return err(["deputy", "Select somebody else as the deputy"]);
  return ok({ duty, deputy });
}

const idsOf = ({ duty, deputy }: Typed) => ({ dutyId: duty || null, deputyId: deputy || null });

/** Reads who is on duty in one slot. A day of the week without anybody is cleared; a date is only where that is chosen. */
export function parseSlot(data: FormData, slot: Slot, lookers: readonly Colleague[]): Result<RotaForm, FormProblem> {
  const form = parseForm(ofSlot, data);
  if (!form.ok) return form;
  const { version: seen, state } = form.value;
  const cleared = { slot, version: seen, state: "cleared", dutyId: null, deputyId: null } as const;
  if (state === "cleared" && !isWeekday(slot)) return ok(cleared);
  const read = peopleIn(form.value, lookers);
  if (!read.ok) return err(problem(typedValues(data), ...read.error));
  const ids = idsOf(read.value);
  return ok(isWeekday(slot) && ids.dutyId === null ? cleared : { slot, version: seen, state: "set", ...ids });
}

/** Reads a date with who is on duty on it. */
export function parseNewDay(
  data: FormData,
  lookers: readonly Colleague[],
  today: Day,
): Result<Omit<RotaForm, "version">, FormProblem> {
  const form = parseForm(ofDay(today), data);
  if (!form.ok) return form;
  const read = peopleIn(form.value, lookers);
  return read.ok
    ? ok({ slot: form.value.day, state: "set", ...idsOf(read.value) })
    : err(problem(typedValues(data), ...read.error));
}
