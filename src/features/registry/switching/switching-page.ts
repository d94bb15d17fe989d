import { longInstant } from "../../../domain/calendar.ts";
import { errorList, field } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { type Definition, type Series, seriesAcronym } from "../../../measures/index.ts";
import { measurePaths } from "../paths.ts";
import { breadcrumbsOf } from "../permission/crumbs-page.ts";
import { isSwitchedOn, type Switched } from "./switching.ts";
import { SWITCH_STATES } from "./switching-form.ts";

export const switchTag = (on: boolean) =>
  on ? { text: SWITCH_STATES.on } : { text: SWITCH_STATES.off, classes: "govuk-tag--grey" };

/** "Ada Administrator, 3 March 2026 at 10:00am". */
export const whoAndWhen = ({ at, byName }: Pick<Switched, "at" | "byName">): string =>
  `${byName ?? "the installation"}, ${longInstant(at)}`;

/** "Switched on by Ada Administrator, 3 March 2026 at 10:00am", or that nobody ever did. */
export const switchedSaid = (on: boolean, last: Switched | undefined): string =>
  last ? `Switched ${on ? "on" : "off"} by ${whoAndWhen(last)}` : `${on ? "On" : "Off"} from the start`;

const together = (series: Series): string | null =>
  series.members.length > 1 ? `${seriesAcronym(series).replaceAll(" or ", " and ")} are switched together.` : null;

const opposite = (on: boolean) => (on ? "off" : "on");

/** How a questionnaire is switched, on the page of a measure: its state, who switched it, the way to switch and to undo the last. */
export function switchSection(
  definition: Definition,
  series: Series,
  switches: readonly Switched[],
  mayChange: boolean,
) {
  const [last] = switches;
  const on = isSwitchedOn(series, last);
  return {
    tag: switchTag(on),
    said: [
      `${switchedSaid(on, last)}.`,
      on
        ? "Plans of programmes offer it."
        : "Plans of programmes do not offer it. Where it is asked already, it still is.",
      together(series),
    ].filter((line) => line !== null),
    href: mayChange ? measurePaths.switching(definition.id) : null,
    text: `Switch ${opposite(on)}`,
    // Two states: the undoing of a switch is the other one.
    undo: mayChange && last ? { state: opposite(on), version: last.version, reason: "Undone" } : null,
    history: switches.map((one) => [
      { tag: switchTag(one.value?.on ?? false) },
      { text: one.value?.reason ?? "" },
      { text: whoAndWhen(one) },
    ]),
  };
}

type About = { definition: Definition; series: Series; switches: readonly Switched[]; programmes: readonly string[] };

/** The page on which a questionnaire is switched: what that does, and what it does not. */
export function switchingPage({ definition, series, switches, programmes }: About, form: FormProblem = BLANK) {
  const on = isSwitchedOn(series, switches[0]);
  const title = `Switch ${opposite(on)} ${seriesAcronym(series)}`;
  return {
    title,
    errors: errorList(form),
    breadcrumbs: breadcrumbsOf(definition, `Switch ${opposite(on)}`),
    version: switches[0]?.version ?? 0,
    state: opposite(on),
    standing: switchedSaid(on, switches[0]),
    does: on
      ? "No plan will offer it any more. A programme that asks it goes on asking until a new version leaves it out."
      : "Every plan will offer it. No programme asks it until somebody ticks it there.",
    together: together(series),
    programmes: on ? programmes : [],
    reason: field("reason", form),
    button: `Switch ${opposite(on)}`,
    cancelHref: measurePaths.show(definition.id),
  };
}
