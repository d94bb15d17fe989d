import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's setting at 32 MiB, which a Worker can hold too. The parameters stand in the hash, so they can rise later. */
const COST: Cost = { N: 2 ** 15, r: 8, p: 3 };
const LENGTH = 64;

type Cost = { N: number; r: number; p: number };

const derive = (password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize("NFKC"), salt, LENGTH, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );

/** What hashes a password at such a cost: "scrypt$N$r$p$salt$key". For the tests, which hash often; what is served hashes by `hashPassword`. */
export const hashAtCost = (cost: Cost) => async (password: string) => {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ["scrypt", cost.N, cost.r, cost.p, salt.toString("base64"), key.toString("base64")].join("$");
};

/** "scrypt$N$r$p$salt$key" of a password (OWASP Password Storage). Runs off the main thread. */
export const hashPassword: (password: string) => Promise<string> = hashAtCost(COST);

/** Does the password belong to the hash, under the hash's own parameters? Compares in constant time; false for a hash of another kind. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [kind, N, r, p, salt, key] = hash.split("$");
  if (kind !== "scrypt" || !salt || !key) return false;
  const derived = await derive(password, Buffer.from(salt, "base64"), { N: Number(N), r: Number(r), p: Number(p) });
  const kept = Buffer.from(key, "base64");
  return kept.length === derived.length && timingSafeEqual(kept, derived);
}
