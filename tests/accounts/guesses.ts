import { expect } from "vitest";
import { PASSWORD } from "../support/account-factories.ts";
import { type TestApp, testApp } from "../support/app.ts";

/** Where a request comes from, on either host: on Workers Cloudflare says so in this header. */
export const fromAddress = (address: string): Record<string, string> =>
  address ? { "CF-Connecting-IP": address } : {};
const clientAddress = (headers: Headers): string => headers.get("CF-Connecting-IP") ?? "";

export const guess = (t: TestApp, email: string, address: string, password = "wrong wrong wrong") =>
  t.post("/sign-in", { email, password }, fromAddress(address));

let others = 0;

/** Tries an account that is not there, another one each time. */
export const spray = (t: TestApp, address: string) => guess(t, `nobody-${++others}@example.org`, address);

/** An app that hashes in no time: what is tried here is the counting. A Worker hashes as it does. */
export const quickApp = (): Promise<TestApp> =>
  testApp({
    as: null,
    override: {
      clientAddress,
      hashPassword: async () => "hashed",
      verifyPassword: async ({ password }) => password === PASSWORD,
    },
  });

/** An app at which so many accounts were tried in vain from one address. */
export async function sprayed(most: number, address: string): Promise<TestApp> {
  const t = await quickApp();
  for (let n = 0; n < most; n++) expect((await spray(t, address)).status).toBe(422);
  return t;
}
