import type { Temporal } from "temporal-polyfill";
import { dayOf } from "../../../domain/calendar.ts";
import { dayOffsets, type ProgrammeVersion } from "../../programmes/index.ts";
import { placesFrom, sessionsFrom, staffFrom } from "./new-run.ts";
import type { NewRunForm } from "./run-form.ts";

type Made = { deps: { newId: () => string }; now: Temporal.Instant };
type From = { programme: { format: "group" | "one-to-one" }; version: ProgrammeVersion };

/** What of a version a run is planned by. */
export const templateOf = ({ template }: ProgrammeVersion) => ({
  sessions: template.sessions,
  offsets: dayOffsets(template),
  weeks: template.daysBetween / 7,
});

/** A new run as its form says, with its places and its sessions on their dates. */
export function newRunFrom({ deps, now }: Made, { programme, version }: From, form: NewRunForm) {
  const { newId } = deps;
  const runId = newId();
  const template = templateOf(version);
  return {
    id: runId,
    versionId: version.id,
    kind: programme.format,
    name: form.name,
    venue: form.venue,
    venueConfidential: form.venueConfidential,
    localHolidays: form.holidays,
    places: placesFrom(form, programme.format).map((kind, at) => ({ id: newId(), number: at + 1, kind })),
    staff: staffFrom(form),
    sessions: sessionsFrom(form, template, dayOf(now)).map(({ number, module, core, minutes, ...dated }) => ({
      id: newId(),
      runId,
      number,
      module,
      core,
      minutes,
      ...dated,
      kind: "planned" as const,
      forEnrolmentId: null,
      makesUpId: null,
    })),
  };
}
