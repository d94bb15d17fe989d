import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tellingPage } from "../../scripts/draw-telling.ts";
import { AGREEMENT_ANSWERS } from "../../src/features/families/family/family-words.ts";
import { OFFER_STATES } from "../../src/features/offers/offer.ts";
import { VERBS } from "../../src/features/referrals/referral/states.ts";
import { AT_WORK } from "../../src/features/sharing/sight.ts";
import { PROVIDER_AT_WORK, TELLS } from "../../src/tells/telling.ts";
import { ROOT } from "../support/hosts.ts";

const MACHINES = { referral: VERBS, offer: OFFER_STATES, agreement: AGREEMENT_ANSWERS };

test.each(Object.entries(MACHINES))("every verb of the %s machine says who is told, or nobody", (machine, verbs) => {
  const said = Object.keys(TELLS).filter((verb) => verb.startsWith(`${machine}.`));
  expect(said.sort()).toEqual(
    Object.keys(verbs)
      .map((verb) => `${machine}.${verb}`)
      .sort(),
  );
});

test("whoever is told reads plain words, without a full stop and after a name", () => {
  for (const telling of Object.values(TELLS)) if (telling !== "nobody") expect(telling.words).toMatch(/^[a-z][^.]*$/);
});

test("a provider is told of a family's changes in the states in which it sees the family as it is", () => {
  expect([...PROVIDER_AT_WORK].sort()).toEqual([...AT_WORK].sort());
});

test("the page of who is told is drawn from the table", () => {
  expect(readFileSync(join(ROOT, "docs/rules/who-is-told.md"), "utf8")).toBe(tellingPage());
});
