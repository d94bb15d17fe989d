import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { addMonths, type Day } from "../../../domain/calendar.ts";
import { insertArrangement } from "../care/arrangement-queries.ts";
import { insertContact } from "../contacts/contact-queries.ts";
import { familyReference } from "../family/family-reference.ts";
import { insertPerson } from "../people/person-queries.ts";
import type { NewFamily } from "./new-family-form.ts";

export const REVIEW_MONTHS = 6;

type Opening = { id: string; today: Day; at: string; newId: () => string };

/**
 * Opens a family in the actor's organisation: the file, its people, contacts, and the care arrangement of each child.
 * The first review falls due six months on. A reference that is taken already fails on its constraint.
 */
export function openFamily(db: Db, actor: Actor, opening: Opening, typed: NewFamily): Write[] {
  const { id: familyId, today, at, newId } = opening;
  const carerId = newId();
  const children = typed.children.map((details) => ({ id: newId(), details }));
  return [
    db.insertInto("family").values({
      id: familyId,
      organisation_id: actor.organisationId,
      reference: familyReference(newId()),
      opened_on: today,
      review_due_on: addMonths(today, REVIEW_MONTHS),
      created_at: at,
      created_by: actor.userId,
    }),
    ...insertPerson(db, actor, { id: carerId, familyId, kind: "carer", details: typed.carer, at }),
    ...typed.contacts.map((details) => insertContact(db, actor, { id: newId(), personId: carerId, details, at })),
    ...children.flatMap(({ id, details }) => insertPerson(db, actor, { id, familyId, kind: "child", details, at })),
    ...children.map(({ id: childId }) =>
      insertArrangement(db, actor, { id: newId(), familyId, details: { ...typed.arrangement, carerId, childId }, at }),
    ),
  ];
}
