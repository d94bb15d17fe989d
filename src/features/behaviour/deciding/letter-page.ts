import { behaviourPaths } from "../paths.ts";
import type { Letter } from "./letter.ts";

/** The letter of a decision for printing, exactly as it was kept. */
export const letterPage = (letter: Letter, checkId: string) => ({
  title: "About support for you and your family",
  layout: "@layouts/print",
  frame: { organisation: letter.from },
  backHref: behaviourPaths.showCheck(checkId),
  letter,
});
