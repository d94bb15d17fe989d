import { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormProblem, optionalLongText, parseForm, problem, typedValues } from "../../../forms/form.ts";
import { OCCASIONS, type Occasion } from "../../../measures/occasions.ts";
import { type Asked, usualWindow } from "./asked.ts";
import { type PlanWindow, windowSchema } from "./plan.ts";

/** Why an occasion asks for more than is light (docs/rules/burden.md): at most so many characters. */
export const LONGEST_BURDEN_REASON = 500;
export const burdenReason = optionalLongText("Why more is asked", LONGEST_BURDEN_REASON);

/** One number of a window: its name in the rule, its question, and what it may be. */
type WindowNumber = { name: string; label: string; from: number; to: number };

const days = (name: string, label: string): WindowNumber => ({ name, label, from: 0, to: 400 });

/** The numbers of each kind of window, in the order in which they are asked; `windowSchema` says what each means. */
const NUMBERS: Readonly<Record<PlanWindow["rule"], readonly WindowNumber[]>> = {
  T1: [
    days("opensDaysBefore", "Days before session 1 on which it opens"),
    days("dueDaysBefore", "Days before session 1 on which it is due"),
    { name: "closesWithSession", label: "Session with which it closes", from: 1, to: 60 },
    days("validDaysBefore", "Days before session 1 that an answer may be old"),
  ],
  T2: [
    days("opensDaysBefore", "Days before the last session on which it opens"),
    days("closesDaysAfter", "Days after the last session on which it closes"),
    days("leavingDaysAfterFirst", "For somebody who leaves: days after the first answer before which it does not open"),
    days("leavingDueDays", "For somebody who leaves: days after it opens on which it is due"),
  ],
  T3: [
    { name: "months", label: "Months after the last session", from: 1, to: 36 },
    days("opensDaysBefore", "Days before that day on which it opens"),
    days("closesDaysAfter", "Days after that day on which it closes"),
  ],
  S: [days("closesDaysAfter", "Days after the session on which it closes")],
  W: [
    days("opensDaysAfter", "Days into the week on which it opens"),
    days("closesDaysAfter", "Days after it opens on which it closes"),
  ],
};

export const numbersOf = (occasion: Occasion): readonly WindowNumber[] => NUMBERS[usualWindow(occasion).rule];

/** The name of a number's field on the page. */
export const numberField = (occasion: Occasion, { name }: Pick<WindowNumber, "name">): string => `${occasion}-${name}`;

const ALL = Object.keys(OCCASIONS) as Occasion[];

type Typed = FormProblem["values"];
const said = (typed: Typed, name: string): string => [typed[name] ?? ""].flat()[0]?.trim() ?? "";

type Read = { window: PlanWindow | null; errors: FormProblem["errors"] };

/** The window of one occasion as it was typed, or a sentence for each number that can't be. */
function readWindow(typed: Typed, occasion: Occasion): Read {
  const { rule } = usualWindow(occasion);
  const numbers = NUMBERS[rule].map((one) => ({ ...one, field: numberField(occasion, one) }));
  const errors = numbers.flatMap(({ field, label, from, to }) => {
    const text = said(typed, field);
    const isRight = /^\d{1,3}$/.test(text) && Number(text) >= from && Number(text) <= to;
    return isRight
      ? []
      : [
          {
            field,
            text: `${OCCASIONS[occasion]}: ${label.toLowerCase()} must be a whole number from ${from} to ${to}`,
          },
        ];
  });
  if (errors.length > 0) return { window: null, errors };
  const values = Object.fromEntries(numbers.map(({ name, field }) => [name, Number(said(typed, field))]));
  const window = windowSchema.parse({ rule, ...values });
  if (window.rule === "T1" && window.dueDaysBefore > window.opensDaysBefore)
    return {
      window: null,
      errors: [
        { field: numberField(occasion, { name: "dueDaysBefore" }), text: "Before: it can’t be due before it opens" },
      ],
    };
  return { window, errors: [] };
}

export type Asking = { asked: Asked; burdenReason: string | null; version: string };

/** Reads how a plan asks one questionnaire: on which occasions, and the window of each. */
export function parseAsking(data: FormData, before: Asked): Result<Asking, FormProblem> {
  const values = typedValues(data);
  const ticked = ALL.filter((occasion) => [values.occasions ?? []].flat().includes(occasion));
  if (ticked.length === 0) return err(problem(values, "occasions", "Select when it is asked"));
  const read = ticked.map((occasion) => ({ occasion, ...readWindow(values, occasion) }));
  const reason = parseForm(z.object({ burdenReason }), data);
  const errors = [...read.flatMap((one) => one.errors), ...(reason.ok ? [] : reason.error.errors)];
  if (errors.length > 0 || !reason.ok) return err({ values, errors });
  const on = new Map(read.map(({ occasion, window }) => [occasion, window!]));
  const asked = { series: before.series, on };
  return ok({ asked, burdenReason: reason.value.burdenReason, version: said(values, "version") });
}

/** How a plan asks a questionnaire now, as its form shows it; an occasion that it is not asked on has the usual numbers. */
export function askingValues({ on }: Asked, reason: string | null): Typed {
  const numbers = ALL.flatMap((occasion) => {
    const window: Readonly<Record<string, unknown>> = on.get(occasion) ?? usualWindow(occasion);
    return numbersOf(occasion).map((one) => [numberField(occasion, one), String(window[one.name])]);
  });
  return { occasions: [...on.keys()], burdenReason: reason ?? "", ...Object.fromEntries(numbers) };
}
