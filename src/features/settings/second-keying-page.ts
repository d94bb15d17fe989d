import { BANK_HOLIDAYS_KNOWN_TO, isToldOfEnd } from "../../domain/bank-holidays.ts";
import { type Day, longDay, longInstant } from "../../domain/calendar.ts";
import { errorList, field, radios } from "../../forms/field.ts";
import type { FormProblem } from "../../forms/form.ts";
import { settingPaths } from "./paths.ts";
import { DEFAULT_SHARE, heldSince, type SecondKeyingSetting, type SecondKeyingVersion } from "./second-keying.ts";
import { STATES } from "./second-keying-form.ts";

const SETTINGS = { text: "Settings", href: settingPaths.list };
const NAME = "Second keying";

const percentOf = (share: number): string => `${Number((share * 100).toFixed(2))}`;
const isOn = (value: SecondKeyingSetting | null | undefined): boolean => value?.on ?? false;
const stateTag = (value: SecondKeyingSetting | null | undefined) =>
  isOn(value) ? { text: STATES.on } : { text: STATES.off, classes: "govuk-tag--grey" };

const whoAndWhen = ({ at, byName }: SecondKeyingVersion): string =>
  `${longInstant(at)}, ${byName ?? "by the installation"}`;

/** Every setting that has a page, and how it stands. */
export const settingsPage = (secondKeying: readonly SecondKeyingVersion[], today: Day) => {
  const [latest] = secondKeying;
  return {
    title: "Settings",
    holidays: isToldOfEnd(today)
      ? `Bank holidays are known up to ${longDay(BANK_HOLIDAYS_KNOWN_TO)}. Bring an update before then: what is due after it could fall on a holiday.`
      : null,
    rows: [
      [
        { text: NAME, href: settingPaths.secondKeying },
        { tag: stateTag(latest?.value) },
        { text: latest ? whoAndWhen(latest) : "Never changed" },
      ],
    ],
  };
};

const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });

function standing(versions: readonly SecondKeyingVersion[]) {
  const [latest] = versions;
  const since = heldSince(versions);
  const value = latest?.value;
  return [
    { key: { text: "State" }, value: { tag: stateTag(value) } },
    row("Since", since ? whoAndWhen(since) : "It was never switched on"),
    ...(value?.on
      ? [row("Share of the forms", `${percentOf(value.share)}%`), row("Seed of the draw", value.seed)]
      : [row("Share when it is switched on", `${percentOf(value?.share ?? DEFAULT_SHARE)}%, unless changed`)]),
  ];
}

const historyRow = (one: SecondKeyingVersion) => [
  { text: String(one.version), format: "numeric" },
  { tag: stateTag(one.value) },
  { text: one.value ? `${percentOf(one.value.share)}%` : "Can’t be read" },
  { text: one.value?.seed ?? "" },
  { text: one.value?.reason ?? "" },
  { text: whoAndWhen(one) },
];

/** How second keying is set, what it does, and every version it has had (newest first). */
export const secondKeyingPage = (versions: readonly SecondKeyingVersion[], mayChange: boolean) => ({
  title: NAME,
  notices: { changed: "Changed. It counts for every form that is keyed from now on" },
  breadcrumbs: [SETTINGS],
  standing: standing(versions),
  changeHref: mayChange ? settingPaths.changeSecondKeying : null,
  changeText: isOn(versions[0]?.value) ? "Change or switch off" : "Switch on",
  history: versions.map(historyRow),
});

type Typed = FormProblem["values"];

const filledFrom = (value: SecondKeyingSetting | null | undefined): Typed => ({
  state: isOn(value) ? "on" : "off",
  percent: percentOf(value?.share ?? DEFAULT_SHARE),
});

const said = (typed: Typed, name: string): string => [typed[name] ?? ""].flat()[0] ?? "";

/** Somebody else changed it meanwhile: what was typed here beside what is set now. */
function meanwhileRows(typed: Typed, latest: SecondKeyingVersion) {
  const theirs = filledFrom(latest.value);
  const words: Readonly<Record<string, string>> = STATES;
  const stateOf = (values: Typed) => words[said(values, "state")] ?? "";
  return [
    [{ text: "Second keying" }, { text: stateOf(typed) }, { text: stateOf(theirs) }],
    [{ text: "Share in per cent" }, { text: said(typed, "percent") }, { text: said(theirs, "percent") }],
    [{ text: "Why" }, { text: said(typed, "reason") }, { text: latest.value?.reason ?? "" }],
    [{ text: "Who and when" }, { text: "You, not saved" }, { text: whoAndWhen(latest) }],
  ];
}

/** Was the form made of a version before the latest? */
const isMeanwhile = (typed: Typed, latest: SecondKeyingVersion): boolean =>
  said(typed, "version") !== "" && Number(said(typed, "version")) < latest.version;

/** The form on which second keying is switched on or off, or its share changed. */
export function changeSecondKeyingPage(versions: readonly SecondKeyingVersion[], typed?: FormProblem) {
  const [latest] = versions;
  const form = typed ?? { values: filledFrom(latest?.value), errors: [] };
  return {
    title: "Change second keying",
    errors: errorList(form),
    breadcrumbs: [SETTINGS, { text: NAME, href: settingPaths.secondKeying }],
    version: latest?.version ?? 0,
    meanwhile: latest && isMeanwhile(form.values, latest) ? meanwhileRows(form.values, latest) : null,
    state: radios("state", STATES, form),
    percent: field("percent", form),
    reason: field("reason", form),
    cancelHref: settingPaths.secondKeying,
  };
}
