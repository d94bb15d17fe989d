import { z } from "zod";
import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import {
  choice,
  type FormProblem,
  optionalDay,
  optionalText,
  parseForm,
  problem,
  text,
  typedValues,
  version,
} from "../../../forms/form.ts";
import { choiceOr } from "../family/choice-or.ts";
import type { Person } from "../family/family.ts";
import {
  BIRTH_CERTAINTIES,
  ETHNICITIES,
  ETHNICITY_STATED_BY,
  LANGUAGES,
  SEXES,
  YES_NO_NOT_KNOWN,
} from "../family/family-words.ts";

/** What is typed about a person. A death is not typed here but said once, for everybody (reach/person-fact.ts). */
export type PersonDetails = Omit<Person, "id" | "familyId" | "kind" | "version" | "diedOn">;

export const EARLIEST_BIRTH = "1900-01-01";

const schema = (today: Day) =>
  z.object({
    version: version.default(0),
    givenName: text("Given name", 100),
    familyName: optionalText("Family name", 100),
    knownAs: optionalText("Name they go by", 100),
    birthOn: optionalDay("Birth date", {
      from: EARLIEST_BIRTH,
      to: today,
      outside: "Birth date must be today or earlier, and not before 1900",
    }),
    birthCertainty: choiceOr({ ...BIRTH_CERTAINTIES, none: "" }, "none"),
    sex: choice(SEXES, "Select a sex"),
    ethnicity: choiceOr(ETHNICITIES, "NOBT", "Select an ethnicity from the list"),
    ethnicityStatedBy: choiceOr(ETHNICITY_STATED_BY, "not-stated"),
    disability: choiceOr(YES_NO_NOT_KNOWN, "not-known"),
    language: choiceOr(LANGUAGES, "not-asked", "Select a language from the list"),
    interpreter: choiceOr(YES_NO_NOT_KNOWN, "not-known"),
    readingHelp: choiceOr(YES_NO_NOT_KNOWN, "not-known"),
  });

type Typed = z.output<ReturnType<typeof schema>>;

/** A date typed in is exact unless said otherwise; no date needs "not known" to be said. */
function certaintyOf(typed: Pick<Typed, "birthOn" | "birthCertainty">): Person["birthCertainty"] | null {
  if (typed.birthCertainty !== "none") return typed.birthCertainty;
  return typed.birthOn === null ? null : "exact";
}

/** What is read together: it is asked even where something else is wrong, so that all of it is told at once. */
const TOGETHER = { birthOn: true, birthCertainty: true, ethnicity: true, ethnicityStatedBy: true } as const;
type Together = Pick<Typed, keyof typeof TOGETHER>;

function wrongTogether(typed: Together): [field: string, text: string] | null {
  const certainty = certaintyOf(typed);
  if (certainty === null) return ["birthOn", "Enter birth date, or select that it is not known"];
  if (certainty === "not-known" && typed.birthOn !== null)
    return ["birthCertainty", "Select exact or estimated, or leave the birth date empty"];
  if (certainty !== "not-known" && typed.birthOn === null) return ["birthOn", "Enter birth date"];
  const isStated = typed.ethnicity !== "NOBT" && typed.ethnicity !== "REFU";
  if (isStated && typed.ethnicityStatedBy === "not-stated")
    return ["ethnicityStatedBy", "Select who stated the ethnicity"];
  return null;
}

/** Reads a person's details. A name may be one word; an ethnicity is kept only with who stated it (docs/rules/codes.md). */
export function parsePerson(
  data: FormData,
  today: Day,
): Result<{ details: PersonDetails; version: number }, FormProblem> {
  const read = parseForm(schema(today), data);
  const together = read.ok ? read : parseForm(schema(today).pick(TOGETHER), data);
  const wrong = together.ok ? wrongTogether(together.value) : null;
  if (!read.ok)
    return wrong ? err({ ...read.error, errors: [...read.error.errors, { field: wrong[0], text: wrong[1] }] }) : read;
  if (wrong) return err(problem(typedValues(data), ...wrong));
  const { version, ...typed } = read.value;
  return ok({ version, details: { ...typed, birthCertainty: certaintyOf(read.value)! } });
}

/** Kept details as a form shows them. */
export const personValues = (person: PersonDetails): Record<string, string> => ({
  givenName: person.givenName,
  familyName: person.familyName ?? "",
  knownAs: person.knownAs ?? "",
  birthOn: person.birthOn ?? "",
  birthCertainty: person.birthCertainty,
  sex: person.sex,
  ethnicity: person.ethnicity,
  ethnicityStatedBy: person.ethnicityStatedBy,
  disability: person.disability,
  language: person.language === "not-asked" ? "" : person.language,
  interpreter: person.interpreter,
  readingHelp: person.readingHelp,
});
