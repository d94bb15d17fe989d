import { type Actor, ROLES } from "../../../domain/actor.ts";
import { longInstant } from "../../../domain/calendar.ts";
import { errorList, field } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { accountPaths } from "../paths.ts";
import { browserName } from "../person/browser-name.ts";
import { MINIMUM_LENGTH } from "../person/password.ts";
import type { Person } from "../person/person.ts";
import type { OwnSession } from "../person/session-queries.ts";

const change = (href: string, what: string, text = "Change") => ({
  actions: { items: [{ href, text, visuallyHiddenText: what }] },
});

const BACK = [{ text: "Your account", href: accountPaths.account }];

export const accountPage = (person: Person, actor: Actor) => ({
  title: "Your account",
  notices: {
    renamed: "Your name is changed",
    "password-changed": "Your password is changed. You are signed out on your other devices",
    "others-ended": "You are signed out on your other devices",
  },
  rows: [
    { key: { text: "Name" }, value: { text: person.name }, ...change(accountPaths.name, "name") },
    { key: { text: "Email address" }, value: { text: person.email } },
    {
      key: { text: "Roles" },
      value: { lines: person.memberships.map((one) => `${ROLES[one.role]}, ${one.organisationName}`) },
      ...(person.memberships.length > 1 ? change(accountPaths.chooseRole, "role") : {}),
    },
    { key: { text: "Acting now as" }, value: { text: `${ROLES[actor.role]}, ${actor.organisationName}` } },
    { key: { text: "Password" }, value: { text: "Set" }, ...change(accountPaths.password, "password") },
    {
      key: { text: "Second factor" },
      value: { text: person.hasSecondFactor ? "On: an authenticator app" : "Off: this is a demonstration account" },
      ...change(accountPaths.secondFactor, "second factor", person.hasSecondFactor ? "Change" : "Set up"),
    },
    {
      key: { text: "Sign-ins" },
      value: { text: "Where you are signed in now" },
      ...change(accountPaths.signIns, "your sign-ins", "See"),
    },
    {
      key: { text: "Leave" },
      value: { text: "When you are away, and who covers" },
      ...change("/leave", "your leave", "See"),
    },
  ],
});

export const namePage = (name: string, form: FormProblem = { values: { name }, errors: [] }) => ({
  title: "Change your name",
  breadcrumbs: [...BACK, { text: "Name" }],
  errors: errorList(form),
  name: field("name", form),
});

const emptied = (name: string, form: FormProblem) => ({ ...field(name, form), value: "" });

export const passwordPage = (form: FormProblem = BLANK) => ({
  title: "Change your password",
  breadcrumbs: [...BACK, { text: "Password" }],
  errors: errorList(form),
  minimum: MINIMUM_LENGTH,
  currentPassword: emptied("current_password", form),
  newPassword: emptied("new_password", form),
});

export const signInsPage = (sessions: readonly OwnSession[], current: string) => ({
  title: "Your sign-ins",
  breadcrumbs: [...BACK, { text: "Sign-ins" }],
  head: [{ text: "Browser" }, { text: "Where from" }, { text: "Signed in" }, { text: "Last used" }],
  rows: sessions.map((session) => [
    { text: `${browserName(session.userAgent)}${session.id === current ? " (this one)" : ""}` },
    { text: session.address ?? "Not known" },
    { text: longInstant(session.beganAt) },
    { text: longInstant(session.lastAt) },
  ]),
  hasOthers: sessions.some(({ id }) => id !== current),
});
