import { z } from "zod";
import type { Wording } from "../../../forms/field.ts";

/** One of a list of codes; nothing chosen is `otherwise`, a code of the list that says so ("not known"). */
export const choiceOr = <T extends Wording>(
  codes: T,
  otherwise: keyof T & string,
  error = "Select one of the answers",
) =>
  z
    .enum(["", ...Object.keys(codes)] as ["", ...(keyof T & string)[]], { error })
    .default("")
    .transform((code) => (code === "" ? otherwise : code) as keyof T & string);
