import type { Day } from "../../src/domain/calendar.ts";
import type { Arrangement, Household } from "./households.ts";
import { boxes, personFields } from "./journey.ts";
import type { Ledger } from "./ledger.ts";
import type { Visitor } from "./visitor.ts";

type Agreement = {
  familyId: string;
  personId: string;
  purpose: string;
  answer?: "given" | "declined" | "withdrawn";
  how?: string;
};

/** Writes down what somebody agreed to, or that they object. */
export const agree = (
  worker: Visitor,
  { familyId, personId, purpose, answer = "given", how = "in-person" }: Agreement,
) =>
  worker.send(`/families/${familyId}/people/${personId}/agreements/new`, {
    purpose,
    answer,
    how,
    ...boxes("onDay", worker.today()),
  });

/** A second carer of the family, with the arrangement that the first one has. Gives the person's id. */
export async function addCarer(worker: Visitor, ledger: Ledger, familyId: string, childId: string, told: Household) {
  const { carer, arrangement } = told;
  await worker.send(`/families/${familyId}/people/new-carer`, personFields("", carer, "self"));
  const carerId = (await ledger.people(familyId, "carer")).at(-1)!.id;
  await worker.fill(`/families/${familyId}/arrangements/new`, {
    carerId,
    childId,
    kind: arrangement.kind,
    relationship: arrangement.relationship,
    ...boxes("fromOn", arrangement.fromOn),
    parentalResponsibility: "shared",
  });
  return carerId;
}

/** The arrangement between carer and child ends on a day. */
export async function endArrangement(worker: Visitor, ledger: Ledger, familyId: string, toOn: Day, endedHow: string) {
  const [now] = await ledger.arrangement(familyId);
  if (!now) throw new Error("No arrangement to end");
  await worker.fill(`/families/${familyId}/arrangements/${now.id}/ending`, { ...boxes("toOn", toOn), endedHow });
  return now;
}

/** One kind of arrangement ends and another begins the day it does, as when a court makes an order. */
export async function changeArrangement(worker: Visitor, ledger: Ledger, familyId: string, to: Arrangement) {
  const { carerId, childId } = await endArrangement(worker, ledger, familyId, to.fromOn, "order-changed");
  await worker.fill(`/families/${familyId}/arrangements/new`, {
    carerId,
    childId,
    kind: to.kind,
    relationship: to.relationship,
    ...boxes("fromOn", to.fromOn),
    parentalResponsibility: "yes",
  });
}

type Contact = { kind: string; value: string; confidential: "yes" | "no"; safe: string; doNotUseReason?: string };

export const addContact = (worker: Visitor, familyId: string, personId: string, contact: Contact): Promise<string> =>
  worker.fill(`/families/${familyId}/people/${personId}/contacts/new`, contact);

/** A pause on everything that is asked of a carer. */
export const hold = (
  worker: Visitor,
  familyId: string,
  personId: string,
  days: { from: Day; until: Day },
  reason: string,
) =>
  worker.fill(`/families/${familyId}/people/${personId}/holds/new`, {
    ...boxes("fromOn", days.from),
    ...boxes("untilOn", days.until),
    reason,
  });

/** The family is to be looked at again by this day. */
export const setReview = (worker: Visitor, familyId: string, day: Day): Promise<string> =>
  worker.fill(`/families/${familyId}/review`, boxes("reviewDueOn", day));

export const closeFamily = (worker: Visitor, familyId: string): Promise<string> =>
  worker.fill(`/families/${familyId}/closing`, {});

type OtherSupport = {
  carerId: string;
  childId: string;
  support: string;
  state: string;
  notOfferedReason?: string;
  note?: string;
};

/** What else was told, offered or not offered beside the two routes. */
export const otherSupport = (
  worker: Visitor,
  familyId: string,
  { note = "", ...offer }: OtherSupport,
): Promise<string> => worker.fill(`/families/${familyId}/offers/new`, { ...offer, note });
