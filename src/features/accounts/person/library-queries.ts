import { asConflict } from "../../../db/conflict.ts";
import type { Deps } from "../../../deps.ts";
import { libraryOptions, SECOND_FACTOR_TABLE } from "./library-options-queries.ts";

/** What the library says of a password or a code. `cookies` are whole Set-Cookie lines. */
export type Proof =
  | { kind: "refused" }
  | { kind: "too-many" }
  | { kind: "second-factor"; cookies: string[] }
  | { kind: "signed-in"; token: string; cookies: string[] };

export type Client = { address: string; userAgent: string };

export type AccountsLibrary = {
  provePassword(email: string, password: string, client: Client): Promise<Proof>;
  /** `cookie` is the request's Cookie header: the challenge of the first step stands in it. */
  proveCode(code: string, cookie: string, client: Client): Promise<Proof>;
  proveBackupCode(code: string, cookie: string, client: Client): Promise<Proof>;
  /** Text that only this installation can read back, as the library keeps its secrets. */
  seal(text: string): Promise<string>;
  /** What was sealed; null for anything else. */
  unseal(sealed: string): Promise<string | null>;
  randomText(length: number): string;
};

const made = new WeakMap<Deps, AccountsLibrary>();

/**
 * The accounts library on our database, made at the first sign-in: loading it takes longer than all the rest of a start.
 * What is kept is the library and not its promise: on Workers one request may not wait for what another began.
 * Only the proofs of who somebody is are its own; whatever changes an account is written by `commit` (docs/decisions/0009).
 */
export async function accountsLibrary(deps: Deps): Promise<AccountsLibrary> {
  const ready = made.get(deps) ?? (await makeLibrary(deps));
  made.set(deps, ready);
  return ready;
}

type Answered = { headers: Headers; response: unknown };

const isRefusal = (error: unknown): error is Error & { statusCode: number } =>
  error instanceof Error &&
  error.name === "APIError" &&
  typeof (error as { statusCode?: unknown }).statusCode === "number";

/** The library throws its refusals. A 4xx is an answer; anything else is the database or a bug. */
async function proofOf(answering: Promise<Answered>): Promise<Proof> {
  try {
    const { headers, response } = await answering;
    const cookies = headers.getSetCookie();
    const token = (response as { token?: unknown } | null)?.token;
    return typeof token === "string" ? { kind: "signed-in", token, cookies } : { kind: "second-factor", cookies };
  } catch (error) {
    if (!isRefusal(error)) throw asConflict(error);
    if (error.statusCode >= 500) throw error;
    return { kind: /TOO_MANY|LOCKED/.test(JSON.stringify(error)) ? "too-many" : "refused" };
  }
}

const headersOf = ({ address, userAgent }: Client, cookie = ""): Headers =>
  new Headers({ "user-agent": userAgent, "x-client-address": address, cookie });

async function makeLibrary(deps: Deps): Promise<AccountsLibrary> {
  const [{ betterAuth }, { twoFactor }, crypto] = await Promise.all([
    import("better-auth"),
    import("better-auth/plugins/two-factor"),
    import("better-auth/crypto"),
  ]);
  const auth = betterAuth({
    ...libraryOptions(deps),
    plugins: [twoFactor({ issuer: "Kinstep", schema: SECOND_FACTOR_TABLE })],
  });
  const key = (await auth.$context).secretConfig;
  const { api } = auth;
  return {
    provePassword: (email, password, client) =>
      proofOf(api.signInEmail({ body: { email, password }, headers: headersOf(client), returnHeaders: true })),
    proveCode: (code, cookie, client) =>
      proofOf(api.verifyTOTP({ body: { code }, headers: headersOf(client, cookie), returnHeaders: true })),
    proveBackupCode: (code, cookie, client) =>
      proofOf(api.verifyBackupCode({ body: { code }, headers: headersOf(client, cookie), returnHeaders: true })),
    seal: (text) => crypto.symmetricEncrypt({ key, data: text }),
    unseal: (sealed) => crypto.symmetricDecrypt({ key, data: sealed }).catch(() => null),
    randomText: (length) => crypto.generateRandomString(length, "a-z", "0-9"),
  };
}
