import { ROLES } from "../../../domain/actor.ts";
import { errorList, field } from "../../../forms/field.ts";
import { BLANK, type FormProblem, problem } from "../../../forms/form.ts";
import type { Carried, KeptForm } from "../../../forms/kept-form.ts";
import { waitWords } from "../person/throttle.ts";

export const secondFactorStepPage = (carried: Carried, form: FormProblem = BLANK) => ({
  title: "Enter your code",
  errors: errorList(form),
  carried,
  code: { ...field("code", form), value: "" },
});

/** The form that waited: its fields again, and one button that sends them to where they were going. */
export const signedInAgainPage = ({ to, fields }: KeptForm) => ({
  title: "You are signed in again",
  action: to,
  fields,
});

/** Too many tries: the e-mail address stays, and how long to wait is said. */
export const mustWait = (email: string, seconds: number): FormProblem =>
  problem({ email }, "email", `Too many tries. Wait ${waitWords(seconds)}, then try again`);

export const roleName = (role: string): string =>
  Object.hasOwn(ROLES, role) ? ROLES[role as keyof typeof ROLES] : "No role yet";

/** The code can't be looked at: the installation has another secret than when the second factor was set up. */
export const sealedByAnotherPage = () => ({ title: "Kinstep can’t check your code just now" });
