import { z } from "zod";
import { readTime } from "../../../forms/read-time.ts";

/** A required time of day, kept as HH:MM. */
export const time = (label: string) =>
  z
    .string({ error: `Enter ${label.toLowerCase()}` })
    .min(1, `Enter ${label.toLowerCase()}`)
    .transform((typed, context) => {
      const read = readTime(typed);
      if (read !== null) return read;
      context.addIssue({ code: "custom", message: `${label} must be a time, like 9:30am or 13:00` });
      return z.NEVER;
    });

/** A whole number typed as text, within its limits. */
export const count = (label: string, least: number, most: number) =>
  z
    .string({ error: `Enter ${label.toLowerCase()}` })
    .trim()
    .min(1, `Enter ${label.toLowerCase()}`)
    .regex(/^\d{1,6}$/, `${label} must be a whole number, like ${Math.max(1, least)}`)
    .transform(Number)
    .pipe(z.number().min(least, `${label} must be ${least} or more`).max(most, `${label} must be ${most} or fewer`));
