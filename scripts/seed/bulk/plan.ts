import { chance } from "../chance.ts";
import type { Amounts, Size } from "./size.ts";
import { dayNumber } from "./tokens.ts";
import { countOf, rowsOf, type Unit } from "./units.ts";

/** One copy to be made: of which unit, its number, and by how many days it is moved back. */
export type Planned = { unit: Unit; number: number; shift: number };

type Days = { from: number; today: number };

const amountsOf = (unit: Unit): Omit<Amounts, "trail"> => ({
  families: countOf(unit, "family"),
  referrals: countOf(unit, "referral"),
  attendance: countOf(unit, "attendance"),
  assessments: countOf(unit, "assessment"),
});

const hasEmpty = (unit: Unit, name: string, column: string): boolean =>
  rowsOf(unit, name).some((row) => {
    const at = [...unit.rows.keys()].find((table) => table.name === name)!.columns.indexOf(column);
    return row[at] === null;
  });

/** All files and runs are closed: what belongs to the past wherever it is put. */
const isOver = (unit: Unit): boolean => !hasEmpty(unit, "family", "closed_on") && !hasEmpty(unit, "run", "closed_on");

/** Everybody's time on the run has ended, and not every file is closed. */
const hasEnded = (unit: Unit): boolean =>
  countOf(unit, "enrolment") > 0 && !hasEmpty(unit, "enrolment", "outcome") && !isOver(unit);

const WEEK = 7;

/** The shares of all referrals that came to nothing, and that were for a course at home. */
const SHARES = { sent: 0.075, home: 0.05 } as const;

type Kind = "group" | "course" | "home" | "sent" | "file";

const ASSESSMENTS_OF_A_COURSE = 20;

function kindOf(unit: Unit): Kind {
  const { referrals, assessments } = amountsOf(unit);
  if (referrals === 0) return "file";
  if (countOf(unit, "run") === 0) return "sent";
  if (assessments / referrals > ASSESSMENTS_OF_A_COURSE) return "course";
  return referrals > 1 ? "group" : "home";
}

/** How nearly two amounts have the same proportions, 1 at most; each of its own whole. */
function likeness(one: Amounts, other: Amounts, whole: Amounts): number {
  const pairs = (["referrals", "attendance", "assessments"] as const).map(
    (name) => [one[name] / whole[name], other[name] / whole[name]] as const,
  );
  const sum = (of: (pair: readonly [number, number]) => number) => pairs.reduce((total, pair) => total + of(pair), 0);
  return sum(([a, b]) => a * b) / Math.sqrt(sum(([a]) => a * a) * sum(([, b]) => b * b));
}

/**
 * Decides on the copies: the present, runs that ended lately, and as much of the past as makes the wanted amounts. Families and referrals
 * are met exactly, attendance and assessments as nearly as whole runs allow. In the order in which they began.
 */
export function planCopies(
  units: readonly Unit[],
  { wanted, present, caseload, recently }: Size,
  days: Days,
): Planned[] {
  const planned: Planned[] = [];
  const left: Amounts = { ...wanted };
  let number = 0;
  const add = (unit: Unit, shift: number, isTold = false) => {
    if (!isTold) number += 1;
    planned.push({ unit, number: isTold ? 0 : number, shift });
    const amounts = amountsOf(unit);
    for (const name of ["families", "referrals", "attendance", "assessments"] as const) left[name] -= amounts[name];
  };
  for (const unit of units) {
    if (isOver(unit)) continue;
    add(unit, 0, true);
    const copies = hasEnded(unit) ? recently : kindOf(unit) === "file" ? caseload : present;
    for (let copy = 1; copy < copies; copy++) add(unit, hasEnded(unit) ? WEEK * copy : 0);
  }
  addPast(units.filter(isOver), { wanted, left, days, add });
  const begins = ({ unit, shift }: Planned) => dayNumber(unit.from.slice(0, 10)) - shift;
  return planned.sort((one, other) => begins(one) - begins(other) || one.number - other.number);
}

type Filling = { wanted: Amounts; left: Amounts; days: Days; add: (unit: Unit, shift: number) => void };

function addPast(past: readonly Unit[], { wanted, left, days, add }: Filling): void {
  const from = chance(77);
  const byKind = (kind: Kind) => past.filter((unit) => kindOf(unit) === kind);
  const kinds = {
    group: byKind("group"),
    course: byKind("course"),
    home: byKind("home"),
    sent: byKind("sent"),
    file: byKind("file"),
  };
  const used = new Map<Kind, number>();
  const next = (kind: Kind): Unit => {
    const turn = used.get(kind) ?? 0;
    used.set(kind, turn + 1);
    return kinds[kind][turn % kinds[kind].length]!;
  };
  const put = (kind: Kind) => {
    const unit = next(kind);
    add(unit, shiftOf(unit, days, from.next()));
  };
  const many = (kind: Kind, share: number) => {
    for (let count = 0; count < wanted.referrals * share; count++) put(kind);
  };
  many("home", SHARES.home);
  many("sent", SHARES.sent);
  const largest = Math.max(...[...kinds.group, ...kinds.course].map((unit) => countOf(unit, "referral")));
  while (left.referrals >= largest) {
    const like = (kind: Kind) => likeness({ ...amountsOf(kinds[kind][0]!), trail: 0 }, left, wanted);
    put(like("group") >= like("course") ? "group" : "course");
  }
  while (left.referrals > 0) put("sent");
  while (left.families > 0) put("file");
}

/** By how many weeks a unit is moved so that it lies anywhere between the first day and today. */
function shiftOf(unit: Unit, { from, today }: Days, share: number): number {
  const least = Math.ceil((dayNumber(unit.to.slice(0, 10)) - (today - 1)) / WEEK);
  const most = Math.floor((dayNumber(unit.from.slice(0, 10)) - from) / WEEK);
  return WEEK * (least + Math.floor(share * (most - least + 1)));
}
