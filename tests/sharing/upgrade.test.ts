import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { applyMigrations, readMigrations } from "../../src/node/migrate.ts";
import { ROOT } from "../support/hosts.ts";
import { AT } from "../support/world.ts";

const KEEPING = "0019_what_a_provider_keeps.sql";
const all = readMigrations(`${ROOT}migrations`);

const MADE = `'${AT}', 'seed'`;
const PERSON = `'exact', 'F', 'WBRI', 'self', 'no', 'no', 'no', ${MADE}`;
const person = (id: string, kind: string, given: string) =>
  `insert into person (id, family_id, kind, given_name, family_name, birth_on, birth_certainty, sex, ethnicity, ethnicity_stated_by, disability, interpreter, reading_help, created_at, created_by)
  values ('${id}', 'f', '${kind}', '${given}', 'Now', '1961-04-12', ${PERSON});`;

/** One carer and child of North, and a referral in each of some states to Willow and the other way round, as an older version left them. */
function before(raw: Database.Database) {
  raw.exec(`
    insert into organisation (id, kind, name, short_name, telephone, email, data_contact, created_at, created_by) values
      ('north', 'team', 'North', 'North', '1', 'n', 'n', ${MADE}), ('willow', 'provider', 'Willow', 'Willow', '1', 'w', 'w', ${MADE});
    insert into family (id, organisation_id, reference, opened_on, created_at, created_by) values ('f', 'north', 'F-1', '2026-01-05', ${MADE});
    ${person("yes", "carer", "Yes")} ${person("no", "carer", "No")} ${person("child", "child", "Child")}
    insert into contact (id, person_id, kind, value, folded, confidential, safe, shared, created_at, created_by)
      values ('number', 'yes', 'mobile', '07700 900111', '07700900111', 'no', 'yes', 'no', ${MADE});
    insert into agreement (id, person_id, family_id, purpose, provider_id, answer, wording_version, how, at, by) values
      ('a1', 'yes', 'f', 'share-with-provider', 'willow', 'given', '1', 'paper', '2026-01-05T09:00:00.000Z', 'seed'),
      ('a2', 'no', 'f', 'share-with-provider', 'willow', 'given', '1', 'paper', '2026-01-05T09:00:00.000Z', 'seed'),
      ('a3', 'no', 'f', 'share-with-provider', 'willow', 'withdrawn', '1', 'paper', '2026-01-09T09:00:00.000Z', 'seed');`);
}

function referral(
  raw: Database.Database,
  id: string,
  given: { carer: "yes" | "no"; state: string; sent?: boolean; from?: string },
) {
  const { carer, state, sent = true, from = "north" } = given;
  raw.exec(`
    insert into offer (id, family_id, carer_id, support, state, created_at, created_by) values ('o-${id}', 'f', '${carer}', 'parenting', 'accepted', ${MADE});
    insert into programme (id, organisation_id, route, name, current_version, created_at, created_by) values ('p-${id}', 'willow', 'parenting', '${id}', 1, ${MADE});
    insert into referral (id, reference, family_id, carer_id, child_id, offer_id, programme_id, from_organisation_id, to_organisation_id, source, state, submitted_at, created_at, created_by)
    values ('${id}', 'R-${id}', 'f', '${carer}', 'child', 'o-${id}', 'p-${id}', '${from}', 'willow', '1A', '${state}', ${sent ? "'2026-01-06T09:00:00.000Z'" : "null"}, ${MADE});
    insert into referral_event (referral_id, version, verb, to_state, at, by) values ('${id}', 1, 'decline', '${state}', '2026-01-08T09:00:00.000Z', 'seed');`);
}

test("an older database keeps for its providers what is over, as it is on the day of the upgrade; where a carer said no, no more than is left after a no", () => {
  const raw = new Database(":memory:");
  applyMigrations(
    raw,
    all.filter(({ name }) => name < KEEPING),
    AT,
  );
  before(raw);
  referral(raw, "declined", { carer: "yes", state: "declined" });
  referral(raw, "open", { carer: "yes", state: "submitted" });
  referral(raw, "unsent", { carer: "yes", state: "closed", sent: false });
  referral(raw, "own", { carer: "yes", state: "completed", from: "willow" });
  referral(raw, "no-and-over", { carer: "no", state: "closed" });
  referral(raw, "no-and-open", { carer: "no", state: "accepted" });
  applyMigrations(raw, all, AT);
  const rows = raw
    .prepare("select referral_id as id, turn, why, body, at from referral_kept order by referral_id")
    .all();
  const kept = { turn: 1, at: "2026-01-08T09:00:00.000Z" };
  const no = { turn: 1, why: "withdrawn", body: "{}", at: "2026-01-09T09:00:00.000Z" };
  expect(rows).toEqual([
    { id: "declined", ...kept, why: "ended", body: expect.stringContaining('"given_name":"Yes"') },
    { id: "no-and-open", ...no },
    { id: "no-and-over", ...no },
  ]);
  const body = (rows[0] as { body: string }).body;
  expect(JSON.parse(body).contacts).toEqual([{ id: "number", version: 1 }]);
  expect(body).not.toContain("07700");
});
