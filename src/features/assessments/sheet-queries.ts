import type { Db } from "../../deps.ts";
import type { Day } from "../../domain/calendar.ts";
import { BEHAVIOURS } from "../behaviour/index.ts";
import { answerSetOf, type Definition, editionOf, itemsOnForm, licenceFor, measureById } from "../measures/index.ts";
import { behavioursOf, goalsOf, otherWords } from "./answer-queries.ts";
import type { Assessment } from "./assessment.ts";
import type { Question } from "./keyed.ts";
import { goalQuestions, itemQuestions, recountQuestions } from "./questions.ts";

/** A form as it can be keyed: its questions, the behaviours that may still be added, and the words behind "other". */
export type AskedSheet = {
  definition: Definition;
  questions: Question[];
  more: Record<string, string>;
  words: string | null;
};

/** Why a form can't be keyed here. */
export type Blocked = "no-measure" | "other-edition" | "not-permitted" | "no-goals" | "totals-only";

/** What the authority has recorded of its own permission; else what the holder's terms say (features.md, X11). */
async function mayBeKeyed(db: Db, definition: Definition, today: Day): Promise<boolean> {
  const own = await db
    .selectFrom("licence")
    .where("measure_id", "=", definition.id)
    .where("channel", "=", "keyed")
    .orderBy("at", "desc")
    .select(["status", "expires_on"])
    .executeTakeFirst();
  if (own) return own.status === "permitted" && (own.expires_on === null || own.expires_on >= today);
  return licenceFor(definition, "keyed").status === "permitted";
}

/** The definition that an assessment was scheduled with, or why it can't be keyed. */
export async function definitionOf(db: Db, assessment: Assessment, today: Day): Promise<Definition | Blocked> {
  const definition = measureById(assessment.measureId);
  if (!definition) return "no-measure";
  if (Number(editionOf(definition.version)) !== assessment.edition) return "other-edition";
  return (await mayBeKeyed(db, definition, today)) ? definition : "not-permitted";
}

/** The form of an assessment. Of a recount, `added` are behaviours that were not ticked at a check. */
export async function sheetOf(
  db: Db,
  assessment: Assessment,
  today: Day,
  added: readonly string[],
): Promise<AskedSheet | Blocked> {
  const definition = await definitionOf(db, assessment, today);
  if (typeof definition === "string") return definition;
  if (definition.kind === "totals") return "totals-only";
  if (definition.kind === "recount") return recountSheet(db, assessment, definition, added);
  const sheet = { definition, more: {}, words: null };
  if (definition.kind === "questionnaire")
    return { ...sheet, questions: itemQuestions(itemsOnForm(definition, assessment.form), definition.answerSets) };
  const goals = await goalsOf(db, assessment.referralId);
  const scale = answerSetOf(definition, definition.items[0]?.answers ?? "");
  return goals.length === 0 ? "no-goals" : { ...sheet, questions: goalQuestions(goals, scale) };
}

async function recountSheet(
  db: Db,
  { aboutId, referralId }: Assessment,
  definition: Extract<Definition, { kind: "recount" }>,
  added: readonly string[],
): Promise<AskedSheet> {
  const asked = new Set([...(await behavioursOf(db, aboutId, referralId)), ...added]);
  const inOrder = Object.entries(BEHAVIOURS);
  const behaviours = inOrder.filter(([code]) => asked.has(code)).map(([code, said]) => ({ code, said }));
  return {
    definition,
    questions: recountQuestions(behaviours, definition.ratings, definition.answerSets),
    more: Object.fromEntries(inOrder.filter(([code]) => !asked.has(code))),
    words: asked.has("other") ? ((await otherWords(db, referralId)) ?? "") : null,
  };
}
