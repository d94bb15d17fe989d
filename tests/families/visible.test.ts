import { expect, test } from "vitest";
import type { Actor } from "../../src/domain/actor.ts";
import { findFamily, findPerson } from "../../src/features/families/index.ts";
import type { TestApp } from "../support/app.ts";
import { testApp } from "../support/app.ts";
import { aHousehold } from "../support/family-factories.ts";
import type { PersonName } from "../support/world.ts";

const actorOf = (t: TestApp, name: PersonName): Actor => ({
  ...t.people[name],
  organisationName: "",
  organisationKind: "team",
  sessionId: "",
});

test("a family is found by its own organisation, with people and arrangements, and by no other", async () => {
  const t = await testApp();
  const made = await aHousehold(t);
  const family = await findFamily(t.db, actorOf(t, "alice"), made.familyId);
  expect(family).toMatchObject({
    reference: made.reference,
    access: "own",
    carers: [{ givenName: "Margaret", birthOn: "1961-04-12" }],
    children: [{ givenName: "Jayden" }],
    arrangements: [{ kind: "special-guardianship", toOn: null }],
  });
  expect(await findFamily(t.db, actorOf(t, "charlie"), made.familyId)).toBeUndefined();
  expect(await findPerson(t.db, actorOf(t, "bob"), made.carerId)).toBeUndefined();
});
