import { ageOn, type Day, longDay } from "../../../domain/calendar.ts";
import { isEnglish, languageSaid } from "../../../domain/language.ts";
import { countedField, dateField, errorList, field, radios, select } from "../../../forms/field.ts";
import { BLANK, type FormProblem, seenVersion } from "../../../forms/form.ts";
import { licenceFor, takesTotals } from "../../../measures/index.ts";
import { LANGUAGES } from "../../families/index.ts";
import { type Assessment, modesFor, needsCorrectionReason, timepointSaid } from "../assessment/assessment.ts";
import { fieldOf, type Question } from "../assessment/keyed.ts";
import { keptFormSaid } from "../assessment/older-form.ts";
import { assessmentPaths } from "../paths.ts";
import { choicesOf } from "../sheet/choices.ts";
import { breadcrumbs } from "../sheet/crumbs-page.ts";
import { LONGEST_IN_WORDS, typedAnswers } from "../sheet/keying-form.ts";
import { takenOver } from "../sheet/pack-filled-page.ts";
import type { PackFilledIn } from "../sheet/pack-filled-queries.ts";
import type { AskedSheet } from "../sheet/sheet-queries.ts";
import { childGoneSaid, stopsWhileKeying } from "../sheet/stops-page.ts";

const skipNote = ({ askedWhen }: Question): string | null =>
  askedWhen && `Only when item ${askedWhen.item} is ${askedWhen.in.join(", ").replace(/, ([^,]*)$/, " or $1")}`;

/** Questions that share their answers stand together, under one key to them; the reader goes on at the first of what was just `added`. */
export function blocksOf(
  { definition, questions, wording }: AskedSheet,
  typed: ReadonlyMap<string, string>,
  form: FormProblem,
  added?: string,
) {
  const first = added && questions.find(({ item }) => item.startsWith(`${added}:`));
  const worded = new Map(wording?.items.map(({ number, text }) => [String(number), text]));
  const own = new Map(definition.items.map(({ number, ask }) => [String(number), ask]));
  const rowOf = (question: Question) => ({
    field: fieldOf(question.item),
    number: question.number,
    topic: question.topic,
    text: worded.get(question.item) ?? own.get(question.item) ?? null,
    language: wording?.language ?? (own.get(question.item) ? "en" : null),
    value: typed.get(question.item) ?? "",
    note: skipNote(question),
    isAdded: question === first,
    error: form.errors.find((one) => one.field === fieldOf(question.item))?.text ?? null,
  });
  const blocks: { choices: ReturnType<typeof choicesOf>; rows: ReturnType<typeof rowOf>[] }[] = [];
  for (const question of questions) {
    const choices = choicesOf(question);
    const last = blocks.at(-1);
    const isSame = last && JSON.stringify(last.choices) === JSON.stringify(choices);
    if (isSame) last.rows.push(rowOf(question));
    else blocks.push({ choices, rows: [rowOf(question)] });
  }
  return blocks;
}

/** Who a form is about, and how old they are today. */
export const aboutSaid = ({ aboutName, aboutBirthOn }: Assessment, today: Day): string =>
  aboutBirthOn === null ? aboutName : `${aboutName}, aged ${ageOn(aboutBirthOn, today)}`;

/** Who answers, and whether somebody has to interpret. */
export const informantSaid = ({ informantName, interpreterLanguage }: Assessment): string =>
  interpreterLanguage === null
    ? informantName
    : `${informantName}. Needs an interpreter: ${(LANGUAGES as Record<string, string>)[interpreterLanguage] ?? interpreterLanguage}`;

/** What somebody should know before keying; nothing of it stands in the way. */
export function warningsOf(a: Assessment, { stops }: Pick<AskedSheet, "stops">, today: Day): string[] {
  return [
    ...stopsWhileKeying(a, stops),
    a.opensOn > today && `This is not asked until ${longDay(a.opensOn)}. Check that it is the right occasion.`,
    a.closesOn < today &&
      `Its window closed on ${longDay(a.closesOn)}. An answer given after that day is kept, scored, and marked late.`,
    a.unpairedReason === "child-outside-age-range" &&
      "The child is outside the ages that this form is made for: its scores are kept, and no change is counted from them.",
    a.unpairedReason === null && a.timepoint !== "T1" && keptFormSaid(a, today),
    a.state === "not-collected" && "This was marked as not collected. Keying it opens it again.",
  ].filter((text) => typeof text === "string");
}

/** Somebody else keyed it meanwhile: who and when, and where their answers differ from what was typed here. */
export type KeyedMeanwhile = { by: string; at: string; answers: ReadonlyMap<string, string>; state: string };

function differences({ questions, open }: AskedSheet, typed: ReadonlyMap<string, string>, there: KeyedMeanwhile) {
  const said = (question: Question, value: string) =>
    choicesOf(question).find((one) => one.value === value)?.label ?? value;
  const differs = ({ item }: { item: string }) => (typed.get(item) ?? "") !== (there.answers.get(item) ?? "");
  const inWords = open
    .filter(differs)
    .map(({ item, ask }) => [
      { text: ask },
      { text: typed.get(item) || "left blank" },
      { text: there.answers.get(item) ?? "left blank" },
    ]);
  const inCodes = questions
    .filter(differs)
    .map((question) => [
      { text: `${question.number} ${question.topic}` },
      { text: said(question, typed.get(question.item) ?? "") },
      { text: said(question, there.answers.get(question.item) ?? "") },
    ]);
  return [...inCodes, ...inWords];
}

