import { expect, test } from "vitest";
import { listUsers } from "../../src/features/users/user-queries.ts";
import { testApp } from "../support/app.ts";
import { migratedDatabase } from "../support/hosts.ts";
import { refuseWhatGrows } from "../support/plans/asked-by-the-app.ts";

const SCAN = "select id from referral where reason like ? limit 5";

test("a scan that the app asks for fails whichever test asks it; what a test asks by itself does not", async () => {
  const t = await testApp({ as: "ada" });
  const refuse = refuseWhatGrows(migratedDatabase());
  expect(() => refuse(SCAN)).not.toThrow();
  const planted = new Proxy(t.db, {
    get: () => {
      refuse(SCAN);
    },
  });
  const { ada } = t.people;
  const actor = { ...ada, organisationName: "", organisationKind: "team", sessionId: "s" } as const;
  await expect(listUsers(planted, actor, null)).rejects.toThrow("Takes longer with each year: SCAN referral");
});
