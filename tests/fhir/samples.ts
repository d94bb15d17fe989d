import { bundleOf } from "../../src/features/fhir/bundle.ts";
import { BEHAVIOURS_ASKED } from "../../src/features/fhir/index.ts";
import type { KeptScore } from "../../src/features/fhir/observation.ts";
import { questionnaireOf } from "../../src/features/fhir/questionnaire.ts";
import type { KeptSheet } from "../../src/features/fhir/questionnaire-response.ts";
import type { Bundle, QuestionnaireItem } from "../../src/features/fhir/resources.ts";
import {
  type Answer,
  type Definition,
  measureById,
  type ScaleScore,
  scoreResponse,
  scoreTotals,
} from "../../src/measures/index.ts";

export const AT = "2026-03-02T09:00:00.000Z";
const ABOUT = "00000000-0000-7000-8001-000000000001";
const INFORMANT = "00000000-0000-7000-8001-000000000002";

export const measure = (id: string): Definition => {
  const found = measureById(id);
  if (!found) throw new Error(`no measure ${id}`);
  return found;
};

export const asked = (definition: Definition) => questionnaireOf(definition, { behaviours: BEHAVIOURS_ASKED });

/** Every question of a questionnaire, those of groups too. */
export const questions = (items: readonly QuestionnaireItem[]): QuestionnaireItem[] =>
  items.flatMap((one) => (one.item ? questions(one.item) : [one]));

export const sheetOf = (definition: Definition, answers: Record<string, string>): KeptSheet => ({
  id: "00000000-0000-7000-8001-000000000003",
  aboutId: ABOUT,
  informantId: definition.about === "child" ? INFORMANT : ABOUT,
  completedOn: "2026-03-01",
  mode: "paper",
  timepoint: "T1",
  form: definition.forms[0]!.id,
  isCorrection: false,
  answers: new Map(Object.entries(answers)),
});

/** An answer to every question: in turn each of its codes, and now and then why there is none. */
export function answersTo(definition: Definition, withGaps: boolean): Record<string, string> {
  const given = questions(asked(definition).item).flatMap(({ linkId, type, answerOption = [] }, at) => {
    if (withGaps && at % 4 === 1) return [];
    if (withGaps && at % 4 === 2) return [[linkId, at % 8 === 2 ? "declined" : "not-applicable"]];
    if (type === "text") return [[linkId, "hits Aunt Vera"]];
    if (type === "decimal") return [[linkId, "3"]];
    return [[linkId, answerOption[at % answerOption.length]!.valueCoding.code]];
  });
  return Object.fromEntries(given);
}

function scoresMade(definition: Definition, sheet: KeptSheet): readonly ScaleScore[] {
  const circumstances = { informant: definition.informants.codes[0], ageYears: 9 };
  if (definition.kind === "totals") {
    const totals = new Map(definition.scales.map(({ id, range }) => [id, range.max]));
    return scoreTotals(definition, sheet.form, totals, circumstances).scores;
  }
  if (definition.kind === "recount") return [];
  const answers = new Map<number, Answer>(
    [...sheet.answers].map(([item, value]) => [
      Number(item),
      value === "declined" || value === "not-applicable" ? value : Number(value),
    ]),
  );
  for (const { number, forms } of definition.items) if (forms && !forms.includes(sheet.form)) answers.delete(number);
  return scoreResponse(definition, sheet.form, answers, circumstances).scores;
}

const scoresOf = (definition: Definition, sheet: KeptSheet): KeptScore[] =>
  scoresMade(definition, sheet).map((score, at) => ({
    id: `00000000-0000-7000-8002-${String(at).padStart(12, "0")}`,
    scale: score.scale,
    version: definition.version,
    scorerVersion: "1",
    value: score.kind === "scored" ? score.value : null,
    reason: score.kind === "unscored" ? score.reason : null,
    reasonSaid: score.kind === "unscored" ? "too many answers missing" : null,
    provenance: `${score.scale}, ${score.answered} of ${score.items} answered`,
    bands: score.kind === "scored" ? score.bands : [],
    at: AT,
  }));

export function bundle(definition: Definition, answers: Record<string, string>): Bundle {
  const sheet = sheetOf(definition, answers);
  const scores = scoresOf(definition, sheet);
  return bundleOf({ measure: definition, behaviours: BEHAVIOURS_ASKED, sheet, scores }, AT);
}
