import type { Day } from "../../domain/calendar.ts";
import type { Definition } from "../measures/index.ts";
import { measurePaths } from "./paths.ts";
import type { Standing } from "./permission.ts";
import { channelsSaid, warningsOf } from "./standing-words.ts";

/** A measure as the list shows it: how it may be used today, in which languages its wording is here, and where it is asked. */
export type Listed = {
  definition: Definition;
  standings: Standing[];
  languages: readonly string[];
  programmes: readonly string[];
};

const informantsSaid = ({ informants }: Definition): string =>
  informants.codes
    .map((code) => (code === "joint" ? "carer and young person together" : code.replaceAll("-", " ")))
    .join(", ");

export const statusTag = ({ active }: Pick<Definition, "active">) =>
  active ? { text: "Active" } : { text: "Off", classes: "govuk-tag--grey" };

const rowOf = ({ definition, standings, languages, programmes }: Listed) => [
  { text: definition.acronym, href: measurePaths.show(definition.id), hiddenText: definition.title },
  { text: definition.title },
  { text: informantsSaid(definition) },
  { tag: statusTag(definition) },
  { text: channelsSaid(standings) },
  { text: languages.length > 0 ? languages.join(", ") : "None" },
  { text: programmes.length > 0 ? programmes.join("; ") : "Nowhere" },
];

/** Every measure of the installation, with the permissions that end soon or have ended told first. */
export const listPage = (measures: readonly Listed[], today: Day) => ({
  title: "Measures",
  count: measures.length === 1 ? "1 measure" : `${measures.length} measures`,
  warnings: measures.flatMap(({ definition, standings }) => warningsOf(definition.acronym, standings, today)),
  rows: measures.map(rowOf),
});
