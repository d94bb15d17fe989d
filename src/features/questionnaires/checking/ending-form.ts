import { z } from "zod";
import { choice, optionalLongText, parseForm } from "../../../forms/form.ts";
import { WHY_NOT_AGAIN } from "../doubts/second-keying.ts";

export const LONGEST_WHY_NOT = 500;

const shape = z
  .object({
    reason: choice(WHY_NOT_AGAIN, "Select why it can’t be done"),
    note: optionalLongText("What is in the way", LONGEST_WHY_NOT),
  })
  .refine(({ reason, note }) => reason !== "other" || note !== null, {
    path: ["note"],
    error: "Enter what is in the way",
  });

/** Why a drawn form is not keyed again: one of the list, and in words where none of it fits. */
export const parseEndingSecondKeying = (data: FormData) => parseForm(shape, data);
