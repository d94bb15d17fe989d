import { betterAuth } from "better-auth";
import { twoFactor } from "better-auth/plugins/two-factor";
import { expect, test } from "vitest";
import { libraryOptions, SECOND_FACTOR_TABLE } from "../../src/features/accounts/person/library-options-queries.ts";
import { PASSWORD, withoutSecondFactor, withPassword } from "../support/account-factories.ts";
import { testApp } from "../support/app.ts";

test("our tables are what the accounts library asks for, by its own check", async () => {
  const t = await testApp({ as: null });
  const options = libraryOptions(t.deps!);
  const auth = betterAuth({
    ...options,
    advanced: { ...options.advanced, database: { ...options.advanced.database, validateSchema: true } },
    plugins: [twoFactor({ schema: SECOND_FACTOR_TABLE })],
  });
  const email = await withPassword(t, "alice");
  await withoutSecondFactor(t, "alice");
  const { user } = await auth.api.signInEmail({ body: { email, password: PASSWORD } });
  expect(user.id).toBe(t.people.alice.userId);
});
