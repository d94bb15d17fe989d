import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { createApp } from "../../src/app.ts";
import type { Db, Deps } from "../../src/deps.ts";
import { wrote } from "../../src/domain/audit-entry.ts";
import { addDays, type Day, dayOf, instantText } from "../../src/domain/calendar.ts";
import { isWorkingDay, nextWorkingDay } from "../../src/domain/working-time.ts";
import { seedProgrammes } from "../../src/features/programmes/index.ts";
import { type Diary, diary, type MovableClock } from "./diary.ts";
import { boxes } from "./journey.ts";
import { type Ledger, ledgerOf } from "./ledger.ts";
import { type Visitor, visitors } from "./visitor.ts";

export type ProgrammeKey = "parenting-group" | "parenting-one-to-one" | "cbt-group";
export type Programmes = Readonly<Record<ProgrammeKey, string>>;

/** Everything that a story needs: who acts, when, on what. */
export type World = {
  today: Day;
  diary: Diary;
  as: (userId: string) => Visitor;
  ledger: Ledger;
  programmes: Programmes;
  /** The first told day: nothing can be older. */
  first: Day;
  /** A day so many days before today (or after, when negative). */
  ago: (days: number) => Day;
};

/** The first day at or after this one on which offices are open. */
export const working = (day: Day): Day => (isWorkingDay(day) ? day : nextWorkingDay(day));

/** The working day at or after so many days on. */
export const daysOn = (day: Day, days: number): Day => working(addDays(day, days));

/** The first such day of the week, 1 Monday to 7 Sunday, at or after a day. */
export function onWeekday(day: Day, dayOfWeek: number): Day {
  const date = Temporal.PlainDate.from(day);
  return date.add({ days: (dayOfWeek - date.dayOfWeek + 7) % 7 }).toString();
}

const PROVIDERS: Readonly<Record<ProgrammeKey, string>> = {
  "parenting-group": "org-willow",
  "parenting-one-to-one": "org-willow",
  "cbt-group": "org-harbour",
};

const ADA = { userId: "user-ada", role: "administrator", organisationId: "org-millbrook" } as const;

/** The administrator adds the starter catalogue, each programme at the provider that delivers it. */
async function addCatalogue({ db, commit, newId, clock }: Deps): Promise<Programmes> {
  const added = { by: ADA.userId, at: instantText(clock.now()) };
  const { writes, programmes } = seedProgrammes(db, newId, (key) => PROVIDERS[key], added);
  await commit(wrote(ADA, "programme", "starter-catalogue", { programmes: programmes.length }), writes);
  return Object.fromEntries(programmes.map(({ key, programmeId }) => [key, programmeId])) as Programmes;
}

/** The partnership is registered with the holder of SWEMWBS, who asks that of everybody; the other forms are free to use on paper. */
const recordPermission = (ada: Visitor): Promise<string> =>
  ada.fill("/measures/swemwbs/permissions/new", {
    reference: "Registration of the fictional partnership",
    ...boxes("grantedOn", ada.today()),
    channels: ["paper", "read-aloud"],
    evidenceHash: createHash("sha256").update("a letter of the fiction").digest("hex"),
  });

export type Told = { deps: Deps; clock: MovableClock; end: Temporal.Instant };

/** How far back the told time goes, where there was a route rule by then: without one nothing can be recommended. */
const DAYS_TOLD = 860;

/** The first told day. */
export async function firstDay(db: Db, today: Day): Promise<Day> {
  const rules = db.selectFrom("route_rule").select((eb) => eb.fn.min("effective_from").as("day"));
  const { day } = await rules.executeTakeFirstOrThrow();
  const wanted = addDays(today, -DAYS_TOLD);
  return [day, wanted].sort().at(-1)!;
}

/** Puts the catalogue there and gives what the stories are told with. The clock stands where they begin. */
export async function worldOf({ deps, clock, end }: Told): Promise<World> {
  const today = dayOf(end);
  const first = dayOf(clock.now());
  const as = visitors(createApp(deps), deps, clock, end);
  await recordPermission(as(ADA.userId));
  return {
    today,
    first,
    diary: diary(clock, end),
    as,
    ledger: ledgerOf(deps.db),
    programmes: await addCatalogue(deps),
    ago: (days) => addDays(today, -days),
  };
}
