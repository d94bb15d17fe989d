import type { Db } from "../../../deps.ts";
import { addDays, type Day } from "../../../domain/calendar.ts";
import { windowSchema } from "../../programmes/index.ts";
import { type HeldDays, heldDaysOf, type KeptHold, windowNow } from "./held.ts";
import { occasionNumber } from "./schedule.ts";
import type { Anchors, Window } from "./window.ts";

export const holdsIn = (json: string): HeldDays[] => heldDaysOf(JSON.parse(json) as KeptHold[]);

/** The holds of one person, those that are over too. */
export const holdsOf = (db: Db, personId: string) =>
  db
    .selectFrom("hold")
    .where("person_id", "=", personId)
    .select(["id", "from_on as fromOn", "until_on as untilOn", "lifted_at as liftedAt"])
    .execute();

/** Where an assessment stands, of which a move tells. */
export const STANDING = [
  "a.id",
  "a.version",
  "a.pack_id",
  "a.timepoint",
  "a.opens_on",
  "a.due_on",
  "a.closes_on",
  "a.anchor",
  "a.held_days",
] as const;

type Dated = { opens_on: Day; due_on: Day; closes_on: Day; anchor: string; held_days: number };

/** The window of an assessment without what holds added to it. */
export const withoutHolds = ({ opens_on, due_on, closes_on, anchor, held_days }: Dated): Window => ({
  opensOn: opens_on,
  dueOn: due_on,
  closesOn: addDays(closes_on, -held_days),
  anchor,
});

/** The window that an assessment has on these dates (docs/rules/windows.md). */
export const windowFor = (
  row: Dated & { window: string; timepoint: string; frozen_at: string | null; holds: string },
  anchors: Anchors,
): Window | null =>
  windowNow(
    {
      rule: windowSchema.parse(JSON.parse(row.window)),
      number: occasionNumber(row.timepoint),
      frozen: row.frozen_at === null ? null : withoutHolds(row),
      holds: holdsIn(row.holds),
    },
    anchors,
  );
