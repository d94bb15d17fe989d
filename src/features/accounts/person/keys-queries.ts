import { isSealed, type KeyName, listOtherKeys, sealWords } from "../../../db/sealed-words.ts";
import type { Deps } from "../../../deps.ts";
import { instantText } from "../../../domain/calendar.ts";
import { accountsLibrary } from "./library-queries.ts";

const LOST = "Start with the one from before; docs/operating.md says what to do when it is lost.";

const SENTENCES: Record<KeyName, string> = {
  secret: `KINSTEP_SECRET is not the one that this database has been kept under: nobody could enter a code. ${LOST}`,
  "audit-key": `KINSTEP_AUDIT_KEY is not the one that this database has been kept under: the trail’s hashes could not be compared. ${LOST}`,
};

/** Does our secret open this person's second factor? True for somebody who has none. */
export async function opensSecondFactor(deps: Deps, userId: string): Promise<boolean> {
  const row = await deps.db.selectFrom("two_factor").where("user_id", "=", userId).select("secret").executeTakeFirst();
  return row === undefined || (await (await accountsLibrary(deps)).unseal(row.secret)) !== null;
}

/** A database from before there were sealed words may hold second factors: one of them shows what it has been kept under. */
async function opensWhatIsThere(deps: Deps): Promise<boolean> {
  const row = await deps.db.selectFrom("two_factor").select("user_id").limit(1).executeTakeFirst();
  return row === undefined || opensSecondFactor(deps, row.user_id);
}

/**
 * Seals a word with each key at the first start on a database, and holds the keys against it at every other. Gives a
 * sentence for each key that is another one than before; then nothing must be served or written.
 */
export async function checkKeys(deps: Deps): Promise<string[]> {
  const { db, config, clock } = deps;
  if (!(await isSealed(db, "secret")) && !(await opensWhatIsThere(deps))) return [SENTENCES.secret];
  await sealWords(db, config, instantText(clock.now()));
  return (await listOtherKeys(db, config)).map((name) => SENTENCES[name]);
}
