import { z } from "zod";
import type { Day } from "../../../domain/calendar.ts";
import { err, type Result } from "../../../domain/result.ts";
import {
  choice,
  choices,
  day,
  type FormProblem,
  optionalLongText,
  parseForm,
  problem,
  typedValues,
} from "../../../forms/form.ts";
import { ASSESSOR_ROLES, GROUNDS, METHODS, NEEDS, type NeedJudgement } from "../check/need.ts";

export const LONGEST_NOTE = 4000;

const EARLIEST = "2000-01-01";

/** Reads a need assessment of one of a family's carers. A "yes" says on which grounds. */
export function parseNeedAssessment(
  data: FormData,
  carers: Readonly<Record<string, string>>,
  today: Day,
): Result<NeedJudgement, FormProblem> {
  const schema = z.object({
    carerId: choice(carers, "Select the carer"),
    onDay: day("The day", { from: EARLIEST, to: today, outside: "The day must be today or in the past" }),
    need: choice(NEEDS, "Select whether the carer needs therapeutic support"),
    grounds: choices(GROUNDS, "Select grounds from the list"),
    assessorRole: choice(ASSESSOR_ROLES, "Select the role of the person who assessed"),
    method: choice(METHODS, "Select how it was assessed"),
    note: optionalLongText("The note", LONGEST_NOTE),
  });
  const form = parseForm(schema, data);
  if (form.ok && form.value.need === "yes" && form.value.grounds.length === 0)
    return err(problem(typedValues(data), "grounds", "Select the grounds for saying yes"));
  return form;
}
