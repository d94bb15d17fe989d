import { longDay } from "../../../domain/calendar.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { type Assessment, MODES_SAID } from "../assessment/assessment.ts";
import type { PackFilledIn } from "./pack-filled-queries.ts";

/**
 * When and how a pack was filled in, said once and taken over: a line that opens where this form is another. Null where it is asked
 * as ever: of the first form of a pack, of a correction, and where something is wrong with it.
 */
export function takenOver(
  a: Pick<Assessment, "state">,
  pack: PackFilledIn | undefined,
  form: FormProblem,
  modes: Readonly<Record<string, string>>,
): { said: string } | null {
  const isWrong = form.errors.some(({ field }) => field === "completedOn" || field === "mode");
  if (!pack || a.state === "done" || isWrong || !Object.hasOwn(modes, pack.mode)) return null;
  return {
    said: `Filled in on ${longDay(pack.completedOn)}, ${(MODES_SAID[pack.mode] ?? pack.mode).toLowerCase()}, as the rest of this pack`,
  };
}
