import { looked } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import type { AppContext } from "../../../web/factory.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";
import { findPerson } from "./person-facts-queries.ts";

/** Everything about the person whose enrolment an address names. */
export const askedPerson = (c: AppContext, { id }: { id: string }) =>
  findPerson(c.var.deps.db, c.var.actor, id, dayOf(c.var.now));

/** What the trail keeps of a page about them. */
export const lookAtPerson = (c: AppContext, { enrolment }: { enrolment: Enrolment }) =>
  looked(c.var.actor, "enrolment", enrolment.id, enrolment.familyId);
