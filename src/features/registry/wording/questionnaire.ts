import { z } from "zod";
import { canonicalLanguage } from "../../../domain/language.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { writtenProblem } from "../../../domain/written.ts";

/** The largest file of a wording pack. */
export const LARGEST_PACK = 1024 * 1024;
const MOST_ITEMS = 500;
const DEEPEST_GROUP = 5;
const ORDINAL = [
  "http://hl7.org/fhir/StructureDefinition/ordinalValue",
  "http://hl7.org/fhir/StructureDefinition/itemWeight",
];

const printable = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .superRefine((text, context) => {
      const wrong = writtenProblem(text, "many");
      if (wrong) context.addIssue({ code: "custom", message: wrong });
    });

const extension = z.object({
  url: z.string(),
  valueDecimal: z.number().optional(),
  valueInteger: z.number().optional(),
});
const extensions = z.array(extension).max(20).default([]);

const answerOption = z.object({
  extension: extensions,
  valueInteger: z.number().optional(),
  valueCoding: z
    .object({ code: z.string().max(100).optional(), display: printable(500).optional(), extension: extensions })
    .optional(),
});

const item = z.object({
  linkId: printable(100),
  text: printable(4000).optional(),
  type: z.string().max(50).optional(),
  answerOption: z.array(answerOption).max(101).default([]),
  item: z.array(z.unknown()).max(MOST_ITEMS).default([]),
});

const NO_LANGUAGE = "must be a language code such as “en” or “cy”";

const questionnaire = z.object({
  resourceType: z.literal("Questionnaire", { error: "is not “Questionnaire”" }),
  language: z
    .string({ error: "is missing: say which language the texts are in, such as “en” or “cy”" })
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, NO_LANGUAGE)
    .transform((typed, context) => {
      const code = canonicalLanguage(typed);
      if (code !== null) return code;
      context.addIssue({ code: "custom", message: NO_LANGUAGE });
      return z.NEVER;
    }),
  item: z.array(z.unknown(), { error: "is missing" }).min(1, "is empty").max(MOST_ITEMS),
});

type Option = { code: number | null; label: string | null };
export type QuestionnaireItem = { linkId: string; text: string | null; options: Option[] };
export type Questionnaire = { language: string; items: QuestionnaireItem[] };

const sentence = (path: readonly PropertyKey[], message: string) =>
  [path.map(String).join(".").slice(0, 100), message].filter((part) => part !== "").join(" ");

const problemsOf = (error: z.ZodError, where: readonly PropertyKey[] = []): string[] =>
  error.issues.slice(0, 100).map(({ path, message }) => sentence([...where, ...path], message));

/** The number that an option stands for: its ordinal value, else its integer, else a code that is a number. */
function optionOf({ extension: outer, valueInteger, valueCoding }: z.output<typeof answerOption>): Option {
  const ordinal = [...outer, ...(valueCoding?.extension ?? [])].find(({ url }) => ORDINAL.includes(url));
  const coded = /^\d{1,4}$/.test(valueCoding?.code ?? "") ? Number(valueCoding?.code) : null;
  return {
    code: ordinal?.valueDecimal ?? ordinal?.valueInteger ?? valueInteger ?? coded,
    label: valueCoding?.display ?? null,
  };
}

type Found = { items: QuestionnaireItem[]; problems: string[]; seen: number };

/** What a pack words: not groups and lines that are only displayed, nor questions in free words, which no definition numbers. */
const WORDLESS = new Set(["group", "display", "text"]);

/** Items in order, those of groups too. Stops behind the most there may be: each takes far longer to check than to send. */
function readItems(given: readonly unknown[], where: readonly PropertyKey[], depth: number, found: Found): Found {
  for (const [at, one] of given.entries()) {
    if (++found.seen > MOST_ITEMS) break;
    const path = [...where, "item", at];
    const read = item.safeParse(one);
    if (!read.success) found.problems.push(...problemsOf(read.error, path));
    else {
      const { linkId, text = null, type, answerOption: options, item: inside } = read.data;
      const asks = !WORDLESS.has(type ?? "") && !(inside.length > 0 && options.length === 0);
      if (asks) found.items.push({ linkId, text, options: options.map(optionOf) });
      if (inside.length > 0 && depth >= DEEPEST_GROUP) found.problems.push(sentence(path, "is nested too deep"));
      else readItems(inside, path, depth + 1, found);
    }
  }
  return found;
}

/** Reads a FHIR R4 Questionnaire from the bytes of a file, or says everything that is wrong with its shape. */
export function readQuestionnaire(bytes: Uint8Array): Result<Questionnaire, string[]> {
  if (bytes.length > LARGEST_PACK) return err(["The file must be 1 MB or smaller"]);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return err(["The file is not JSON in UTF-8"]);
  }
  const read = questionnaire.safeParse(value);
  if (!read.success) return err(problemsOf(read.error));
  const { items, problems, seen } = readItems(read.data.item, [], 0, { items: [], problems: [], seen: 0 });
  if (seen > MOST_ITEMS) return err([`The file has more than ${MOST_ITEMS} items`]);
  return problems.length > 0 ? err(problems) : ok({ language: read.data.language, items });
}
