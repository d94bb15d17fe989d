import type Database from "better-sqlite3";
import { Temporal } from "temporal-polyfill";
import { auditRows, INSERT_AUDIT } from "../../../src/db/audit-row.ts";
import type { Role } from "../../../src/domain/actor.ts";
import { type Acting, type AuditEntry, auditEntry, listed, looked, searched } from "../../../src/domain/audit-entry.ts";
import { addDays, type Day } from "../../../src/domain/calendar.ts";
import { isWorkingDay } from "../../../src/domain/working-time.ts";
import { NO_ROLE } from "../../../src/features/accounts/index.ts";
import { type Chance, chance, toldIds } from "../chance.ts";
import type { Worker } from "./staff.ts";

/** A family as those see it who look something up: what there is to open, by kind. */
type File = {
  id: string;
  organisationId: string;
  from: Day;
  to: Day;
  referral: string | null;
  provider: string | null;
  enrolment: string | null;
};

type Given = {
  raw: Database.Database;
  auditKey: string;
  staff: readonly Worker[];
  days: { from: Day; today: Day };
  /** How many rows are still to be written. */
  count: number;
};

const FILES = `
  select f.id, f.organisation_id as organisationId, f.opened_on as "from", coalesce(f.closed_on, '9') as "to",
    r.id as referral, r.to_organisation_id as provider, e.id as enrolment
  from family f
  left join referral r on r.family_id = f.id
  left join enrolment e on e.referral_id = r.id
  order by f.opened_on, f.id, r.id, e.id`;

const ON_A_PAGE = 50;

const someOf = (from: Chance, files: readonly File[]): string[] => {
  const at = from.whole(0, Math.max(0, files.length - 1));
  const few = files.slice(at, at + from.whole(5, ON_A_PAGE));
  return [...new Set(few.map(({ id }) => id))];
};

type Look = (by: Acting, from: Chance, file: File, files: readonly File[], newId: () => string) => AuditEntry;

const family: Look = (by, _from, { id }) => looked(by, "family", id, id);
const referral: Look = (by, from, file, files, newId) =>
  file.referral === null ? family(by, from, file, files, newId) : looked(by, "referral", file.referral, file.id);
const enrolment: Look = (by, from, file, files, newId) =>
  file.enrolment === null
    ? referral(by, from, file, files, newId)
    : looked(by, from.pick(["enrolment", "measures"]), file.enrolment, file.id);
const kind =
  (name: string): Look =>
  (by, _from, { id }) =>
    looked(by, name, id, id);
const list =
  (name: string): Look =>
  (by, from, _file, files) =>
    listed(by, name, someOf(from, files));
const search: Look = (by, from, _file, files, newId) =>
  searched(by, "families", newId(), someOf(from, files).slice(0, 3));
const ofAll =
  (name: string, id = "list"): Look =>
  (by) =>
    looked(by, name, id);

const CASEWORK: readonly Look[] = [
  ...Array.from({ length: 9 }, () => family),
  ...Array.from({ length: 3 }, () => referral),
  ...["behaviour_checks", "offers", "agreements", "behaviour_checks"].map(kind),
  ...["families", "referrals"].map(list),
  search,
];
const DELIVERY: readonly Look[] = [
  ...Array.from({ length: 6 }, () => referral),
  ...Array.from({ length: 9 }, () => enrolment),
  ...["referrals", "follow-up"].map(list),
];

/** What people of each role look at, as often as it stands here. */
const LOOKS: Readonly<Record<Role, readonly Look[]>> = {
  practitioner: CASEWORK,
  "team-manager": [...CASEWORK, list("concerns")],
  facilitator: DELIVERY,
  "co-leader": [enrolment],
  evaluator: [ofAll("cohort")],
  administrator: [ofAll("users")],
  auditor: [(by) => auditEntry("read", by, "audit", "list")],
};

const OPENS = 8 * 3600;
const CLOSES = 18 * 3600;

/**
 * Writes the rest of the trail: on each working day of the years everybody at work signs in, opens files of their own organisation and
 * lists of them. The rows are those that the app makes of such a look.
 */
export function writeReading({ raw, auditKey, staff, days, count }: Given): void {
  const insert = raw.prepare(INSERT_AUDIT);
  const chances = chance(4242);
  let now = 0;
  const clock = { now: () => Temporal.Instant.fromEpochMilliseconds(now) };
  const newId = toldIds(() => now, 43);
  const rowOf = auditRows(auditKey, clock, newId);
  const write = (at: number, entry: AuditEntry) => {
    now = at;
    insert.run(rowOf({ ...entry, requestId: newId() }) as (string | null)[]);
  };
  const files = filesThrough(raw);
  const working = workingDays(days);
  let left = count;
  for (const [past, day] of working.entries()) {
    const today = Math.ceil(left / (working.length - past));
    left -= oneDay(day, today, { staff, open: files(day), chances, newId, write });
  }
}

type DayOfWork = {
  staff: readonly Worker[];
  open: (organisationId: string) => readonly File[];
  chances: Chance;
  newId: () => string;
  write: (at: number, entry: AuditEntry) => void;
};

function oneDay(day: Day, count: number, { staff, open, chances, newId, write }: DayOfWork): number {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const there = staff.filter(({ from, to }) => from <= day && (to === null || to >= day));
  const entries: AuditEntry[] = [];
  for (const { id, organisationId } of chances.shuffled(there).slice(0, Math.floor(count / 4))) {
    const by: Acting = { userId: id, role: NO_ROLE, organisationId };
    entries.push(auditEntry("sign-in-attempted", by, "user", id), auditEntry("sign-in", by, "user", id));
  }
  while (entries.length < count) {
    const { id, role, organisationId } = chances.pick(there);
    const files = open(organisationId);
    if (files.length === 0 && !["evaluator", "administrator", "auditor"].includes(role)) continue;
    const by: Acting = { userId: id, role, organisationId };
    entries.push(
      chances.pick(LOOKS[role])(by, chances, files.length > 0 ? chances.pick(files) : NO_FILE, files, newId),
    );
  }
  const step = (CLOSES - OPENS) / entries.length;
  for (const [at, entry] of entries.entries())
    write(midnight + 1000 * Math.floor(OPENS + step * at) + chances.whole(0, 999), entry);
  return entries.length;
}

const NO_FILE: File = { id: "", organisationId: "", from: "", to: "", referral: null, provider: null, enrolment: null };

function workingDays({ from, today }: Given["days"]): Day[] {
  const days: Day[] = [];
  for (let day = from; day < today; day = addDays(day, 1)) if (isWorkingDay(day)) days.push(day);
  return days;
}

/** The files that an organisation has open, day after day: its own families, and those who were referred to it. */
function filesThrough(raw: Database.Database) {
  const coming = raw.prepare(FILES).all() as File[];
  let [next, open]: [number, File[]] = [0, []];
  return (day: Day) => {
    open = open.filter(({ to }) => to > day);
    for (; next < coming.length && coming[next]!.from <= day; next++) open.push(coming[next]!);
    const of = new Map<string, File[]>();
    for (const file of open)
      for (const organisation of [file.organisationId, file.provider])
        if (organisation !== null) of.get(organisation)?.push(file) ?? of.set(organisation, [file]);
    return (organisation: string) => of.get(organisation) ?? [];
  };
}
