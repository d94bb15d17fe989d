import { z } from "zod";
import type { Day } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { choice, day, type FormProblem, parseForm, problem, text, typedValues, version } from "../../../forms/form.ts";
import { choiceOr } from "../family/choice-or.ts";
import type { Arrangement, Family } from "../family/family.ts";
import {
  ARRANGEMENT_ENDINGS,
  ARRANGEMENT_KINDS,
  PARENTAL_RESPONSIBILITIES,
  RELATIONSHIPS,
} from "../family/family-words.ts";

export type ArrangementTerms = Pick<Arrangement, "kind" | "relationship" | "fromOn" | "parentalResponsibility">;
export type ArrangementDetails = ArrangementTerms & Pick<Arrangement, "carerId" | "childId">;

const dayUpTo = (label: string, today: Day) =>
  day(label, { from: "1950-01-01", to: today, outside: `${label} must be today or earlier` });

const terms = (today: Day) => ({
  kind: choice(ARRANGEMENT_KINDS, "Select the kind of care arrangement"),
  relationship: choice(RELATIONSHIPS, "Select what the carer is to the child"),
  fromOn: dayUpTo("The date it began", today),
  parentalResponsibility: choiceOr(PARENTAL_RESPONSIBILITIES, "not-known"),
});

/** Reads the arrangement's own facts, without who it is between: for a new family. */
export const parseTerms = (data: FormData, today: Day): Result<ArrangementTerms, FormProblem> =>
  parseForm(z.object(terms(today)), data);

const wrongPeople = (family: Family, typed: { carerId: string; childId: string }): [string, string] | null => {
  if (!family.carers.some((carer) => carer.id === typed.carerId)) return ["carerId", "Select a carer of this family"];
  if (!family.children.some((child) => child.id === typed.childId)) return ["childId", "Select a child of this family"];
  return null;
};

/** Reads a whole arrangement between a carer and a child of this family. Episodes may overlap (X4). `endedOn`: of one that has ended. */
export function parseArrangement(
  data: FormData,
  family: Family,
  today: Day,
  endedOn: Day | null = null,
): Result<{ details: ArrangementDetails; version: number }, FormProblem> {
  const schema = z.object({
    version: version.default(0),
    carerId: text("The carer", 64),
    childId: text("The child", 64),
    ...terms(today),
  });
  const read = parseForm(schema, data);
  if (!read.ok) return read;
  const wrong = wrongPeople(family, read.value);
  if (wrong) return err(problem(typedValues(data), ...wrong));
  if (endedOn !== null && read.value.fromOn > endedOn)
    return err(problem(typedValues(data), "fromOn", "The date it began must not be after it ended"));
  const { version: typedVersion, ...details } = read.value;
  return ok({ version: typedVersion, details });
}

export type Ending = { toOn: Day; endedHow: keyof typeof ARRANGEMENT_ENDINGS; version: number };

/** Reads how and when an arrangement ended: not before it began. */
export function parseEnding(data: FormData, arrangement: Arrangement, today: Day): Result<Ending, FormProblem> {
  const schema = z.object({
    version,
    toOn: day("The date it ended", {
      from: arrangement.fromOn,
      to: today,
      outside: "The date it ended must be today or earlier, and not before it began",
    }),
    endedHow: choice(ARRANGEMENT_ENDINGS, "Select how it ended"),
  });
  return parseForm(schema, data);
}

export const arrangementValues = (arrangement: ArrangementDetails): Record<string, string> => ({
  carerId: arrangement.carerId,
  childId: arrangement.childId,
  kind: arrangement.kind,
  relationship: arrangement.relationship,
  fromOn: arrangement.fromOn,
  parentalResponsibility: arrangement.parentalResponsibility,
});
