import { longInstant } from "../../../domain/calendar.ts";
import { USUAL_HOURS } from "../../../domain/working-time.ts";
import type { BothTexts } from "../../../forms/both-texts.ts";
import { checkboxes, errorList, field, select } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { dutyPaths } from "../paths.ts";
import { hoursSaid, type KeptHours } from "./hours.ts";
import { DAYS, TIMES } from "./hours-form.ts";

/** One version of an organisation's hours, with who set it. `value` is null where it can't be read: the usual ones then. */
export type HoursVersion = { version: number; value: KeptHours | null; at: string; byName: string | null };

const whoAndWhen = ({ at, byName }: HoursVersion): string => `${byName ?? "The installation"}, ${longInstant(at)}`;

/** "Monday to Friday ... not yet confirmed", or who confirmed the hours and where they come from. */
export function hoursStanding([latest]: readonly HoursVersion[]) {
  const value = latest?.value;
  return value && latest
    ? { hours: hoursSaid(value), confirmed: `Set by ${whoAndWhen(latest)}. ${value.source}`, isConfirmed: true }
    : { hours: hoursSaid(USUAL_HOURS), confirmed: "The usual hours†, not yet confirmed", isConfirmed: false };
}

const filled = (value: KeptHours | null | undefined): FormProblem => {
  const { days, opens, closes } = value ?? USUAL_HOURS;
  return { values: { days: days.map(String), opens, closes, source: value?.source ?? "" }, errors: [] };
};

/** The form of an organisation's working hours, and every version that there was. */
export function hoursPage(versions: readonly HoursVersion[], typed?: FormProblem & { conflict?: BothTexts }) {
  const [latest] = versions;
  const form = typed ?? filled(latest?.value);
  return {
    title: "Working hours",
    breadcrumbs: [{ text: "Duty", href: dutyPaths.rota }],
    errors: errorList(form),
    conflict: typed?.conflict,
    version: latest?.version ?? 0,
    standing: hoursStanding(versions),
    days: checkboxes("days", DAYS, form),
    opens: select("opens", TIMES, form),
    closes: select("closes", TIMES, form),
    source: field("source", form),
    cancelHref: dutyPaths.rota,
    history: versions.map((one) => [
      { text: one.value ? hoursSaid(one.value) : "Can’t be read" },
      { text: one.value?.source ?? "" },
      { text: whoAndWhen(one) },
    ]),
  };
}
