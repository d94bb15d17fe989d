import type Database from "better-sqlite3";

type Row = Record<string, string | number | null>;
const rows = (raw: Database.Database, sql: string, ...given: string[]) => raw.prepare(sql).all(...given) as Row[];

const tablesOf = (raw: Database.Database, kind: "table" | "view"): string[] =>
  rows(raw, "select name from sqlite_master where type = ? and name not like 'sqlite_%'", kind).map(({ name }) =>
    String(name),
  );

const columnsOf = (raw: Database.Database, table: string): string[] =>
  rows(raw, "select name from pragma_table_info(?)", table).map(({ name }) => String(name));

/** Every text of a table, with where it stands. */
function* textsOf(raw: Database.Database, table: string): Generator<[where: string, text: string]> {
  for (const row of rows(raw, `select * from "${table}"`))
    for (const [column, value] of Object.entries(row))
      if (typeof value === "string") yield [`${table}.${column}`, value];
}

/** Logs whose versions are not 1, 2, 3 ..., or whose record does not stand where its last event says. */
export function brokenChains(raw: Database.Database): string[] {
  const logs = [
    ["referral_event", "referral_id", "referral", "to_state"],
    ["offer_event", "offer_id", "offer", "state"],
    ["concern_event", "concern_id", "concern", null],
    ["assessment_event", "assessment_id", "assessment", null],
  ] as const;
  return logs.flatMap(([log, id, record, state]) => [
    ...rows(
      raw,
      `select ${id} as id from ${log} group by ${id} having max(version) <> count(*) or min(version) <> 1`,
    ).map((row) => `${log} ${row.id}`),
    ...rows(
      raw,
      `select l.${id} as id from ${log} l join ${record} r on r.id = l.${id}
       where l.version = (select max(m.version) from ${log} m where m.${id} = l.${id}) and (r.version <> l.version ${state ? `or r.state <> l.${state}` : ""})`,
    ).map((row) => `${record} ${row.id}`),
    ...rows(
      raw,
      `select l.${id} as id from ${log} l join ${log} before on before.${id} = l.${id} and before.version = l.version - 1 where l.at < before.at`,
    ).map((row) => `${log} ${row.id} goes back in time`),
  ]);
}

/** Steps of a referral that do not begin where the one before ended. */
export const jumpingReferrals = (raw: Database.Database): Row[] =>
  rows(
    raw,
    `select e.referral_id from referral_event e join referral_event b on b.referral_id = e.referral_id and b.version = e.version - 1
     where e.from_state <> b.to_state`,
  );

/** Scores of answer sheets that hold no answer, and finished assessments without a sheet. */
export const unfounded = (raw: Database.Database): Row[] =>
  rows(
    raw,
    `select 'score' as what, s.id from score s where not exists (select 1 from answer a where a.response_id = s.response_id)
     union all select 'assessment', a.id from assessment a where a.state = 'done' and not exists (
       select 1 from response_assessment ra where ra.assessment_id = a.id and ra.superseded_at is null)`,
  );

/** When each kind of record was written; at that moment the trail must hold that somebody wrote. */
const WRITTEN: readonly (readonly [table: string, column: string])[] = [
  ["family", "created_at"],
  ["person", "created_at"],
  ["contact", "created_at"],
  ["care_arrangement", "created_at"],
  ["hold", "created_at"],
  ["behaviour_check", "created_at"],
  ["need_assessment", "created_at"],
  ["route_decision", "at"],
  ["offer_event", "at"],
  ["programme_version", "created_at"],
  ["referral_event", "at"],
  ["contact_attempt", "at"],
  ["run", "created_at"],
  ["session", "created_at"],
  ["enrolment", "created_at"],
  ["attendance", "at"],
  ["note", "created_at"],
  ["goal", "created_at"],
  ["assessment_event", "at"],
  ["response", "created_at"],
  ["concern_event", "at"],
];

/** Records that were written at a moment at which the trail holds no writing. */
export const unaudited = (raw: Database.Database): string[] =>
  WRITTEN.flatMap(([table, column]) =>
    rows(
      raw,
      `select distinct t.${column} as at from ${table} t where not exists (select 1 from audit a where a.verb = 'write' and a.at = t.${column})`,
    ).map(({ at }) => `${table} at ${at}`),
  );

/** Days that are meant to lie ahead: windows, reviews, holds, planned sessions, what is due. */
const AHEAD =
  /^(assessment|pack)\.(opens|due|closes)_on$|^hold\.until_on$|review_due_on$|look_again_on$|valid_to_on$|ready_from_on$|^session\.(local_day|starts_at)$|(due|half|next)_at$|^absence\.(first|last)_day$|due_on$|expires_/;

/** Instants and days after now that nothing planned explains. */
export function inTheFuture(raw: Database.Database, now: string): string[] {
  return tablesOf(raw, "table").flatMap((table) =>
    columnsOf(raw, table)
      .filter((column) => /_(at|on|day)$|^at$/.test(column) && !AHEAD.test(`${table}.${column}`))
      .filter(
        (column) =>
          rows(raw, `select 1 from "${table}" where substr("${column}", 1, ?) > ? limit 1`, "24", now).length > 0,
      )
      .map((column) => `${table}.${column}`),
  );
}

const TELEPHONE = /(?<![\w.-])(?:\+44|0)(?:[ -]?\d){9,10}(?![\w.-])/g;
const FICTION = /^(?:07700900\d{3}|01632960\d{3})$/;
const NOT_NUMBERS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Telephone numbers that somebody could answer: not of the ranges kept for fiction. */
export const realNumbers = (raw: Database.Database): string[] =>
  tablesOf(raw, "table").flatMap((table) =>
    [...textsOf(raw, table)].flatMap(([where, text]) =>
      [...text.replace(NOT_NUMBERS, " ").matchAll(TELEPHONE)]
        .map(([number]) => number.replace(/\D/g, ""))
        .filter((number) => !FICTION.test(number))
        .map((number) => `${where}: ${number}`),
    ),
  );

/** Names of people that stand in what an evaluator may read. */
export function namesInViews(raw: Database.Database): string[] {
  const names = new Set(
    rows(raw, "select given_name, family_name from person").flatMap((one) => [one.given_name, one.family_name]),
  );
  return tablesOf(raw, "view")
    .filter((view) => view.startsWith("v_"))
    .flatMap((view) =>
      [...textsOf(raw, view)].flatMap(([where, text]) =>
        text.split(/[^\p{L}’'-]+/u).flatMap((word) => (word !== "" && names.has(word) ? [`${where}: ${word}`] : [])),
      ),
    );
}
