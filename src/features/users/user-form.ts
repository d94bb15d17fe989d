import { z } from "zod";
import { ROLES } from "../../domain/actor.ts";
import { choice, parseForm, text } from "../../forms/form.ts";

const role = choice(ROLES, "Select a role");

const invitation = z.object({
  name: text("Name", 100),
  email: z
    .string({ error: "Enter an email address" })
    .trim()
    .min(1, "Enter an email address")
    .max(254, "Email address must be 254 characters or fewer")
    .transform((email) => email.toLowerCase())
    .pipe(z.email("Email address must be like name@example.org")),
  role,
});

export const parseInvitation = (data: FormData) => parseForm(invitation, data);
export const parseRole = (data: FormData) => parseForm(z.object({ role }), data);
