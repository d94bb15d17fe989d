import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** OWASP's setting at 32 MiB, which a Worker can hold too. The parameters stand in the hash, so they can rise later. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const LENGTH = 64;

const derive = (password: string, salt: Buffer, { N, r, p }: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(password.normalize("NFKC"), salt, LENGTH, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  );

/** "scrypt$N$r$p$salt$key" of a password (OWASP Password Storage). Runs off the main thread. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64"), key.toString("base64")].join("$");
}

/** Does the password belong to the hash, under the hash's own parameters? Compares in constant time; false for a hash of another kind. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [kind, N, r, p, salt, key] = hash.split("$");
  if (kind !== "scrypt" || !salt || !key) return false;
  const derived = await derive(password, Buffer.from(salt, "base64"), { N: Number(N), r: Number(r), p: Number(p) });
  const kept = Buffer.from(key, "base64");
  return kept.length === derived.length && timingSafeEqual(kept, derived);
}
