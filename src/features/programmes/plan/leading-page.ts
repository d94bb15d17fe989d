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
import { type Choosable, primaryOf } from "./leading.ts";
import { candidates, mayLeadOnPaper } from "./leading-form.ts";
import { versionSaid } from "./plan-page.ts";

const named = (all: readonly Choosable[]): Record<string, string> =>
  Object.fromEntries(all.map(({ series }) => [series.id, seriesAcronym(series)]));

/** The ways in which a carer may answer, each by the channel of the licence that it takes (docs/licences.md). */
const WAYS = { paper: "On paper", "read-aloud": "Read aloud", "screen-carer": "On a screen" } as const;

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
    ...Object.keys(WAYS).map((way) => ({ text: channels.has(way) ? "Yes" : "No" })),
    { text: series.members[0].notes[0]?.text ?? "" },
  ]);

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

/** The page on which a programme's primary measure is chosen, beside what each may be used for, and what is printed first. */
export function leadingPage({ programme, asked, offered }: Found, form: FormProblem) {
  const able = candidates(offered, asked);
  return {
    title: "Primary measure",
    breadcrumbs: [
      { text: "Programmes", href: programmePaths.list() },
      { text: programme.name, href: programmePaths.show(programme.id) },
      { text: "Primary measure" },
    ],
    errors: errorList(form),
    version: programme.version,
    head: ["Measure", "Asked now", "About", "Length", ...Object.values(WAYS), "Bear in mind"].map((text) => ({ text })),
    rows: compared(able, asked),
    primary: radios("primary", named(able), form),
    compared: select("compared", named(able), form, "None"),
    firstOnPaper: select("firstOnPaper", named(mayLeadOnPaper(offered, asked)), form, "As the plan stands"),
    burdenReason: countedField("burdenReason", LONGEST_BURDEN_REASON, form),
    cancelHref: programmePaths.show(programme.id),
  };
}
