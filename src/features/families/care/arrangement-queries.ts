import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { ArrangementDetails, Ending } from "./arrangement-form.ts";

const columnsOf = (details: ArrangementDetails) => ({
  carer_id: details.carerId,
  child_id: details.childId,
  kind: details.kind,
  relationship: details.relationship,
  from_on: details.fromOn,
  parental_responsibility: details.parentalResponsibility,
});

export const insertArrangement = (
  db: Db,
  actor: Actor,
  arrangement: { id: string; familyId: string; details: ArrangementDetails; at: string },
): Write =>
  db.insertInto("care_arrangement").values({
    id: arrangement.id,
    family_id: arrangement.familyId,
    ...columnsOf(arrangement.details),
    created_at: arrangement.at,
    created_by: actor.userId,
  });

/** Corrects an arrangement; a change in the child's life is an ending and a new one. */
export const updateArrangement = (db: Db, id: string, version: number, details: ArrangementDetails): Write =>
  db
    .updateTable("care_arrangement")
    .set({ ...columnsOf(details), version: version + 1 })
    .where("id", "=", id);

/** An arrangement ends; its row stays (X4). */
export const endArrangement = (db: Db, id: string, ending: Ending): Write =>
  db
    .updateTable("care_arrangement")
    .set({ to_on: ending.toOn, ended_how: ending.endedHow, version: ending.version + 1 })
    .where("id", "=", id);
