import { z } from "zod";
import { parseForm, text } from "../../../forms/form.ts";
import { parseCode } from "../sign-in/sign-in-form.ts";

export const parseName = (data: FormData) => parseForm(z.object({ name: text("Your name", 100) }), data);

const secret = (sentence: string) =>
  z.string({ error: sentence }).min(1, sentence).max(1000, "Password must be 1,000 characters or fewer");

const CURRENT = secret("Enter your current password");

export const parsePasswordChange = (data: FormData) =>
  parseForm(z.object({ current_password: CURRENT, new_password: secret("Enter a new password") }), data);

export const parseCurrentPassword = (data: FormData) => parseForm(z.object({ current_password: CURRENT }), data);

export { parseCode };
