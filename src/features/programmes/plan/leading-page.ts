import { type BothTexts, onFileNow } from "../../../forms/both-texts.ts";
import { countedField, errorList, radios, select } from "../../../forms/field.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { itemsOnForm, type Series, seriesAcronym } from "../../../measures/index.ts";
import { measurePaths } from "../../registry/index.ts";
import { programmePaths } from "../paths.ts";
import type { Programme } from "../programme.ts";
import type { Leading } from "../template.ts";
import type { Asked } from "./asked.ts";
import { LONGEST_BURDEN_REASON } from "./asking-form.ts";
import { type Choosable, firstOn, type May, primaryOf, WAY_CODES, WAYS, type Way } from "./leading.ts";
import { candidates, firstField, mayLeadOn } from "./leading-form.ts";
import { versionSaid } from "./plan-page.ts";

const named = (all: readonly Choosable[]): Record<string, string> =>
  Object.fromEntries(all.map(({ series }) => [series.id, seriesAcronym(series)]));

/** May it be used so today, by what is offered to plans? */
export const mayBy =
  (offered: readonly Choosable[]): May =>
  (series, way) =>
    offered.some((one) => one.series.id === series.id && one.channels.has(way));

const size = ({ members: [first] }: Series): string => {
  const items = itemsOnForm(first, first.forms[0]!.id).length;
  return `${items === 0 ? "" : `${items} items, `}about ${first.minutes.value} min`;
};

/** What each may be used for: about whom, how long, on which ways today, and what its own page says to bear in mind. */
const compared = (all: readonly Choosable[], asked: readonly Asked[]) =>
  all.map(({ series, channels }) => [
    { text: seriesAcronym(series), href: measurePaths.show(series.members[0].id) },
    { text: asked.some((one) => one.series.id === series.id) ? "Yes" : "No" },
    { text: series.members[0].about === "child" ? "The child" : "The carer" },
    { text: size(series) },
    ...WAY_CODES.map((way) => ({ text: channels.has(way) ? "Yes" : "No" })),
    { text: series.members[0].notes[0]?.text ?? "" },
  ]);

/** "On paper: SDQ 2-4 or SDQ 4-17": what a carer meets first on each way, as it stands today. */
export const firstsSaid = (asked: readonly Asked[], offered: readonly Choosable[], leading: Leading | undefined) =>
  WAY_CODES.map((way) => {
    const first = firstOn(way, asked, mayBy(offered), leading);
    return `${WAYS[way]}: ${first ? seriesAcronym(first) : "nothing may be used so"}`;
  });

/** "SDQ 2-4 or SDQ 4-17", which "both done" counts; null where the plan asks nothing that it can count. */
export function primarySaid(asked: readonly Asked[], leading: Leading | undefined): string | null {
  const primary = primaryOf(asked, leading);
  return primary ? seriesAcronym(primary) : null;
}

/** A version was saved first: which, who, when, and what leads in it. */
export const ledMeanwhile = (
  version: Parameters<typeof versionSaid>[0],
  asked: readonly Asked[],
  leading: Leading | undefined,
): BothTexts =>
  onFileNow(versionSaid(version), [{ said: "Primary measure", theirs: primarySaid(asked, leading) ?? "None" }]);

type Found = { programme: Programme; asked: readonly Asked[]; offered: readonly Choosable[] };

/** The page on which a programme's primary measure is chosen, beside what each may be used for, and what comes first on each way. */
export function leadingPage({ programme, asked, offered }: Found, form: FormProblem) {
  const able = candidates(offered, asked);
  const firsts = (way: Way) => ({
    ...select(
      firstField(way),
      named(mayLeadOn(way, offered, asked)),
      form,
      "The first of the plan that may be used so",
    ),
    label: WAYS[way],
  });
  return {
    title: "Primary measure",
    breadcrumbs: [
      { text: "Programmes", href: programmePaths.list() },
      { text: programme.name, href: programmePaths.show(programme.id) },
      { text: "Primary measure" },
    ],
    errors: errorList(form),
    version: programme.version,
    head: ["Measure", "Asked now", "About", "Length", ...WAY_CODES.map((way) => WAYS[way]), "Bear in mind"].map(
      (text) => ({ text }),
    ),
    rows: compared(able, asked),
    primary: radios("primary", named(able), form),
    compared: select("compared", named(able), form, "None"),
    firsts: WAY_CODES.map(firsts),
    burdenReason: countedField("burdenReason", LONGEST_BURDEN_REASON, form),
    cancelHref: programmePaths.show(programme.id),
  };
}