type Given = {
  form?: FormProblem;
  answers?: ReadonlyMap<string, string>;
  there?: KeyedMeanwhile;
  added?: readonly string[];
  /** When and how the rest of its pack was filled in. */
  pack?: PackFilledIn | undefined;
};

/** The page on which a paper form is keyed. `answers` are those to start from: of the sheet that is corrected, or what was typed. */
export function keyingPage(a: Assessment, sheet: AskedSheet, today: Day, given: Given = {}) {
  const form = given.form ?? BLANK;
  const { definition, questions, open } = sheet;
  const typed = given.form ? typedAnswers(form.values, [...questions, ...open]) : (given.answers ?? new Map());
  const filled = given.form ? form : { values: filledBefore(a, sheet, today, typed, given.pack), errors: [] };
  const modes = modesFor(sheet.allowed, a.mode);
  const answered = questions.filter(({ item }) => (typed.get(item) ?? "") !== "").length;
  const terms = licenceFor(definition, "keyed");
  return {
    title: `${needsCorrectionReason(a) ? "Correct" : "Key"} ${definition.acronym}: ${a.aboutName}, ${timepointSaid(a.timepoint).toLowerCase()}`,
    errors: errorList(form),
    breadcrumbs: breadcrumbs(a, definition.acronym),
    version: given.there ? a.version : seenVersion(given.form, a.version),
    facts: [
      { key: { text: "Form" }, value: { text: formSaid(a, sheet) } },
      { key: { text: "About" }, value: { text: aboutSaid(a, today) } },
      { key: { text: "Answered by" }, value: { text: informantSaid(a) } },
    ],
    licence: `${definition.standardised ? "From the owner’s form, by item number. " : ""}${terms.note ?? terms.terms}`,
    warnings: warningsOf(a, sheet, today),
    completedOn: dateField("completedOn", filled),
    mode: radios("mode", modes, filled),
    takenOver: takenOver(a, given.pack, form, modes),
    modeHint: modeHint(sheet),
    reason: needsCorrectionReason(a) ? field("reason", filled) : null,
    wording: wordingSaid(sheet),
    language: isEnglish(sheet.language) ? null : languageSaid(sheet.language),
    blocks: blocksOf(sheet, typed, form, given.form?.errors.length === 0 ? given.added?.at(-1) : undefined),
    open: open.map(({ item, ask }) => ({ label: ask, ...countedField(fieldOf(item), LONGEST_IN_WORDS, filled) })),
    progress: `${answered} of ${questions.length} answered`,
    words: sheet.words === null ? null : field("words", filled),
    added: given.added ?? [],
    another:
      definition.kind === "recount" && Object.keys(sheet.more).length > 0
        ? select("another", sheet.more, BLANK, "Select a behaviour")
        : null,
    there: given.there && {
      text: `It is now: ${given.there.state.toLowerCase()}${given.there.by ? `, keyed by ${given.there.by} on ${given.there.at}` : ""}.`,
      rows: given.there.by ? differences(sheet, typed, given.there) : [],
    },
    totalsHref: takesTotals(definition) && sheet.allowed.has("totals") ? assessmentPaths.totals(a.id) : null,
    cancelHref: assessmentPaths.show(a.id),
    childGone: childGoneSaid(a, sheet.stops),
    notCollectedHref: needsCorrectionReason(a) ? null : assessmentPaths.notCollected(a.id),
  };
}

const formSaid = (a: Assessment, { definition }: AskedSheet): string => {
  const form = definition.forms.find(({ id }) => id === a.form);
  if (!form) return definition.title;
  const asked = form.title === definition.title ? "Asks about" : `${form.title}:`;
  return `${definition.title}. ${asked} ${form.recall.words}`;
};

/** When it is keyed first, it was filled in today unless told; a correction starts from what was kept. */
const filledBefore = (
  a: Assessment,
  { words, open }: AskedSheet,
  today: Day,
  kept: ReadonlyMap<string, string>,
  pack: PackFilledIn | undefined,
): FormProblem["values"] => ({
  completedOn: a.completedOn ?? pack?.completedOn ?? today,
  ...(a.mode === null && !pack ? {} : { mode: a.mode ?? pack?.mode ?? "" }),
  ...(words === null ? {} : { words }),
  ...Object.fromEntries(open.map(({ item }) => [fieldOf(item), kept.get(item) ?? ""])),
});

/** Which language the holder's words are shown in, and the others that there are. */
const wordingSaid = ({ wording }: AskedSheet) =>
  wording && {
    language: languageSaid(wording.language),
    others: wording.languages
      .filter((one) => one !== wording.language)
      .map((one) => ({ text: languageSaid(one), href: `?language=${encodeURIComponent(one)}` })),
  };

/** What the holder does not permit today, said where the way of filling in is asked. */
export function modeHint({ allowed }: Pick<AskedSheet, "allowed">): string | null {
  const not = [
    allowed.has("read-aloud") ? null : "read aloud",
    allowed.has("translated") ? null : "put into another language",
  ].filter(Boolean);
  return not.length === 0 ? null : `By its holder’s terms this form is not ${not.join(" or ")} without permission.`;
}
