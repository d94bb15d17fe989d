import type { TellVerb } from "../../src/tells/telling.ts";
import type { TestApp } from "../support/app.ts";
import { aContact } from "../support/family-factories.ts";
import type { Filled } from "../support/filled-form.ts";
import { fieldsOf } from "../support/html.ts";
import type { PersonName } from "../support/world.ts";

/** Who is told what by an act: each verb with the people who have its line, and nobody else. */
export type Expected = Partial<Record<TellVerb, readonly PersonName[]>>;

/** One act of the app as somebody sends it: what of its form is other than the first of each choice, and who does it if not its first owner. */
export type Act = {
  as?: PersonName;
  before?: (t: TestApp, address: string) => Promise<unknown>;
  with?: (t: TestApp, form: Filled, address: string) => Filled | Promise<Filled>;
  tells: Expected;
};

const set = (more: Record<string, string>) => (_: TestApp, form: Filled) => ({
  ...form,
  ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, [value]])),
});

const without =
  (pattern: RegExp, more: Record<string, string> = {}) =>
  (t: TestApp, form: Filled) =>
    set(more)(t, Object.fromEntries(Object.entries(form).filter(([name]) => !pattern.test(name))));

/** The carer's page stands under `/families/<family>/people/<carer>`. */
const idsIn = (address: string) => {
  const [, , familyId = "", , carerId = ""] = address.split("/");
  return { familyId, carerId };
};

async function childMovedOut(t: TestApp, form: Filled, address: string): Promise<Filled> {
  const children = t.db
    .selectFrom("person")
    .where("family_id", "=", idsIn(address).familyId)
    .where("kind", "=", "child");
  return { ...form, kind: ["moved-out"], whom: [(await children.select("id").executeTakeFirstOrThrow()).id] };
}

/** The second page of moving a session, with what it shows. */
async function movesShown(t: TestApp, form: Filled, address: string): Promise<Filled> {
  const at = { ...form, "day-day": ["2"], scope: ["one"] };
  return fieldsOf(await (await t.post(address, at)).text());
}

const WORKER = ["nadia"] as const;

