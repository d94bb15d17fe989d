import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyInto } from "../../scripts/seed/bulk/copy-into.ts";
import { SIZES } from "../../scripts/seed/bulk/size.ts";
import { tellTemplates } from "../../scripts/seed/bulk/told.ts";
import { DEMONSTRATION_PASSWORD } from "../../scripts/seed/demonstration.ts";
import type { SqliteDatabase } from "../../src/db/sqlite.ts";
import { ROLES } from "../../src/domain/actor.ts";
import { nameKeys } from "../../src/features/families/finding/name-fold.ts";
import { verifyPassword } from "../../src/node/scrypt.ts";
import { CONFIG, migratedDatabase, ROOT } from "../support/hosts.ts";
import {
  brokenChains,
  inTheFuture,
  jumpingReferrals,
  namesInViews,
  realNumbers,
  unaudited,
  unfounded,
} from "../support/soundness.ts";

// A Wednesday at lunch time, in a week without a bank holiday.
const NOW = "2026-11-18T12:30:00.000Z";
const TODAY = "2026-11-18";
const size = SIZES.hundreds;
const given = { config: { ...CONFIG, demonstration: true }, clock: { now: () => Temporal.Instant.from(NOW) }, size };

let told: SqliteDatabase;
let raw: Database.Database;

async function copied(): Promise<Database.Database> {
  const made = new Database(migratedDatabase());
  await copyInto(made, told.raw, given);
  return made;
}

beforeAll(async () => {
  told = await tellTemplates({ ...given, migrations: `${ROOT}migrations` });
  raw = await copied();
}, 180_000);
afterAll(() => {
  told?.close();
  raw?.close();
});

type Row = Record<string, string | number | null>;
const rows = (sql: string, ...bound: (string | number)[]) => raw.prepare(sql).all(...bound) as Row[];
const count = (from: string): number => Number(rows(`select count(*) as n from ${from}`)[0]?.n);

describe("how much there is", () => {
  test("families, referrals and lines of the trail exactly; marks and questionnaires nearly", () => {
    const { families, referrals, trail, attendance, assessments } = size.wanted;
    expect([count("family"), count("referral"), count("audit")]).toEqual([families, referrals, trail]);
    expect(Math.abs(count("attendance") / attendance - 1)).toBeLessThan(0.1);
    expect(Math.abs(count("assessment") / assessments - 1)).toBeLessThan(0.1);
  });

  test("it reaches back over the years, and the present is as the demonstration has it", () => {
    const [{ first, last }] = rows("select min(opened_on) as first, max(opened_on) as last from family") as [Row];
    expect(String(first) < "2024-06-01").toBe(true);
    expect(String(last) > "2026-11-01").toBe(true);
    expect(count(`session where local_day = '${TODAY}' and status = 'planned' and number = 4`)).toBeGreaterThan(0);
    for (const state of ["draft", "submitted", "information-requested", "accepted", "started", "completed"])
      expect([state, count(`referral where state = '${state}'`) > 0]).toEqual([state, true]);
    expect(count("concern where state <> 'closed'")).toBeGreaterThan(0);
    expect(count("family where closed_on is null")).toBeLessThan(size.wanted.families / 2);
  });

  test("more than one provider delivers, each its own programmes by its own people", () => {
    expect(rows("select distinct organisation_id from run").length).toBeGreaterThan(2);
    expect(
      count(`run r join programme_version v on v.id = r.programme_version_id
        join programme p on p.id = v.programme_id where p.organisation_id <> r.organisation_id`),
    ).toBe(0);
    expect(
      count(`run_staff s join run r on r.id = s.run_id where not exists (
        select 1 from membership m where m.user_id = s.user_id and m.organisation_id = r.organisation_id)`),
    ).toBe(0);
  });

  test("somebody of each role can sign in with the password of the demonstration", async () => {
    const people = rows(
      `select m.role, a.password from membership m join account a on a.user_id = m.user_id
       where m.to_on is null and m.user_id not glob '*[0-9]*'`,
    );
    expect(new Set(people.map(({ role }) => role))).toEqual(new Set(Object.keys(ROLES)));
    const [hash, ...others] = new Set(people.map(({ password }) => String(password)));
    expect(others).toEqual([]);
    expect(await verifyPassword({ hash: hash!, password: DEMONSTRATION_PASSWORD })).toBe(true);
  });
});

