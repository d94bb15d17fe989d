import type { Config } from "../config.ts";
import type { Db } from "../deps.ts";

export type KeyName = "secret" | "audit-key";
type Keys = Pick<Config, "secret" | "auditKey">;

/** "another": one of the two is not the one that this database has been kept under until now. */
export type KeyHealth = "well" | "not yet sealed" | "another";

const encoder = new TextEncoder();

/** The word under a key (HMAC-SHA-256): it tells whether the key is the same, and nothing of the key. */
async function sealedWith(key: string, name: KeyName): Promise<string> {
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const imported = await crypto.subtle.importKey("raw", encoder.encode(key), hmac, false, ["sign"]);
  const signed = await crypto.subtle.sign("HMAC", imported, encoder.encode(`Kinstep is kept under this ${name}`));
  return Array.from(new Uint8Array(signed), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function wordsOf({ secret, auditKey }: Keys): Promise<{ name: KeyName; sealed: string }[]> {
  return [
    { name: "secret", sealed: await sealedWith(secret, "secret") },
    { name: "audit-key", sealed: await sealedWith(auditKey, "audit-key") },
  ];
}

const listKept = (db: Db) => db.selectFrom("sealed_word").select(["name", "sealed"]).execute();

export const isSealed = async (db: Db, name: KeyName): Promise<boolean> =>
  (await listKept(db)).some((one) => one.name === name);

/** Seals the words that are not sealed yet. Of two that start at once, the second finds the first one's. It says nothing of anybody, so the trail has no line of it. */
export async function sealWords(db: Db, keys: Keys, at: string): Promise<void> {
  for (const word of await wordsOf(keys))
    await db
      .insertInto("sealed_word")
      .values({ ...word, at })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .execute();
}

/** The keys that are not those which the database has been kept under. */
export async function listOtherKeys(db: Db, keys: Keys): Promise<KeyName[]> {
  const kept = new Map((await listKept(db)).map(({ name, sealed }) => [name, sealed]));
  return (await wordsOf(keys))
    .filter(({ name, sealed }) => (kept.get(name) ?? sealed) !== sealed)
    .map(({ name }) => name);
}

export async function keyHealth(db: Db, keys: Keys): Promise<KeyHealth> {
  if ((await listOtherKeys(db, keys)).length > 0) return "another";
  return (await listKept(db)).length === 2 ? "well" : "not yet sealed";
}