/** The family that the worker's own manager works with; its provider's people are bob, wendy and cora. */
export const ACTS: Readonly<Record<string, readonly Act[]>> = {
  "/families/:familyId/people/new-carer": [{ tells: { "person.added": WORKER } }],
  "/families/:familyId/people/new-child": [{ tells: { "person.added": WORKER } }],
  "/families/:familyId/people/:personId/edit": [{ tells: { "person.changed": WORKER } }],
  "/families/:familyId/people/:personId/learned": [
    { tells: { "person.died": WORKER } },
    { with: set({ kind: "not-asked-again" }), tells: { "person.not-asked-again": WORKER } },
    { with: set({ kind: "interpreter" }), tells: { "person.interpreter": WORKER } },
    { with: childMovedOut, tells: { "person.moved-out": WORKER } },
    {
      before: (t, address) => aContact(t, idsIn(address).carerId),
      with: set({ kind: "wrong-number" }),
      tells: { "person.wrong-number": WORKER },
    },
  ],
  "/families/:familyId/people/:personId/learned/:factId/taking-back": [{ tells: { "person.taken-back": WORKER } }],
  "/families/:familyId/people/:personId/contacts/new": [
    { with: without(/^safe/, { safe: "yes" }), tells: { "contact.added": WORKER } },
  ],
  "/families/:familyId/contacts/:contactId/edit": [
    { with: without(/^safe/, { safe: "no" }), tells: { "contact.changed": WORKER } },
  ],
  "/families/:familyId/contacts/:contactId/ending": [{ tells: { "contact.ended": WORKER } }],
  "/families/:familyId/arrangements/new": [{ tells: { "care.changed": WORKER } }],
  "/families/:familyId/arrangements/:arrangementId/edit": [{ tells: { "care.changed": WORKER } }],
  "/families/:familyId/arrangements/:arrangementId/ending": [{ tells: { "care.changed": WORKER } }],
  "/families/:familyId/people/:personId/agreements/new": [
    { tells: { "agreement.given": WORKER } },
    { with: set({ answer: "declined" }), tells: { "agreement.declined": WORKER } },
    { with: set({ answer: "not-asked" }), tells: { "agreement.not-asked": WORKER } },
    { with: set({ answer: "withdrawn" }), tells: { "agreement.withdrawn": WORKER } },
  ],
  "/families/:familyId/people/:personId/agreements": [
    {
      with: set({ gp: "given", research: "declined" }),
      tells: { "agreement.given": WORKER, "agreement.declined": WORKER },
    },
  ],
  "/families/:familyId/people/:personId/needs": [{ tells: { "needs.changed": WORKER } }],
  "/families/:familyId/people/:personId/holds/new": [{ tells: { "hold.made": WORKER } }],
  "/families/:familyId/holds/:holdId/lifting": [{ tells: { "hold.lifted": WORKER } }],
  "/families/:familyId/closing": [{ tells: { "family.closed": WORKER } }],
  "/families/:familyId/reopening": [{ tells: { "family.reopened": WORKER } }],
  "/families/:familyId/review": [{ tells: { "family.review": WORKER } }],
  "/families/:familyId/worker": [{ tells: { "family.handed-over": WORKER } }],
  "/families/:familyId/checks/new": [{ tells: { "check.recorded": WORKER, "concern.raised": WORKER } }],
  "/families/:familyId/need-assessments/new": [{ tells: { "need.recorded": WORKER } }],
  "/checks/:id/correcting": [{ tells: { "check.corrected": WORKER } }],
  "/checks/:id/decision": [
    { tells: { "decision.recorded": WORKER, "offer.offered": WORKER, "offer.accepted": WORKER } },
  ],
  "/families/:familyId/offers/new": [
    { tells: { "offer.offered": WORKER } },
    { with: set({ state: "not-offered" }), tells: { "offer.not-offered": WORKER } },
  ],
  "/families/:familyId/offers/telling": [{ tells: { "offer.told": WORKER } }],
  "/offers/:id/reply": [
    { tells: { "offer.started": WORKER } },
    { with: set({ state: "declined" }), tells: { "offer.declined": WORKER } },
    { with: set({ state: "ended" }), tells: { "offer.ended": WORKER } },
    {
      before: (t) => t.db.updateTable("offer").set({ state: "offered" }).execute(),
      with: set({ state: "no-reply" }),
      tells: { "offer.no-reply": WORKER },
    },
  ],
  "/concerns/:id/acknowledging": [{ tells: { "concern.acknowledged": WORKER } }],
  "/concerns/:id/sharing": [{ tells: { "concern.shared": WORKER } }],
  "/concerns/:id/closing": [{ tells: { "concern.closed": WORKER } }],
  "/concerns/:id/reopening": [{ tells: { "concern.reopened": WORKER } }],
  "/leave/new": [
    { tells: { "leave.cover": ["ada"] } },
    { with: set({ cover: "nadia-1" }), tells: { "leave.cover": WORKER } },
  ],
  "/duty/leave/new": [
    { with: set({ who: "alice-1", cover: "nadia-1" }), tells: { "leave.written": ["alice"], "leave.cover": WORKER } },
  ],
  "/duty/leave/:id/ending": [{ tells: { "leave.ended": ["alice"] } }],
  "/duty/days/new": [{ with: set({ deputy: "nadia-1" }), tells: { "duty.named": ["alice", "nadia"] } }],
  "/duty/days/:slot": [{ with: set({ deputy: "nadia-1" }), tells: { "duty.named": WORKER } }],
  "/duty/days/:slot/undoing": [{ tells: { "duty.named": ["alice"] } }],
  "/referrals/:id/agreements": [{ with: set({ "contact-text": "given" }), tells: { "agreement.given": WORKER } }],
  "/referrals/:id/needs": [{ tells: { "needs.changed": WORKER } }],
  "/referrals/:id/availability": [{ tells: { "needs.changed": WORKER } }],
  "/referrals/:id/acceptance": [{ tells: { "referral.accept": WORKER } }],
  "/referrals/:id/question": [{ tells: { "referral.ask": WORKER } }],
  "/referrals/:id/declining": [{ tells: { "referral.decline": WORKER } }],
  "/referrals/:id/waiting": [{ tells: { "referral.wait": WORKER } }],
  "/referrals/:id/answer": [{ tells: { "referral.answer": ["bob"] } }],
  "/referrals/:id/withdrawal": [{ tells: { "referral.withdraw": ["bob", "nadia"] } }],
  "/referrals/:id/amendment": [{ tells: { "referral.amend": ["bob", "nadia"], "needs.changed": ["bob", "nadia"] } }],
  "/referrals/:id/contact": [
    { tells: { "carer.reached": WORKER } },
    { with: set({ outcome: "no-answer" }), tells: { "carer.tried": WORKER } },
    { as: "wendy", tells: { "carer.reached": ["bob", "nadia"] } },
  ],
  "/referrals/:id/late-reason": [{ tells: { "late.explained": ["bob", "nadia"] } }],
  "/waiting/:id/enrolling": [{ tells: { "referral.enrol": WORKER } }],
  "/waiting/:id/calls": [{ tells: {} }],
  "/runs/:id/editing": [
    { tells: { "run.changed": ["cora"] } },
    { as: "wendy", tells: { "run.changed": ["bob", "cora"] } },
  ],
  "/runs/:id/places/new": [{ tells: { "run.changed": ["cora"] } }],
  "/runs/:id/closing": [
    { tells: { "run.closed": ["cora"] } },
    {
      before: (t) => t.db.updateTable("run").set({ closed_on: "2026-02-27" }).execute(),
      tells: { "run.reopened": ["cora"] },
    },
  ],
  "/runs/:id/sessions/new": [{ tells: { "session.added": ["cora"] } }],
  "/runs/new": [{ tells: { "run.made": ["cora"] } }],
  "/sessions/:id/register": [{ tells: { "referral.start": WORKER } }],
  "/sessions/:id/concerns/new": [{ tells: { "concern.raised": WORKER } }],
  "/sessions/:id/moving": [{ with: movesShown, tells: { "session.moved": ["cora", "nadia"] } }],
  "/sessions/:id/cancelling": [{ tells: { "session.cancelled": ["cora", "nadia"] } }],
  "/sessions/:id/reinstating": [{ tells: { "session.reinstated": ["cora", "nadia"] } }],
  "/enrolments/:id/leaving": [{ tells: { "referral.leave": WORKER } }],
  "/enrolments/:id/completing": [{ tells: { "referral.complete": WORKER } }],
  "/enrolments/:id/taking-back": [{ tells: { "enrolment.taken-back": WORKER } }],
  "/enrolments/:id/back-to-list": [{ tells: { "referral.wait": WORKER } }],
  "/enrolments/:id/learned": [{ tells: { "person.died": WORKER } }],
  "/enrolments/:id/learned/:factId/taking-back": [{ tells: { "person.taken-back": WORKER } }],
  "/assessments/:id/preferred-not-to": [{ tells: { "person.not-asked-again": WORKER } }],
  "/follow-up/:id/unanswered": [{ as: "wendy", tells: { "questionnaires.unanswered": ["bob"] } }],
  "/follow-up/:id/attempts/learned": [{ tells: { "person.died": WORKER } }],
  "/follow-up/:id/attempts/learned/:factId/taking-back": [{ tells: { "person.taken-back": WORKER } }],
  "/assessments/:id/second-keying": [{ tells: { "answer.keyed-again": ["cora"] } }],
  "/assessments/:id/otherwise": [{ as: "wendy", tells: { "answer.otherwise": ["bob"] } }],
  "/assessments/:id/adjudication": [{ tells: { "answer.settled": ["cora"] } }],
  "/assessments/:id/clarifications": [{ as: "wendy", tells: { "answer.asked": ["bob"] } }],
};
