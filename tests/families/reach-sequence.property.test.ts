import fc from "fast-check";
import { expect, test } from "vitest";
import { reach, readReach } from "../../src/features/families/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { aCarer, aContact, aFact, aFamily, anAgreement } from "../support/family-factories.ts";

// The facts come in any order, stand for a while and are taken back: by the database, not by a record made for the rule.

const TODAY = "2026-03-02";

type Step =
  | { is: "agreement"; answer: "given" | "declined" | "withdrawn" | "not-asked" }
  | { is: "hold"; until: string; lifted: boolean }
  | { is: "fact"; kind: "died" | "not-asked-again" | "wrong-number"; back: boolean }
  | { is: "safety"; safe: "yes" | "no" | "not-known" | "at-times"; words: boolean; refused: boolean };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    is: fc.constant("agreement" as const),
    answer: fc.constantFrom(
      "given" as const,
      "given" as const,
      "declined" as const,
      "withdrawn" as const,
      "not-asked" as const,
    ),
  }),
  fc.record({
    is: fc.constant("hold" as const),
    until: fc.constantFrom("2026-02-20", "2026-03-01", TODAY, "2026-03-20"),
    lifted: fc.boolean(),
  }),
  fc.record({
    is: fc.constant("fact" as const),
    kind: fc.constantFrom("died" as const, "not-asked-again" as const, "wrong-number" as const),
    back: fc.constantFrom(true, true, false),
  }),
  fc.record({
    is: fc.constant("safety" as const),
    safe: fc.constantFrom("yes" as const, "yes" as const, "no" as const, "not-known" as const, "at-times" as const),
    words: fc.boolean(),
    refused: fc.constantFrom(false, false, true),
  }),
);

/** What stands after the steps, kept beside the database by the simplest means. */
type Told = { answer: string | null; held: boolean; facts: Set<string>; safe: string; refused: boolean };

async function take(
  t: TestApp,
  who: { familyId: string; personId: string; contactId: string },
  one: Step,
  at: number,
  told: Told,
) {
  const instant = new Date(Date.parse("2026-02-01T09:00:00.000Z") + at * 60_000).toISOString();
  if (one.is === "agreement") {
    await anAgreement(t, who, { purpose: "contact-telephone", answer: one.answer, at: instant });
    told.answer = one.answer;
  }
  if (one.is === "hold") {
    const hold = { id: t.newId(), person_id: who.personId, from_on: "2026-02-10", until_on: one.until };
    await t.db
      .insertInto("hold")
      .values({ ...hold, lifted_at: one.lifted ? instant : null, created_at: instant, created_by: "seed" })
      .execute();
    told.held ||= !one.lifted && one.until >= TODAY;
  }
  if (one.is === "fact" && !told.facts.has(one.kind)) {
    const { id } = await aFact(t, who.personId, {
      kind: one.kind,
      at: instant,
      contact_id: one.kind === "wrong-number" ? who.contactId : null,
    });
    if (one.back)
      await t.db
        .updateTable("person_fact")
        .set({ taken_back_at: instant, taken_back_by: "seed" })
        .where("id", "=", id)
        .execute();
    else told.facts.add(one.kind);
  }
  if (one.is === "safety") {
    await t.db
      .updateTable("contact")
      .set((eb) => ({
        safe: one.safe,
        safe_times: one.safe === "at-times" || (one.words && one.safe !== "yes") ? "her son may be there" : null,
        do_not_use_reason: one.refused ? "The son has it now" : null,
        version: eb("version", "+", 1),
      }))
      .where("id", "=", who.contactId)
      .execute();
    [told.safe, told.refused] = [one.safe, one.refused];
  }
}

test("no sequence of facts yields “safe” while one that stands says no, or where nobody was asked; and where none does, it is safe", async () => {
  const t = await testApp({ as: "alice" });
  const { id: familyId } = await aFamily(t);
  const actor = { ...t.people.alice, organisationName: "", organisationKind: "team" as const, sessionId: "" };
  let safe = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
      const { id: personId } = await aCarer(t, familyId);
      const { id: contactId } = await aContact(t, personId);
      const told: Told = { answer: null, held: false, facts: new Set(), safe: "yes", refused: false };
      for (const [at, one] of steps.entries()) await take(t, { familyId, personId, contactId }, one, at, told);
      const facts = (await readReach(t.db, actor, [personId], TODAY)).get(personId)!;
      const isSafe = reach(facts, t.clock.now()).verdict === "safe";
      const should =
        told.answer === "given" && !told.held && told.facts.size === 0 && told.safe === "yes" && !told.refused;
      expect(isSafe).toBe(should);
      safe += isSafe ? 1 : 0;
    }),
    { seed: 20260302, numRuns: 250 },
  );
  expect(safe).toBeGreaterThan(10);
});
