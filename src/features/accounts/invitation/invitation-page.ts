import { ROLES } from "../../../domain/actor.ts";
import { errorList, field } from "../../../forms/field.ts";
import { BLANK, type FormProblem, problem } from "../../../forms/form.ts";
import { accountPaths } from "../paths.ts";
import { MINIMUM_LENGTH } from "../person/password.ts";
import type { Invitation } from "./invitation.ts";

const asWhat = ({ role, organisationName }: Invitation) => `${ROLES[role].toLowerCase()} at ${organisationName}`;

/** Somebody new: their name, and a password. */
export const joinPage = (
  invitation: Invitation,
  form: FormProblem = { values: { name: invitation.name }, errors: [] },
) => ({
  title: "Join Kinstep",
  errors: errorList(form),
  email: invitation.email,
  asWhat: asWhat(invitation),
  minimum: MINIMUM_LENGTH,
  name: field("name", form),
  password: { ...field("new_password", form), value: "" },
});

export const newPasswordPage = (invitation: Invitation, form: FormProblem = BLANK) => ({
  title: "Set a new password",
  errors: errorList(form),
  email: invitation.email,
  minimum: MINIMUM_LENGTH,
  password: { ...field("new_password", form), value: "" },
});

/** Somebody who has an account already: they take the role while signed in, so that a link alone gives nobody theirs. */
export const addRolePage = (invitation: Invitation, token: string, isSignedIn: boolean, refusal = "") => ({
  title: "Take on a new role",
  errors: refusal ? errorList(problem({}, "form", refusal)) : [],
  nameHref: refusal ? accountPaths.name : "",
  email: invitation.email,
  asWhat: asWhat(invitation),
  isSignedIn,
  signInHref: `${accountPaths.signIn}?to=${encodeURIComponent(accountPaths.invitation(token))}`,
});

/** To whoever made the link, in the browser where they are signed in. */
export const ownInvitationPage = ({ name, email }: Invitation) => ({
  title: "You made this link, so it is not for you",
  name,
  email,
});

/** One answer for a wrong, used, revoked or expired link. */
export const linkGonePage = () => ({ title: "This link can’t be used" });
