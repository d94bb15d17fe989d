import { z } from "zod";
import { parseForm, text } from "../../../forms/form.ts";

const password = z
  .string({ error: "Enter a password" })
  .min(1, "Enter a password")
  .max(1000, "Password must be 1,000 characters or fewer");

export const parseJoining = (data: FormData) =>
  parseForm(z.object({ name: text("Your name", 100), new_password: password }), data);

export const parseNewPassword = (data: FormData) => parseForm(z.object({ new_password: password }), data);
