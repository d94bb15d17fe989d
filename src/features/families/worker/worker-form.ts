import { z } from "zod";
import { choice, optionalLongText, parseForm, version } from "../../../forms/form.ts";
import type { Colleague } from "./worker.ts";

export const LONGEST_NOTE = 1000;

/** To whom a family may be handed, by their id. */
export const namesOf = (colleagues: readonly Colleague[]): Record<string, string> =>
  Object.fromEntries(colleagues.map(({ userId, name }) => [userId, name]));

export const parseHandOver = (data: FormData, colleagues: readonly Colleague[]) =>
  parseForm(
    z.object({
      version,
      to: choice(namesOf(colleagues), "Select who works with this family from now on"),
      note: optionalLongText("Note", LONGEST_NOTE),
    }),
    data,
  );
