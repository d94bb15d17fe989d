import Database from "better-sqlite3";
import type { Told } from "./hammer.ts";

/** What is wrong with a database after a fault; every list and number must be as in `NOTHING_WRONG`. */
export type Found = {
  integrity: string;
  foreignKeys: number;
  /** Acknowledged families that are not there whole: two people, a contact, an arrangement, one trail entry, their form's key. */
  lost: string[];
  /** Families, acknowledged or not, of which only a part is there. */
  halfDone: string[];
  /** Forms that are kept as used although their family is not there. */
  emptyKeys: number;
};

export const NOTHING_WRONG: Found = { integrity: "ok", foreignKeys: 0, lost: [], halfDone: [], emptyKeys: 0 };

const PARTS = `select
  (select count(*) from person where family_id = f.id) = 2
  and (select count(*) from contact join person on person.id = contact.person_id where family_id = f.id) = 1
  and (select count(*) from care_arrangement where family_id = f.id) = 1
  and (select count(*) from audit where subject_kind = 'family' and subject_id = f.id and verb = 'write') = 1
  and (select count(*) from idempotency where location = '/families/' || f.id || '?did=opened') = 1 as isWhole, f.id
  from family f`;

/** Opens the file as the next start would, which recovers its log, and looks at everything that was said to be kept. */
export function lookAt(file: string, { acknowledged }: Told): Found {
  const raw = new Database(file);
  const families = raw.prepare(PARTS).all() as { id: string; isWhole: 0 | 1 }[];
  const whole = new Set(families.filter(({ isWhole }) => isWhole).map(({ id }) => id));
  const keyOf = raw.prepare("select location from idempotency where key = ?").pluck();
  const isKept = (key: string, familyId: string) =>
    whole.has(familyId) && keyOf.get(key) === `/families/${familyId}?did=opened`;
  const found: Found = {
    integrity: String(raw.pragma("integrity_check", { simple: true })),
    foreignKeys: (raw.pragma("foreign_key_check") as unknown[]).length,
    lost: acknowledged.filter(({ key, familyId }) => !isKept(key, familyId)).map(({ familyId }) => familyId),
    halfDone: families.filter(({ isWhole }) => !isWhole).map(({ id }) => id),
    emptyKeys: raw
      .prepare("select count(*) from idempotency where substr(location, 11, 36) not in (select id from family)")
      .pluck()
      .get() as number,
  };
  raw.close();
  return found;
}
