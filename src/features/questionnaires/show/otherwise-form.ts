import { z } from "zod";
import type { Result } from "../../../domain/result.ts";
import { choice, type FormProblem, parseForm, text, version } from "../../../forms/form.ts";
import { OTHERWISE } from "../assessment/assessment.ts";

export const HOW_IT_WAS = { "as-fixed": "As it says above", ...OTHERWISE } as const;

const otherwise = z.object({
  version,
  how: choice(HOW_IT_WAS, "Select how it was answered"),
  why: text("How you know", 300),
});

export type OtherwiseTyped = { version: number; how: keyof typeof HOW_IT_WAS; why: string };

/** Reads that a form was answered about, by or on something else than was fixed at enrolment, or was not after all. */
export const parseOtherwise = (data: FormData): Result<OtherwiseTyped, FormProblem> => parseForm(otherwise, data);
