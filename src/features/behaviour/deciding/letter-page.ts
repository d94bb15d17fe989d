import { longInstant } from "../../../domain/calendar.ts";
import { checkboxes } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { behaviourPaths } from "../paths.ts";
import type { Letter } from "./letter.ts";
import { linesOf, without } from "./letter-parts.ts";
import type { EarlierPrinting } from "./printing-queries.ts";

type Shown = {
  id: string;
  letter: Letter;
  checkId: string;
  /** The lines left out; null where it is not ready to be printed yet. */
  leftOut: readonly string[] | null;
  /** Only where it is looked over: a carer is given none of this. */
  earlier?: readonly EarlierPrinting[];
};

const leftSaid = (left: number): string => (left === 0 ? "whole" : `${left} ${left === 1 ? "line" : "lines"} left out`);

const printedSaid = ({ at, byName, left }: EarlierPrinting): string =>
  [`Printed ${longInstant(at)}`, byName && ` by ${byName}`, `, ${leftSaid(left)}`].join("");

/** The letter of a decision as it was kept: to look over and leave lines out of, then as it is printed. */
export const letterPage = ({ id, letter, checkId, leftOut, earlier = [] }: Shown, form: FormProblem = BLANK) => ({
  title: "About support for you and your family",
  layout: "@layouts/print",
  frame: { organisation: letter.from },
  errors: form.errors,
  backHref: behaviourPaths.showCheck(checkId),
  letter: without(letter, leftOut ?? []),
  earlier: earlier.map((one) => ({ text: printedSaid(one), href: behaviourPaths.printedLetter(id, one.id) })),
  lines: leftOut === null ? checkboxes("leaveOut", linesOf(letter), form) : null,
});
