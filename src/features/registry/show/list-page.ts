import type { Day } from "../../../domain/calendar.ts";
import { languageSaid } from "../../../domain/language.ts";
import type { Definition } from "../../../measures/index.ts";
import { measurePaths } from "../paths.ts";
import type { Standing } from "../permission/permission.ts";
import { isEnding, permittedSaid, warningsOf } from "../permission/standing-words.ts";
import type { Switched } from "../switching/switching.ts";
import { switchedSaid, switchTag } from "../switching/switching-page.ts";

/** A measure as the list shows it: on or off, how it may be used today, in which languages its wording is here, and where it is asked. */
export type Listed = {
  definition: Definition;
  on: boolean;
  switched: Switched | undefined;
  standings: Standing[];
  languages: readonly string[];
  programmes: readonly string[];
};

/** Which measures a list shows; `all` unless told. */
export const SHOWN = ["all", "on", "off", "ending"] as const;
export type ShownMeasures = (typeof SHOWN)[number];

function isShown(shown: ShownMeasures, { on, standings }: Listed, today: Day): boolean {
  if (shown === "ending") return isEnding(standings, today);
  return shown === "all" || (shown === "on") === on;
}

const lineOf = ({ definition, on, switched, standings, languages, programmes }: Listed) => ({
  href: measurePaths.show(definition.id),
  acronym: definition.acronym,
  title: definition.title,
  tag: switchTag(on),
  facts: [
    switched && `${switchedSaid(on, switched)}.`,
    permittedSaid(standings),
    languages.length > 0 && `Wording: ${languages.map(languageSaid).join(", ")}.`,
    programmes.length > 0 && `Asked in ${programmes.join("; ")}.`,
  ]
    .filter(Boolean)
    .join(" "),
});

const counted = (n: number): string => (n === 1 ? "1 measure" : `${n} measures`);

/** Every measure of the installation, or those that are on or off; permissions that end soon or have ended told first. */
export function listPage(measures: readonly Listed[], today: Day, shown: ShownMeasures = "all") {
  const tab = (code: ShownMeasures, text: string) => ({
    text: `${text} (${measures.filter((one) => isShown(code, one, today)).length})`,
    href: measurePaths.list(code),
    active: shown === code,
  });
  const listed = measures.filter((one) => isShown(shown, one, today));
  return {
    title: "Measures",
    tabs: [tab("all", "All"), tab("on", "On"), tab("off", "Off"), tab("ending", "Permission ends")],
    count: counted(listed.length),
    warnings: measures.flatMap(({ definition, standings }) => warningsOf(definition.acronym, standings, today)),
    lines: listed.map(lineOf),
  };
}
