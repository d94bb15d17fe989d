import { expect, test } from "vitest";
import { cookiesOf, PASSWORD, withoutSecondFactor, withPassword } from "../support/account-factories.ts";
import { testApp } from "../support/app.ts";

test("somebody signs in with a password and is taken to set up their second factor", async () => {
  const t = await testApp({ as: null });
  const email = await withPassword(t, "alice");
  await withoutSecondFactor(t, "alice");
  const res = await t.post("/sign-in", { email: email.toUpperCase(), password: PASSWORD });
  expect([res.status, res.headers.get("location")]).toEqual([303, "/account/second-factor"]);
  expect(res.headers.getSetCookie()[0]).toMatch(/^kinstep\.session_token=.*HttpOnly.*SameSite=Lax/i);
  const next = await t.get("/choose-role", cookiesOf(res));
  expect([next.status, next.headers.get("location")]).toEqual([303, "/account/second-factor"]);
});
