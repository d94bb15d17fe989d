import { z } from "zod";
import type { Day } from "../../domain/calendar.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import {
  NOT_OFFERED_REASONS,
  type NotOfferedReason,
  SUPPORT_CODES,
  SUPPORTS,
  type Support,
} from "../../domain/support.ts";
import { choice, day, type FormError, type FormProblem, parseForm, typedValues } from "../../forms/form.ts";
import { FIRST_STATES, type FirstState } from "./offer.ts";
import { ABOUT_A_CHILD, type Names } from "./offer-form.ts";

const EARLIEST = "2000-01-01";

export const stateField = (support: Support): string => `state-${support}`;
export const reasonField = (support: Support): string => `reason-${support}`;

const oneOf = (codes: Names, error: string) => z.enum(["", ...Object.keys(codes)], { error }).default("");

const ROWS = Object.fromEntries(
  SUPPORT_CODES.flatMap((support) => [
    [stateField(support), oneOf(FIRST_STATES, "Select what happened from the list")],
    [reasonField(support), oneOf(NOT_OFFERED_REASONS, "Select why from the list")],
  ]),
);

export type Told = { support: Support; state: FirstState; reason: NotOfferedReason | null; childId: string | null };
export type Telling = { carerId: string; onDay: Day; told: Told[] };

type Row = Record<string, string>;

/** What is wrong with the rows: a kind that was not offered needs its reason, one about a child needs the child, and something must be said. */
function problemsOf(row: Row, childId: string): FormError[] {
  const said = SUPPORT_CODES.filter((support) => row[stateField(support)] !== "");
  const first = stateField(SUPPORT_CODES[0]!);
  return [
    ...(said.length === 0 ? [{ field: first, text: "Say of at least one kind what happened" }] : []),
    ...said
      .filter((support) => row[stateField(support)] === "not-offered" && row[reasonField(support)] === "")
      .map((support) => ({ field: reasonField(support), text: `Select why not: ${SUPPORTS[support]}` })),
    ...(childId === "" && said.some((support) => ABOUT_A_CHILD.includes(support))
      ? [{ field: "childId", text: "Select the child it is about" }]
      : []),
  ];
}

/** Reads one form about all kinds of support at once, a row a kind; a row left empty says nothing. */
export function parseTelling(
  data: FormData,
  people: { carers: Names; children: Names },
  today: Day,
): Result<Telling, FormProblem> {
  const head = parseForm(
    z.object({
      carerId: choice(people.carers, "Select the carer"),
      childId: oneOf(people.children, "Select a child of this family"),
      onDay: day("The day", { from: EARLIEST, to: today, outside: "The day must be today or in the past" }),
    }),
    data,
  );
  const rows = parseForm(z.object(ROWS), data);
  if (!head.ok || !rows.ok) {
    const errors = [...(head.ok ? [] : head.error.errors), ...(rows.ok ? [] : rows.error.errors)];
    return err({ values: typedValues(data), errors });
  }
  const row = rows.value as Row;
  const { carerId, childId, onDay } = head.value;
  const errors = problemsOf(row, childId);
  if (errors.length > 0) return err({ values: typedValues(data), errors });
  const told = SUPPORT_CODES.flatMap((support): Told[] => {
    const state = row[stateField(support)] as FirstState | "";
    if (state === "") return [];
    const reason = state === "not-offered" ? (row[reasonField(support)] as NotOfferedReason) : null;
    return [{ support, state, reason, childId: ABOUT_A_CHILD.includes(support) ? childId : null }];
  });
  return ok({ carerId, onDay, told });
}
