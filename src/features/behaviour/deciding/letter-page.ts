import { checkboxes } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { behaviourPaths } from "../paths.ts";
import type { Letter } from "./letter.ts";
import { linesOf, without } from "./letter-parts.ts";

type Shown = {
  letter: Letter;
  checkId: string;
  /** The lines left out; null where it is not ready to be printed yet. */
  leftOut: readonly string[] | null;
};

/** The letter of a decision as it was kept: to look over and leave lines out of, then as it is printed. */
export const letterPage = ({ letter, checkId, leftOut }: Shown, form: FormProblem = BLANK) => ({
  title: "About support for you and your family",
  layout: "@layouts/print",
  frame: { organisation: letter.from },
  errors: form.errors,
  backHref: behaviourPaths.showCheck(checkId),
  letter: without(letter, leftOut ?? []),
  lines: leftOut === null ? checkboxes("leaveOut", linesOf(letter), form) : null,
});