describe("that it is sound", () => {
  test("nothing points at what is not there, and no id is there twice", () => {
    expect(raw.pragma("foreign_key_check")).toEqual([]);
    expect(raw.pragma("integrity_check")).toEqual([{ integrity_check: "ok" }]);
  });

  test("every log is in order, and every record stands where its log says", () => {
    expect(brokenChains(raw)).toEqual([]);
    expect(jumpingReferrals(raw)).toEqual([]);
  });

  test("every score has answers, every write is in the trail, nothing has happened in the future", () => {
    expect(unfounded(raw)).toEqual([]);
    expect(unaudited(raw)).toEqual([]);
    expect(inTheFuture(raw, NOW)).toEqual([]);
  });

  test("nobody could be rung, nobody’s name stands in what an evaluator may read, nobody is signed in", () => {
    expect(realNumbers(raw)).toEqual([]);
    expect(namesInViews(raw)).toEqual([]);
    expect(count("auth_session")).toBe(0);
  });

  test("everybody is found by the keys that the app would write for their name", () => {
    const keys = rows("select person_id, part, sound from name_key order by person_id, part");
    const expected = rows("select id, given_name, family_name, known_as from person order by id").flatMap((one) =>
      nameKeys([one.given_name, one.family_name, one.known_as] as (string | null)[])
        .toSorted((a, b) => (a.part < b.part ? -1 : 1))
        .map((key) => ({ person_id: one.id, ...key })),
    );
    expect(keys).toEqual(expected);
  });

  test("contacts are folded, sessions begin by the clock of their day, and packs are numbered", () => {
    expect(count("contact where kind in ('mobile', 'telephone') and folded <> replace(value, ' ', '')")).toBe(0);
    expect(count("contact where kind = 'postcode' and folded <> replace(value, ' ', '')")).toBe(0);
    for (const { local_day, local_time, starts_at } of rows("select local_day, local_time, starts_at from session")) {
      const local = Temporal.Instant.from(String(starts_at)).toZonedDateTimeISO("Europe/London").toPlainDateTime();
      expect(local.toString({ smallestUnit: "minute" })).toBe(`${local_day}T${local_time}`);
    }
    expect(count("pack p where not exists (select 1 from paper_pack n where n.pack_id = p.id)")).toBe(0);
  });

  test("what is noted beside the trail is noted of every line: others’ looks, and the lists that families stood in", () => {
    expect(
      rows(`select a.id from audit a join family f on f.id = a.family_id where f.organisation_id is not a.organisation_id
        except select audit_id from audit_elsewhere`),
    ).toEqual([]);
    expect(count("audit_elsewhere where audit_id not in (select id from audit)")).toBe(0);
    expect(
      rows(`select one.value, substr(a.at, 1, 10) from audit a, json_each(a.shown) one where a.shown is not null
        except select family_id, day from family_shown`),
    ).toEqual([]);
  });

  test("tables, indexes, triggers and views are those of the migrations", () => {
    const schema = (of: Database.Database) =>
      of.prepare("select type, name, sql from sqlite_master order by type, name").all();
    expect(schema(raw)).toEqual(schema(new Database(migratedDatabase())));
  });

  test("what a copy says of its people is said of them, and not of those it was copied from", () => {
    const wrong = rows(
      `select d.id from route_decision d join person c on c.id = d.carer_id join person k on k.id = d.child_id
       where instr(d.letter, c.given_name) = 0 or instr(d.letter, k.given_name) = 0
         or d.letter ->> '$.day' <> cast(substr(d.at, 9, 2) as integer) || substr(d.letter ->> '$.day', instr(d.letter ->> '$.day', ' '))`,
    );
    expect(wrong).toEqual([]);
    expect(
      count(`enrolment e join referral r on r.id = e.referral_id join person c on c.id = r.child_id
        where e.child_initial <> substr(c.given_name, 1, 1)`),
    ).toBe(0);
  });

  test("the same day gives the same database", async () => {
    const again = await copied();
    const fingerprint = (of: Database.Database) => createHash("sha256").update(of.serialize()).digest("hex");
    expect(fingerprint(again)).toBe(fingerprint(raw));
    again.close();
  });
});
