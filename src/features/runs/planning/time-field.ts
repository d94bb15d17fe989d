import { z } from "zod";

/** Reads "9.30am", "09:30", "7 pm" or "19.00" as HH:MM on the 24-hour clock; null when it is no time of day. */
export function readTime(typed: string): string | null {
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m)?$/.exec(typed.trim().toLowerCase());
  if (!parts) return null;
  const [, hours = "", minutes = "00", half] = parts;
  if (!half && parts[2] === undefined) return null;
  const hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return null;
  const on24 = half ? (hour % 12) + (half === "pm" ? 12 : 0) : hour;
  if (on24 > 23 || Number(minutes) > 59) return null;
  return `${String(on24).padStart(2, "0")}:${minutes}`;
}

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
