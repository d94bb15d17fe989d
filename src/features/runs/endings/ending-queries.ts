import type { Db, Write } from "../../../deps.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { LeftReason } from "../../../domain/leaving-reasons.ts";
import type { Ending } from "../delivery/enrolment.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";
import { freePlaceOf } from "../delivery/place-queries.ts";

type Ended = { on: Day; reason: LeftReason | null; decidedBy: "carer" | "service" | "together" | null };

/** Somebody's time on the run ends, and their place is free again; it keeps who left it, for an ending that is taken back. */
export const recordEnding = (
  db: Db,
  enrolment: Pick<Enrolment, "id" | "version">,
  ending: Ending,
  { on, reason, decidedBy }: Ended,
): Write[] => [
  db
    .updateTable("enrolment")
    .set({
      to_on: on,
      outcome: ending.outcome,
      left_reason: reason,
      left_stage: ending.stage,
      decided_by: decidedBy,
      version: enrolment.version + 1,
    })
    .where("id", "=", enrolment.id),
  freePlaceOf(db, enrolment.id),
];
