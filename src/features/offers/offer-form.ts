import { z } from "zod";
import type { Day } from "../../domain/calendar.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { NOT_OFFERED_REASONS, SUPPORTS, type Support } from "../../domain/support.ts";
import {
  choice,
  day,
  type FormProblem,
  optionalLongText,
  parseForm,
  problem,
  typedValues,
  version,
} from "../../forms/form.ts";
import { DECLINED_REASONS, FIRST_STATES, type FirstState, type Move, OFFER_STATES, type OfferState } from "./offer.ts";

export const LONGEST_NOTE = 2000;

export type Names = Readonly<Record<string, string>>;

const EARLIEST = "2000-01-01";
const optionalChoice = (codes: Names) =>
  z
    .enum(["", ...Object.keys(codes)])
    .default("")
    .catch("");

const moves = {
  onDay: (from: Day, today: Day) =>
    day("The day", {
      from,
      to: today,
      outside:
        from === EARLIEST ? "The day must be today or in the past" : "The day must be from the last one to today",
    }),
  declinedReason: optionalChoice(DECLINED_REASONS),
  notOfferedReason: optionalChoice(NOT_OFFERED_REASONS),
  note: optionalLongText("Note", LONGEST_NOTE),
};

type Reasons = { state: OfferState; declinedReason: string; notOfferedReason: string };

/** The reason that a state asks for: the field it is in, what was chosen, and the words when it is missing. */
function reasonOf({ state, declinedReason, notOfferedReason }: Reasons) {
  if (state === "declined")
    return { field: "declinedReason", chosen: declinedReason, missing: "Select why the carer declined" };
  if (state === "not-offered")
    return { field: "notOfferedReason", chosen: notOfferedReason, missing: "Select why it was not offered" };
  return null;
}

export type Opening = {
  carerId: string;
  childId: string | null;
  support: Support;
  state: FirstState;
  onDay: Day;
  reason: string | null;
  note: string | null;
};

/** Kinds of support that are about one of the children. */
export const ABOUT_A_CHILD: readonly Support[] = ["parenting", "cbt"];

/** Reads a new offer to one of a family's carers; parenting and CBT are about one of its children. */
export function parseOpening(
  data: FormData,
  people: { carers: Names; children: Names },
  today: Day,
): Result<Opening, FormProblem> {
  const schema = z.object({
    carerId: choice(people.carers, "Select the carer"),
    support: choice(SUPPORTS, "Select the kind of support"),
    childId: optionalChoice(people.children),
    state: choice(FIRST_STATES, "Select what happened"),
    ...moves,
    onDay: moves.onDay(EARLIEST, today),
  });
  const form = parseForm(schema, data);
  if (!form.ok) return form;
  const { carerId, childId, support, state, onDay, note } = form.value;
  if (childId === "" && ABOUT_A_CHILD.includes(support))
    return err(problem(typedValues(data), "childId", "Select the child it is about"));
  const reason = reasonOf(form.value);
  if (reason?.chosen === "") return err(problem(typedValues(data), reason.field, reason.missing));
  return ok({ carerId, childId: childId || null, support, state, onDay, note, reason: reason?.chosen ?? null });
}

export type Reply = { move: Move; explained: number | null };

/**
 * Reads what happened next to an offer; `next` are the states that may follow, `last` the day of the last event. `codes` are
 * the answers to the one question that a carer who declines may be asked; none where it was asked before.
 */
export function parseReply(
  data: FormData,
  next: readonly OfferState[],
  last: Day,
  today: Day,
  codes: Names,
): Result<Reply, FormProblem> {
  const states = Object.fromEntries(next.map((state) => [state, OFFER_STATES[state]])) as Record<OfferState, string>;
  const schema = z.object({
    version,
    state: choice(states, "Select what happened"),
    ...moves,
    explained: optionalChoice(codes),
    onDay: moves.onDay(last, today),
  });
  const form = parseForm(schema, data);
  if (!form.ok) return form;
  const { state, onDay, note, explained } = form.value;
  const reason = reasonOf(form.value);
  if (reason?.chosen === "") return err(problem(typedValues(data), reason.field, reason.missing));
  const move = { version: form.value.version, state, onDay, note, reason: reason?.chosen ?? null };
  return ok({ move, explained: state === "declined" && explained !== "" ? Number(explained) : null });
}
