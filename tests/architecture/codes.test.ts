import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { migratedDatabase } from "../support/hosts.ts";

// A code is a value of a list that the rules know. What the database can hold of it is said by a check, or by a trigger where the table
// is older than its list. Every other text says here what it is; a new column has to do one or the other.

/** A reference, a day or an instant, a digest: told by the name. */
const BY_NAME = /(^|_)(id|by|at|on|day|from|to|until|before|hash)$/;

const TEXTS: Record<string, string> = {
  "free text, written by people": `
    authority.name organisation.name organisation.short_name organisation.data_contact user.name invitation.name
    person.given_name person.family_name person.known_as contact.do_not_use_reason hold.reason family_lock.reason
    behaviour_check.own_words behaviour_check.works_already behaviour_check.who_helps behaviour_item.own_words behaviour_item.since behaviour_item.place behaviour_item.tried
    need_assessment.note route_decision.note offer_event.note referral.reason referral.override_reason referral_event.note
    need.access need.work_pattern need.best_time_for_text need.interpreter_language contact_attempt.note late_reason.note
    person_fact.note person_fact.taken_back_why
    programme.name run.name run.venue enrolment.recognition_word enrolment.child_initial run_change.why session.module note.text task.text
    goal.words goal.short_label concern.summary concern_event.shared_with concern_correction.said concern_correction.reason absence.note family_worker.note clarification_event.note keying_check.reason second_keying_ended.note
    licence.reference wording.licence_reference`,
  "an address, a number or a name of something outside": `
    authority.gss_code authority.dfe_code organisation.telephone organisation.email organisation.colour user.email user.image
    invitation.email auth_session.ip_address auth_session.user_agent contact.value contact.folded person.deprivation_source`,
  "a language, a time zone or a time of the day, which their libraries know": `
    person.language response.language wording.language run.zone session.zone session.local_time`,
  "kept by the accounts library, which reads it": `
    auth_session.token account.access_token account.refresh_token account.id_token account.scope account.password
    verification.identifier verification.value two_factor.secret two_factor.backup_codes`,
  "what the house keeps of itself": `
    migration.name migration.checksum setting.name idempotency.key idempotency.path idempotency.location idempotency.content
    family.reference family.due_order family.name_order referral.reference name_key.part name_key.sound name_tail.part name_tail.tail agreement.wording_version
    score.scorer_version second_keying.seed job_run.last_ok job_run.last_error sealed_word.sealed sign_in_attempt.told_of`,
  "the name of a table or a kind of record, as it was on that day":
    "disposal.record_kind audit.subject_kind audit.role",
  "a copy of a column that is checked": "audit_elsewhere.verb",
  "a verb of who is told, which the compiler holds where it is written; kept two months": "news.verb",
  "out of a measure’s definition or a plan, which are checked when they are read": `
    concern.items plan_item.form plan_item.timepoint pack.timepoint measure_version.kind assessment.form assessment.anchor assessment.unpaired_reason
    score.scale answer.item answer.value clarification.item keying_check.item keying_check.first keying_check.second
    keying_check.adjudicated`,
  "a code of the list that goes with another column; the form and the rule hold it": `
    offer_event.reason referral_event.reason enrolment.left_stage concern.kind`,
};

type Named = { name: string };
type Table = Named & { sql: string };

const raw = new Database(migratedDatabase());
const rows = <Row>(sql: string, ...values: string[]) => raw.prepare(sql).all(...values) as Row[];

const tables = rows<Table>("select name, sql from sqlite_schema where type = 'table' and name not like 'sqlite_%'");
const triggers = rows<Table>("select tbl_name as name, sql from sqlite_schema where type = 'trigger'");

/** Does a check of the table, or a trigger before its inserts, say what this column may hold? */
function isChecked({ name: table, sql }: Table, column: string): boolean {
  const says = (text: string) => new RegExp(`\\b${column}\\b[^;]*?\\b(in|glob|like|=|is)\\b`, "i").test(text);
  const checks = Array.from(
    sql.matchAll(/\bcheck \(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/gi),
    ([, inner]) => inner!,
  );
  const guards = triggers.filter((one) => one.name === table && /before insert/i.test(one.sql));
  return checks.some((check) => new RegExp(`\\b${column}\\b`).test(check)) || guards.some((one) => says(one.sql));
}

/** The texts of a table that are no reference, day, instant, digest or JSON and that nothing checks. */
function unchecked(table: Table): string[] {
  const keys = new Set(
    rows<{ from: string }>("select * from pragma_foreign_key_list(?)", table.name).map((key) => key.from),
  );
  return rows<Named & { type: string }>("select * from pragma_table_xinfo(?)", table.name)
    .filter(({ type }) => /text/i.test(type))
    .map(({ name }) => name)
    .filter((name) => !keys.has(name) && !BY_NAME.test(name) && !isChecked(table, name))
    .map((name) => `${table.name}.${name}`);
}

const known = Object.values(TEXTS).flatMap((names) => names.trim().split(/\s+/));

test("every text of the database is checked, or says here what it is", () => {
  expect(tables.flatMap(unchecked).filter((column) => !known.includes(column))).toEqual([]);
});

test("nothing is named here that is checked or gone", () => {
  const all = tables.flatMap(unchecked);
  expect(known.filter((column) => !all.includes(column))).toEqual([]);
});

test("a code that is on no list is refused", () => {
  const insert = (table: string, kind: string) =>
    raw.prepare(`insert into ${table} (id, kind) values ('x', ?)`).run(kind);
  expect(() => insert("task", "no-such-task")).toThrow("CHECK");
  expect(() => insert("saved_search", "no-such-search")).toThrow("CHECK");
  const event =
    "insert into referral_event (referral_id, version, verb, from_state, to_state, at, by) values ('r', 1, 'open', ?, ?, '', '')";
  expect(() => raw.prepare(event).run(null, "no-such-state")).toThrow("CHECK");
  expect(() => raw.prepare(event).run("no-such-state", "draft")).toThrow("CHECK");
});

test("a code without a check would be found", () => {
  const planted = { name: "planted", sql: "create table planted (id text, mood text not null) strict" };
  raw.exec(planted.sql);
  expect(unchecked(planted)).toEqual(["planted.mood"]);
  raw.exec("drop table planted");
});
