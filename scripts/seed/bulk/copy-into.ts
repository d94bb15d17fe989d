import type Database from "better-sqlite3";
import { Kysely } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { sqliteDialect, statementCache } from "../../../src/db/sqlite-dialect.ts";
import { addMonths, type Day, dayOf, instantText } from "../../../src/domain/calendar.ts";
import type { DB } from "../../../src/generated/schema.d.ts";
import { LEFTOVERS, removeLeft } from "../../../src/jobs/leftovers-queries.ts";
import { noteLists } from "../../../src/jobs/shown-lists-queries.ts";
import { type Catalogue, casting, castWords } from "./casting.ts";
import { type Cast, tokensInCopies } from "./copying.ts";
import { withoutIndexes } from "./indexes.ts";
import { type Planned, planCopies } from "./plan.ts";
import { writeReading } from "./reading.ts";
import { catalogueOf, insertProviders, insertStaff, sharedUnit } from "./shared.ts";
import { staffOf, type Worker } from "./staff.ts";
import { type Stencil, stencilOf } from "./stencil.ts";
import { dayNumber, dayText } from "./tokens.ts";
import type { Given } from "./told.ts";
import { type Gathered, gather, type Unit } from "./units.ts";
import { copyWriter } from "./writing.ts";

type Years = { from: Day; today: Day };

/** What copies are made with: who worked here, what providers deliver, and the stencil of each unit. */
type Workshop = Gathered & {
  years: Years;
  staff: { told: Worker[]; others: Worker[] };
  catalogue: Catalogue;
  write: (unit: Unit, copy: Omit<Planned, "unit"> & { cast: Cast }) => void;
};

/**
 * Copies what is told in one database into another, which is migrated and empty. Every trigger and constraint holds for each row;
 * only indexes that refuse nothing are made afterwards. A file that this breaks off in is good for nothing.
 */
export async function copyInto(
  raw: Database.Database,
  told: Database.Database,
  { clock, size, config }: Pick<Given, "clock" | "size" | "config">,
  timed: (what: string) => void = () => {},
): Promise<void> {
  for (const setting of ["journal_mode = OFF", "synchronous = OFF", "cache_size = -500000", "temp_store = MEMORY"])
    raw.pragma(setting);
  raw.pragma("foreign_keys = ON");
  const today = dayOf(clock.now());
  const workshop = open(raw, told, size, { from: addMonths(today, -12 * size.years), today });
  timed("cut into stencils");
  const putBack = withoutIndexes(raw);
  inOne(raw, () => copyShared(raw, told, workshop));
  inOne(raw, () => copyCasework(workshop, size));
  timed("copied");
  putBack((table) => table === "audit");
  timed("indexed");
  const { n } = raw.prepare("select count(*) as n from audit").get() as { n: number };
  const { years, staff } = workshop;
  const reading = { raw, auditKey: config.auditKey, staff: [...staff.told, ...staff.others], days: years };
  inOne(raw, () => writeReading({ ...reading, count: size.wanted.trail - n }));
  timed("the trail of reading written");
  putBack();
  timed("indexed");
  await afterTheTimer(raw, clock.now());
  timed("the timer's work done");
}

/** The timer has gone off for years: on which days each family stood in a list is noted, and what is of no more use is gone. */
async function afterTheTimer(raw: Database.Database, now: Temporal.Instant) {
  const db = new Kysely<DB>({ dialect: sqliteDialect(statementCache(raw)) });
  await noteLists(db, "", instantText(now));
  for (const leftover of LEFTOVERS)
    await db.executeQuery(removeLeft(db, leftover, instantText(now.subtract({ hours: leftover.hours }))).compile());
}

/** Rows may point at what comes after them; at the end all of it must be there. */
function inOne(raw: Database.Database, work: () => void) {
  raw.exec("begin");
  raw.pragma("defer_foreign_keys = ON");
  work();
  raw.exec("commit");
}

function open(raw: Database.Database, told: Database.Database, size: Given["size"], years: Years): Workshop {
  const gathered = gather(told);
  const [catalogue, staff] = [catalogueOf(told), staffOf(size, years)];
  const people = staff.told.map(({ id }) => id);
  const words = castWords(catalogue, people);
  const stencils = new Map<Unit, Stencil>();
  const stencil = (unit: Unit): Stencil => {
    const made = stencils.get(unit) ?? stencilOf(unit, words);
    stencils.set(unit, made);
    return made;
  };
  const textsOf = tokensInCopies(gathered.units.flatMap((unit) => stencil(unit).tokens));
  const writer = copyWriter(raw);
  const write: Workshop["write"] = (unit, copy) => writer(stencil(unit), textsOf(stencil(unit).tokens, copy));
  return { ...gathered, years, staff, catalogue, write };
}

/** What the installation has once, from the first day of the years on. */
function copyShared(raw: Database.Database, told: Database.Database, workshop: Workshop) {
  const { schema, ofNobody, years, staff, catalogue, write } = workshop;
  const { at } = told.prepare("select min(created_at) as at from user").get() as { at: string };
  const shift = dayNumber(at.slice(0, 10)) - dayNumber(years.from);
  write(sharedUnit(told, schema, ofNobody), { number: 0, shift, cast: new Map() });
  insertProviders(raw, catalogue);
  insertStaff(raw, staff.others);
}

function copyCasework({ units, years, staff, catalogue, write }: Workshop, size: Given["size"]) {
  const castFor = casting([...staff.told, ...staff.others], catalogue);
  const numbers = { from: dayNumber(years.from), today: dayNumber(years.today) };
  for (const { unit, number, shift } of planCopies(units, size, numbers)) {
    const moved = (at: string) => dayText(dayNumber(at.slice(0, 10)) - shift);
    write(unit, { number, shift, cast: castFor(number, [moved(unit.from), moved(unit.to)]) });
  }
}
