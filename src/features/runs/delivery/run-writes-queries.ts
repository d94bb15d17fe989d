import type { Db, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { type Day, instantText, startsAt, ZONE } from "../../../domain/calendar.ts";
import type { PlaceKind } from "./enrolment.ts";
import type { Run, RunKind } from "./run.ts";
import { insertStaff, type StaffChoice } from "./run-queries.ts";
import type { SessionKind } from "./session.ts";
import type { DayRange } from "./session-dates.ts";

/** Who writes, and when: an instant as text. */
export type Made = { by: string; at: string };

export type NewSession = {
  id: string;
  runId: string;
  number: number;
  module: string;
  core: "yes" | "no";
  kind: SessionKind;
  forEnrolmentId: string | null;
  makesUpId: string | null;
  day: Day;
  time: string;
  minutes: number;
  enteredLateDays: number | null;
};

export const insertSession = (db: Db, session: NewSession, made: Made): Write =>
  db.insertInto("session").values({
    id: session.id,
    run_id: session.runId,
    number: session.number,
    module: session.module,
    core: session.core,
    kind: session.kind,
    for_enrolment_id: session.forEnrolmentId,
    makes_up_id: session.makesUpId,
    local_day: session.day,
    local_time: session.time,
    minutes: session.minutes,
    zone: ZONE,
    starts_at: instantText(startsAt(session.day, session.time)),
    status: "planned",
    entered_late_days: session.enteredLateDays,
    created_at: made.at,
    created_by: made.by,
  });

export type NewPlace = { id: string; number: number; kind: PlaceKind };

export const insertPlace = (db: Db, runId: string, place: NewPlace): Write =>
  db.insertInto("place").values({ id: place.id, run_id: runId, number: place.number, kind: place.kind });

export type NewRun = {
  id: string;
  versionId: string;
  kind: RunKind;
  name: string;
  venue: string;
  venueConfidential: "yes" | "no";
  localHolidays: readonly DayRange[];
  places: readonly NewPlace[];
  staff: readonly StaffChoice[];
  sessions: readonly NewSession[];
};

/** A run with its places, its people and its sessions. */
export const insertRun = (db: Db, actor: Actor, run: NewRun, made: Made): Write[] => [
  db.insertInto("run").values({
    id: run.id,
    programme_version_id: run.versionId,
    organisation_id: actor.organisationId,
    kind: run.kind,
    name: run.name,
    venue: run.venue,
    venue_confidential: run.venueConfidential,
    local_holidays: JSON.stringify(run.localHolidays),
    created_at: made.at,
    created_by: made.by,
  }),
  ...run.places.map((place) => insertPlace(db, run.id, place)),
  ...insertStaff(db, run.id, run.staff),
  ...run.sessions.map((session) => insertSession(db, session, made)),
];

type Changed = Pick<Run, "name" | "venue" | "venueConfidential" | "localHolidays">;

/** The run's words, from its next version on; two people at once: one loses on the version. */
export const updateRun = (db: Db, run: Pick<Run, "id" | "version">, changed: Changed): Write =>
  db
    .updateTable("run")
    .set({
      name: changed.name,
      venue: changed.venue,
      venue_confidential: changed.venueConfidential,
      local_holidays: JSON.stringify(changed.localHolidays),
      version: run.version + 1,
    })
    .where("id", "=", run.id);

/** Closed (a day), or open again (null). */
export const recordClosed = (db: Db, run: Pick<Run, "id" | "version">, closedOn: Day | null): Write =>
  db
    .updateTable("run")
    .set({ closed_on: closedOn, version: run.version + 1 })
    .where("id", "=", run.id);
