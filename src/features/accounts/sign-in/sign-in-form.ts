import { z } from "zod";
import { parseForm } from "../../../forms/form.ts";

const signIn = z.object({
  email: z
    .string({ error: "Enter your email address" })
    .trim()
    .min(1, "Enter your email address")
    .max(254, "Email address must be 254 characters or fewer")
    .transform((email) => email.toLowerCase()),
  password: z
    .string({ error: "Enter your password" })
    .min(1, "Enter your password")
    .max(1000, "Password must be 1,000 characters or fewer"),
});

export const parseSignIn = (data: FormData) => parseForm(signIn, data);

/** Says nothing of which of the two is wrong, or whether there is such an account (ASVS 6.3.8). */
export const WRONG = "Email address or password is wrong. Check both and try again";

const code = z.object({
  code: z
    .string({ error: "Enter a code" })
    .transform((typed) => typed.toLowerCase().replace(/[\s-]/g, ""))
    .pipe(
      z
        .string()
        .min(1, "Enter a code")
        .regex(/^(\d{6}|[a-z0-9]{10})$/, "Code must be the 6 numbers that your app shows, or one of your backup codes"),
    ),
});

export const parseCode = (data: FormData) => parseForm(code, data);

/** Six numbers come from the app; anything else is a backup code, written as the library keeps it. */
export const isAppCode = (typed: string): boolean => /^\d{6}$/.test(typed);
export const backupCode = (typed: string): string => `${typed.slice(0, 5)}-${typed.slice(5)}`;

export const WRONG_CODE = "Code is wrong. Check that it is the latest one your app shows";
export const USED_CODE = "This code was used already. Wait for your app to show the next one";
