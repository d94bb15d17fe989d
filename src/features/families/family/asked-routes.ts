import { looked } from "../../../domain/audit-entry.ts";
import type { AppContext } from "../../../web/factory.ts";
import { type Family, type Person, personIn } from "./family.ts";
import { findFamily, findOwnFamily } from "./family-queries.ts";

type OfFamily = { familyId: string };
type OfPerson = OfFamily & { personId: string };

/** The family that an address names, as far as whoever asks may see it. */
export const askedFamily = (c: AppContext, { familyId }: OfFamily) => findFamily(c.var.deps.db, c.var.actor, familyId);

/** The family that an address names, of one's own organisation only. */
export const askedOwnFamily = (c: AppContext, { familyId }: OfFamily) =>
  findOwnFamily(c.var.deps.db, c.var.actor, familyId);

/** Somebody in a family, with the family. */
export type Member = { family: Family; person: Person };

const memberOf = (family: Family | undefined, personId: string): Member | undefined => {
  const person = family && personIn(family, personId);
  return family && person && { family, person };
};

/** The person that an address names, in a family that whoever asks may see. */
export const askedMember = async (c: AppContext, asked: OfPerson) =>
  memberOf(await askedFamily(c, asked), asked.personId);

/** The person that an address names, in a family of one's own organisation. */
export const askedOwnMember = async (c: AppContext, asked: OfPerson) =>
  memberOf(await askedOwnFamily(c, asked), asked.personId);

/** What the trail keeps of a page about a family. */
export const lookAtFamily = (c: AppContext, family: Family) => looked(c.var.actor, "family", family.id, family.id);

/** What the trail keeps of a page about one person in it. */
export const lookAtMember = (c: AppContext, { family, person }: Member) =>
  looked(c.var.actor, "person", person.id, family.id);
