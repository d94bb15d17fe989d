import type { AskedBehaviour, AskedItem, Measure, Wording } from "./measure.ts";
import type { AnswerOption, Coding, EnableWhen, Extension, Questionnaire, QuestionnaireItem } from "./resources.ts";
import { answersSystem, codings, measureUrl, onForm, ordinalValue, ownLabel } from "./terms.ts";

export type QuestionnaireGiven = {
  /** What a recount may ask about; other measures ask of themselves. */
  behaviours?: readonly AskedBehaviour[];
  /** Only from a pack that is licensed here. Without it a standardised measure goes out with no words of its owner. */
  wording?: Wording | undefined;
};

const NOT_KNOWN = "not-known";

/** FHIR has no empty lists: a list that is empty is left out. */
const withAny = <K extends string, T>(key: K, list: readonly T[]): { [key in K]?: T[] } =>
  (list.length > 0 ? { [key]: [...list] } : {}) as { [key in K]?: T[] };

type Said = { words?: string; marks: Extension[] };

/** The words of one item or answer: the pack's; ours where the measure is ours; else our label beside, never as its text. */
function said(measure: Measure, packed: string | undefined, own: string): Said {
  if (packed !== undefined) return { words: packed, marks: [] };
  return measure.standardised ? { marks: [ownLabel(own)] } : { words: own, marks: [] };
}

function options(measure: Measure, set: string, linkId: string, wording: Wording | undefined): AnswerOption[] {
  const packed = wording?.items.get(linkId)?.answers;
  return (measure.answerSets[set]?.codes ?? []).map(({ code, label }) => {
    const { words, marks } = said(measure, packed?.get(String(code)), label);
    return {
      extension: [ordinalValue(code)],
      valueCoding: {
        ...withAny("extension", marks),
        system: answersSystem(measure.id, set),
        code: String(code),
        ...(words === undefined ? {} : { display: words }),
      },
    };
  });
}

function asksWhen(measure: Measure, { askedWhen }: AskedItem): { enableWhen?: EnableWhen[]; enableBehavior?: "any" } {
  const gate = measure.items.find(({ number }) => number === askedWhen?.item);
  if (!askedWhen || !gate) return {};
  const system = answersSystem(measure.id, gate.answers);
  const enableWhen = askedWhen.in.map((code): EnableWhen => {
    const answerCoding: Coding = { system, code: String(code) };
    return { question: String(gate.number), operator: "=", answerCoding };
  });
  return { enableWhen, ...(enableWhen.length > 1 ? { enableBehavior: "any" } : {}) };
}

function choiceItem(measure: Measure, item: AskedItem, wording: Wording | undefined): QuestionnaireItem {
  const linkId = String(item.number);
  const { words, marks } = said(measure, wording?.items.get(linkId)?.text, item.ask ?? item.topic);
  return {
    ...withAny("extension", [...marks, ...(item.forms ?? []).map(onForm)]),
    linkId,
    ...withAny("code", codings(item.codes)),
    prefix: linkId,
    ...(words === undefined ? {} : { text: words }),
    type: "choice",
    ...asksWhen(measure, item),
    answerOption: options(measure, item.answers, linkId, wording),
  };
}

/** A behaviour with its ratings under it. Its words may name somebody, so they are a question whose answer never goes out. */
function behaviourItem(measure: Measure, { code, said: text }: AskedBehaviour, wording: Wording | undefined) {
  const ratings = (measure.ratings ?? []).map((rating): QuestionnaireItem => {
    const linkId = `${code}:${rating.id}`;
    const system = answersSystem(measure.id, rating.answers);
    const notKnown = { valueCoding: { system, code: NOT_KNOWN, display: "don’t know" } };
    return {
      linkId,
      text: wording?.items.get(linkId)?.text ?? rating.title,
      type: "choice",
      answerOption: [...options(measure, rating.answers, linkId, wording), ...(rating.notKnown ? [notKnown] : [])],
    };
  });
  const words: QuestionnaireItem[] = code === "other" ? [{ linkId: `${code}:words`, type: "text" }] : [];
  return { linkId: code, text, type: "group", item: [...ratings, ...words] } satisfies QuestionnaireItem;
}

function itemsOf(measure: Measure, { behaviours = [], wording }: QuestionnaireGiven): QuestionnaireItem[] {
  if (measure.kind === "recount") return behaviours.map((one) => behaviourItem(measure, one, wording));
  if (measure.kind === "totals")
    return measure.scales.map(({ id, title, codes }) => ({
      linkId: id,
      ...withAny("code", codings(codes)),
      text: title,
      type: "decimal",
    }));
  const open = (measure.openQuestions ?? []).map(
    ({ id, ask }): QuestionnaireItem => ({ linkId: `${id}:words`, text: ask, type: "text" }),
  );
  return [...measure.items.map((item) => choiceItem(measure, item, wording)), ...open];
}

/** "some-p2-4" as a name that programs may use: "SomeP24". */
const computerName = (id: string): string => id.replaceAll(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());

const described = (measure: Measure, wording: Wording | undefined): string => {
  if (!measure.standardised) return "Our own questions. Not a standardised measure: there are no norms.";
  if (wording) return "Wording from a pack that is licensed to this installation.";
  return "Item numbers, answer codes and points. Holds no wording of the measure: the labels in extensions are ours.";
};

/**
 * The FHIR R4 `Questionnaire` of a definition: link id = item number (a recount: behaviour:rating), codes with their
 * ordinal values, and when an item is asked. Every printed form of the measure is in the one resource, since they are
 * scored as one; an item that stands on some forms only says on which.
 */
export function questionnaireOf(measure: Measure, given: QuestionnaireGiven = {}): Questionnaire {
  const { holder, terms, attribution } = measure.licence;
  const language = given.wording?.language ?? (measure.standardised ? undefined : "en");
  return {
    resourceType: "Questionnaire",
    id: measure.id,
    ...(language === undefined ? {} : { language }),
    url: measureUrl(measure.id),
    version: measure.version,
    name: computerName(measure.id),
    title: measure.title,
    status: "active",
    subjectType: ["Patient"],
    description: described(measure, given.wording),
    copyright: `${attribution ?? holder}. ${terms}`,
    ...withAny("code", codings(measure.codes)),
    item: itemsOf(measure, given),
  };
}
