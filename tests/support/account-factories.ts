import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import type { TestApp } from "./app.ts";
import { hashCheaply } from "./hosts.ts";
import type { PersonName } from "./world.ts";

/** A password that the rules accept, for everybody in the tests. */
export const PASSWORD = "teapot gravel lantern";

/** Gives one of the told people a password: they exist without one. */
export async function withPassword(t: TestApp, name: PersonName, password = PASSWORD): Promise<string> {
  const hash = await hashCheaply(password);
  const { userId, email } = t.people[name];
  await t.db
    .insertInto("account")
    .values({
      id: `account-${userId}`,
      account_id: userId,
      provider_id: "credential",
      user_id: userId,
      password: hash,
      created_at: "2026-01-05T09:00:00.000Z",
      updated_at: "2026-01-05T09:00:00.000Z",
    })
    .execute();
  return email;
}

/** A person whose account has no second factor yet. */
export const withoutSecondFactor = (t: TestApp, name: PersonName) =>
  t.db.updateTable("user").set({ two_factor_enabled: 0 }).where("id", "=", t.people[name].userId).execute();

/** The cookies that an answer sets, as the next request sends them. */
export const cookiesOf = (res: Response): Record<string, string> => ({
  Cookie: res.headers
    .getSetCookie()
    .filter((line) => !/max-age=0/i.test(line))
    .map((line) => line.split(";")[0])
    .join("; "),
});

/** What an authenticator app shows now, for the secret of an otpauth: link. */
export function codeOf(html: string): Promise<string> {
  const secret = /otpauth:[^"]*[?&](?:amp;)?secret=([A-Z2-7]+)/.exec(html)?.[1] ?? "";
  return createOTP(new TextDecoder().decode(base32.decode(secret))).totp();
}

export type SetUp = { cookies: Record<string, string>; code: () => Promise<string>; backupCodes: string[] };

/** Signs somebody in for the first time and sets up their second factor, as they would. */
export async function withSecondFactor(t: TestApp, name: PersonName): Promise<SetUp> {
  const email = await withPassword(t, name);
  await withoutSecondFactor(t, name);
  const guest = t.as(null);
  const first = cookiesOf(await guest.post("/sign-in", { email, password: PASSWORD }));
  const html = await (await guest.get("/account/second-factor", first)).text();
  const done = await guest.post("/account/second-factor", { sealed: sealedOf(html), code: await codeOf(html) }, first);
  const shown = await done.text();
  const backupCodes = [...shown.matchAll(/<code>([a-z0-9]{5}-[a-z0-9]{5})<\/code>/g)].map(([, code]) => code!);
  await forgetUsedCodes(t, name);
  return { cookies: cookiesOf(done), code: () => codeOf(html), backupCodes };
}

export const sealedOf = (html: string): string => /name="sealed" value="([^"]+)"/.exec(html)?.[1] ?? "";

/** As if half a minute had gone by: the app's next code is the same one in a test that doesn't wait. */
export const forgetUsedCodes = (t: TestApp, name: PersonName) =>
  t.db.deleteFrom("used_code").where("user_id", "=", t.people[name].userId).execute();
