import type {
  Questionnaire,
  QuestionnaireItem,
  QuestionnaireResponse,
  ResponseAnswer,
  ResponseItem,
} from "./resources.ts";
import { absent, OURS, SYSTEMS } from "./terms.ts";

/** One answer sheet: who, when, how, and what was answered, by link id. A blank has no entry. */
export type KeptSheet = {
  id: string;
  aboutId: string;
  informantId: string;
  completedOn: string;
  mode: string;
  timepoint: string;
  form: string;
  isCorrection: boolean;
  answers: ReadonlyMap<string, string>;
};

const WHY_ABSENT = { declined: "asked-declined", "not-applicable": "not-applicable" } as const;

function answerOf({ type, answerOption = [] }: QuestionnaireItem, value: string): ResponseAnswer {
  if (value === "declined" || value === "not-applicable") return { extension: [absent(WHY_ABSENT[value])] };
  // Free words may name somebody: that they are there is said, they are not.
  if (type === "text") return { extension: [absent("masked")] };
  if (type === "decimal") return { valueDecimal: Number(value) };
  const chosen = answerOption.find(({ valueCoding }) => valueCoding.code === value)?.valueCoding;
  const { system, display } = chosen ?? { ...answerOption[0]?.valueCoding, display: undefined };
  return { valueCoding: { system, code: value, ...(display === undefined ? {} : { display }) } };
}

const answered = (items: readonly QuestionnaireItem[], answers: KeptSheet["answers"]): ResponseItem[] =>
  items.flatMap((item): ResponseItem[] => {
    const within = answered(item.item ?? [], answers);
    if (within.length > 0) return [{ linkId: item.linkId, item: within }];
    const value = answers.get(item.linkId);
    return value === undefined ? [] : [{ linkId: item.linkId, answer: [answerOf(item, value)] }];
  });

/** A person by their pseudonymous id: no name, no date of birth, and no address at which more could be fetched. */
export const person = (id: string, type: "Patient" | "RelatedPerson") => ({
  type,
  identifier: { system: SYSTEMS.person, value: id },
});

/**
 * The answers of one sheet as they were kept, in the order of the `Questionnaire`. Left blank is left out; declined and
 * not applicable say so as data-absent-reason; none of them is a zero.
 */
export function questionnaireResponseOf(questionnaire: Questionnaire, sheet: KeptSheet): QuestionnaireResponse {
  const item = answered(questionnaire.item, sheet.answers);
  return {
    resourceType: "QuestionnaireResponse",
    id: sheet.id,
    extension: [
      { url: `${OURS}:timepoint`, valueCode: sheet.timepoint },
      { url: `${OURS}:form`, valueCode: sheet.form },
      { url: `${OURS}:mode`, valueCode: sheet.mode },
    ],
    questionnaire: `${questionnaire.url}|${questionnaire.version}`,
    status: sheet.isCorrection ? "amended" : "completed",
    subject: person(sheet.aboutId, "Patient"),
    authored: sheet.completedOn,
    source: person(sheet.informantId, sheet.informantId === sheet.aboutId ? "Patient" : "RelatedPerson"),
    ...(item.length > 0 ? { item } : {}),
  };
}
