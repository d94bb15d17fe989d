import { longDay } from "../../../domain/calendar.ts";
import { radios } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import type { RunWithRoom } from "./waiting-queries.ts";

const placesSaid = ({ open, held }: RunWithRoom): string => {
  const free = open === 1 ? "1 open place free" : `${open} open places free`;
  return held > 0 ? `${free}, ${held} held or reserve` : free;
};

const datesSaid = ({ firstDay, lastDay }: RunWithRoom): string =>
  firstDay && lastDay ? `${longDay(firstDay)} to ${longDay(lastDay)}` : "no dates yet";

/** The runs that somebody may go on, each with its dates and free places. */
export function runChoices(runs: readonly RunWithRoom[], form: FormProblem) {
  const shown = radios("run", Object.fromEntries(runs.map((run) => [run.id, run.name])), form);
  const hints = new Map(runs.map((run) => [run.id, `${datesSaid(run)}; ${placesSaid(run)}`]));
  return { ...shown, items: shown.items.map((item) => ({ ...item, hint: { text: hints.get(item.value) ?? "" } })) };
}
