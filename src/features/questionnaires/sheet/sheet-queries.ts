import type { Db } from "../../../deps.ts";
import type { Day } from "../../../domain/calendar.ts";
import {
  answerSetOf,
  askedInWords,
  type Channel,
  type Definition,
  editionOf,
  itemsOnForm,
  measureById,
  takesTotals,
} from "../../../measures/index.ts";
import { BEHAVIOURS } from "../../behaviour/index.ts";
import { type AskingStop, readAskingStops } from "../../families/index.ts";
import { allowedChannels, type ShownWording, wordingShown } from "../../registry/index.ts";
import { behavioursOf, goalsOf, otherWords } from "../assessment/answer-queries.ts";
import type { Assessment } from "../assessment/assessment.ts";
import type { OpenQuestion, Question } from "../assessment/keyed.ts";
import { formLanguage } from "./form-language.ts";
import { goalQuestions, itemQuestions, recountQuestions } from "./questions.ts";

/**
 * A form as it can be keyed: its questions, those answered in words (`open`), the behaviours that may still be added, and the
 * words behind "other"; on which channels the measure may be used today, and the holder's wording where it may be shown to staff.
 */
export type AskedSheet = {
  definition: Definition;
  questions: Question[];
  open: OpenQuestion[];
  more: Record<string, string>;
  words: string | null;
  allowed: ReadonlySet<Channel>;
  wording: ShownWording | null;
  /** In which the form counts as filled in. */
  language: string;
  /** What stands against asking it: somebody died, moved out, asked for quiet, or is on hold. */
  stops: readonly AskingStop[];
};

type Form = Omit<AskedSheet, "stops">;

/** Why a form can't be keyed here. */
export type Blocked =
  | "no-measure"
  | "other-edition"
  | "not-permitted"
  | "keyed-not-permitted"
  | "totals-not-permitted"
  | "no-totals"
  | "no-goals"
  | "totals-only";

/** The definition that an assessment was scheduled with, or why there is none to key by. */
function definitionOf({ measureId, edition }: Assessment): Definition | Blocked {
  const definition = measureById(measureId);
  if (!definition) return "no-measure";
  return Number(editionOf(definition.version)) === edition ? definition : "other-edition";
}

/**
 * The form of an assessment. Of a recount, `added` are behaviours that were not ticked at a check. `wanted` is the language
 * of the wording that somebody asked for; a form that was kept before opens in its own.
 */
export async function sheetOf(
  db: Db,
  assessment: Assessment,
  today: Day,
  added: readonly string[],
  wanted?: string,
): Promise<AskedSheet | Blocked> {
  const form = await formOf(db, assessment, today, added, wanted);
  return typeof form === "string" ? form : { ...form, stops: await stopsOf(db, assessment, today) };
}

/** What stands against asking this form now, for whoever has it before them to key. */
export const stopsOf = (db: Db, { informantId, aboutId }: Assessment, today: Day): Promise<AskingStop[]> =>
  readAskingStops(db, { informantId, aboutIds: [aboutId] }, today);

async function formOf(
  db: Db,
  assessment: Assessment,
  today: Day,
  added: readonly string[],
  wanted?: string,
): Promise<Form | Blocked> {
  const definition = definitionOf(assessment);
  if (typeof definition === "string") return definition;
  const allowed = await allowedChannels(db, definition, today);
  if (definition.kind === "totals") return "totals-only";
  if (!allowed.has("keyed"))
    return takesTotals(definition) && allowed.has("totals") ? "keyed-not-permitted" : "not-permitted";
  const language = formLanguage(undefined, wanted, assessment.language);
  if (definition.kind === "recount")
    return { ...(await recountSheet(db, assessment, definition, added)), allowed, wording: null, language };
  const sheet = { definition, open: askedInWords(definition), more: {}, words: null, allowed, wording: null, language };
  if (definition.kind === "questionnaire") {
    const questions = itemQuestions(itemsOnForm(definition, assessment.form), definition.answerSets);
    const wording = await wordingShown(db, definition, allowed, wanted ?? assessment.language ?? undefined);
    return { ...sheet, questions, wording, language: formLanguage(wording?.language, wanted, assessment.language) };
  }
  const goals = await goalsOf(db, assessment.referralId);
  const scale = answerSetOf(definition, definition.items[0]?.answers ?? "");
  return goals.length === 0 ? "no-goals" : { ...sheet, questions: goalQuestions(goals, scale) };
}

export type TotalsSheet = Pick<AskedSheet, "definition" | "allowed" | "stops">;

/** What totals are typed by, or why none may be: the licence decides that apart from keying (docs/licences.md). */
export async function totalsSheetOf(db: Db, assessment: Assessment, today: Day): Promise<TotalsSheet | Blocked> {
  const definition = definitionOf(assessment);
  if (typeof definition === "string") return definition;
  if (!takesTotals(definition)) return "no-totals";
  const allowed = await allowedChannels(db, definition, today);
  if (!allowed.has("totals")) return "totals-not-permitted";
  return { definition, allowed, stops: await stopsOf(db, assessment, today) };
}

async function recountSheet(
  db: Db,
  { aboutId, referralId }: Assessment,
  definition: Extract<Definition, { kind: "recount" }>,
  added: readonly string[],
): Promise<Omit<Form, "allowed" | "wording" | "language">> {
  const asked = new Set([...(await behavioursOf(db, aboutId, referralId)), ...added]);
  const inOrder = Object.entries(BEHAVIOURS);
  const behaviours = inOrder.filter(([code]) => asked.has(code)).map(([code, said]) => ({ code, said }));
  return {
    definition,
    questions: recountQuestions(behaviours, definition.ratings, definition.answerSets),
    open: [],
    more: Object.fromEntries(inOrder.filter(([code]) => !asked.has(code))),
    words: asked.has("other") ? ((await otherWords(db, referralId)) ?? "") : null,
  };
}
