import { hashPassword } from "../../src/node/scrypt.ts";
import { cookieOf, type TestApp } from "./app.ts";
import { CONFIG } from "./hosts.ts";
import type { PersonName } from "./world.ts";

/** A password that the rules accept, for everybody in the tests. */
export const PASSWORD = "teapot gravel lantern";

let hashed: Promise<string> | undefined;

/** Gives one of the told people a password: they exist without one. */
export async function withPassword(t: TestApp, name: PersonName, password = PASSWORD): Promise<string> {
  const hash = password === PASSWORD ? await (hashed ??= hashPassword(PASSWORD)) : await hashPassword(password);
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

export { CONFIG, cookieOf };
