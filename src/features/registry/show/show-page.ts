import { longInstant } from "../../../domain/calendar.ts";
import { languageSaid } from "../../../domain/language.ts";
import {
  askedInWords,
  type Definition,
  factsOf,
  OCCASIONS,
  type Series,
  usualOccasions,
} from "../../../measures/index.ts";
import { measurePaths } from "../paths.ts";
import { breadcrumbsOf } from "../permission/crumbs-page.ts";
import { CHANNELS, type LicenceRow, type Standing } from "../permission/permission.ts";
import { actSaid, standingSaid, warningsOf } from "../permission/standing-words.ts";
import type { Switched } from "../switching/switching.ts";
import { switchSection } from "../switching/switching-page.ts";
import type { WordingMark } from "../wording/wording-queries.ts";
import { factRow, markOf, pathSaid, plainRow, sourceRows } from "./fact-rows.ts";
import { scaleSection } from "./scale-page.ts";

type Shown = {
  definition: Definition;
  series: Series;
  switches: Switched[];
  standings: Standing[];
  history: LicenceRow[];
  wordings: WordingMark[];
  programmes: { text: string; href: string }[];
  mayLicense: boolean;
  maySwitch: boolean;
  today: string;
};

const otherAges = (definition: Definition, { members }: Series) =>
  members.length > 1
    ? [
        plainRow(
          "For other ages",
          members.filter(({ id }) => id !== definition.id).map(({ title }) => title),
        ),
      ]
    : [];

const aboutRows = (definition: Definition, series: Series) => {
  const { ages, informants, minutes } = definition;
  return [
    plainRow("Kind", [definition.standardised ? "Standardised" : "Not standardised: our own questions, without norms"]),
    plainRow("Version", [definition.version]),
    factRow("Answered by", informants.codes.join(", "), informants),
    ...(ages
      ? [factRow("Ages", `${ages.from} ${ages.to === null ? "and over" : `to ${ages.to}`}, of the ${ages.of}`, ages)]
      : []),
    ...otherAges(definition, series),
    plainRow("Asked in a plan, unless it says otherwise", [
      usualOccasions(definition)
        .map((occasion) => OCCASIONS[occasion].toLowerCase())
        .join(", "),
    ]),
    factRow("Takes about", minutes.value === 1 ? "1 minute" : `${minutes.value} minutes`, minutes),
    ...definition.forms.flatMap(({ title, recall, smallestInterval }) => [
      factRow(`${title}: asks about`, recall.words, recall),
      factRow(`${title}: not again within`, `${smallestInterval.days} days`, smallestInterval),
    ]),
    ...definition.pairs.map((one) =>
      factRow("May be compared", `${one.first}, then ${one.second}${one.caveat ? `. ${one.caveat}` : ""}`, one),
    ),
    ...definition.notes.map((one) => factRow("Note", one.text, one)),
  ];
};

const licenceRows = ({ definition, standings }: Shown) => [
  factRow("Holder", definition.licence.holder, definition.licence),
  plainRow("The holder’s terms", [definition.licence.terms]),
  ...standings.map((standing) => {
    const terms = definition.licence.channels[standing.channel];
    const lines = [standingSaid(standing, terms.status), ...(terms.note ? [terms.note] : [])];
    return plainRow(CHANNELS[standing.channel], lines);
  }),
];

const historyRows = (history: readonly LicenceRow[]) =>
  history.map((row) => {
    const { channel, what, reference } = actSaid(row);
    return [
      { text: longInstant(row.at) },
      { text: channel },
      { text: what },
      { text: reference },
      { text: row.evidenceHash ?? "" },
      { text: row.byName ?? "Command line" },
    ];
  });

const wordingRows = (wordings: readonly WordingMark[]) =>
  wordings.map((one) => [
    { text: languageSaid(one.language) },
    { text: `${one.edition}` },
    { text: `Version ${one.version}`, href: measurePaths.wording(one.measureId, one.language, one.version) },
    { text: one.state === "in-use" ? "Words taken in" : "Withdrawn" },
    { text: one.licenceReference },
    { text: `${longInstant(one.at)}, ${one.byName ?? "command line"}` },
  ]);

function riskSaid({ urgent, ...risk }: NonNullable<Definition["items"][number]["risk"]>): string {
  const seen = `Seen by a person at ${risk.atLeast} or more${markOf(risk)}`;
  return urgent ? `${seen}, within 2 working hours at ${urgent.atLeast} or more${markOf(urgent)}` : seen;
}

const itemRows = ({ items }: Definition) =>
  items.map(({ number, topic, answers, risk }) => [
    { text: String(number) },
    { text: topic },
    { text: answers },
    { text: risk ? riskSaid(risk) : "" },
  ]);

const checkedSaid = (unverified: number, all: number): string =>
  unverified === 0
    ? `All ${all} facts are verified in their sources.`
    : `${unverified} of ${all} facts are not verified in their sources; each is marked where it stands.`;

/** Everything about one measure: facts with source and mark, scales, licence by channel, what was recorded, wording, where it is asked. */
export function showPage(shown: Shown) {
  const { definition, standings, today } = shown;
  const { id, acronym } = definition;
  const facts = factsOf(definition);
  return {
    title: `${acronym}: ${definition.title}`,
    notices: {
      on: "Switched on",
      off: "Switched off",
      permitted: "Permission recorded",
      withdrawn: "Permission withdrawn. It takes effect at once",
      worded: "Wording taken in. It is used at once where its channel is permitted",
      unworded: "Wording withdrawn",
    },
    breadcrumbs: breadcrumbsOf(definition),
    switching: switchSection(definition, shown.series, shown.switches, shown.maySwitch),
    warnings: warningsOf(acronym, standings, today),
    checked: checkedSaid(facts.filter(({ fact }) => fact.status === "unverified").length, facts.length),
    about: aboutRows(definition, shown.series),
    items: itemRows(definition),
    open: askedInWords(definition).map(({ topic, ask }) => [{ text: topic }, { text: ask }]),
    scales: definition.scales.map((scale) => scaleSection(definition, scale)),
    licence: licenceRows(shown),
    history: historyRows(shown.history),
    wordings: wordingRows(shown.wordings),
    programmes: shown.programmes,
    facts: facts.map(({ path, fact }) => [
      { text: pathSaid(definition, path) },
      { text: fact.source.join(", ") },
      {
        tag: fact.status === "verified" ? { text: "Verified" } : { text: "Not verified", classes: "govuk-tag--orange" },
      },
      { text: fact.note ?? "" },
    ]),
    sources: sourceRows(definition.references),
    tryHref: measurePaths.tryOut(id),
    definitionHref: measurePaths.definition(id),
    permissionHref: shown.mayLicense ? measurePaths.permission(id) : null,
    withdrawalHref: measurePaths.withdrawal(id),
    importHref: measurePaths.wordingImport(id),
  };
}
