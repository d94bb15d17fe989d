import { ROLES } from "../../domain/actor.ts";
import type { AuditVerb, Facts } from "../../domain/audit-entry.ts";
import { longInstant } from "../../domain/calendar.ts";

/** One line of the trail as an auditor reads it: who, when, what; never what the record says. */
export type TrailLine = {
  id: string;
  at: string;
  actorId: string;
  actorName: string | null;
  /** Names may be alike, or have been changed since: the address tells two people apart. */
  actorEmail: string | null;
  role: string;
  organisationName: string | null;
  verb: AuditVerb;
  subjectKind: string;
  subjectId: string;
  familyReference: string | null;
  /** How many families stood on the list that was shown. */
  shownCount: number;
  /** Names of the fields that changed: never their values. */
  fields: string[];
  /** What the trail keeps of the act itself: counts, times, where it came from. */
  facts: Facts;
};

export const VERBS: Record<AuditVerb, string> = {
  read: "Looked at",
  write: "Changed",
  search: "Searched",
  export: "Downloaded",
  print: "Printed",
  "sign-in-attempted": "Tried to sign in",
  "sign-in": "Signed in",
  "sign-in-failed": "Failed to sign in",
  "sign-out": "Signed out",
  "second-factor": "Changed second factor",
  refused: "Was refused",
  command: "Ran a command",
};

export type TrailFilter = {
  actorId: string | null;
  verb: AuditVerb | null;
  /** First and last day, in London; either may be open. */
  from: string | null;
  to: string | null;
  subjectId: string | null;
};

export const roleWords = (role: string): string =>
  Object.hasOwn(ROLES, role) ? ROLES[role as keyof typeof ROLES] : "No role";

/** "need-assessment" as "need assessment". */
export const kindWords = (kind: string): string => kind.replaceAll(/[-_]/g, " ");

const WITHOUT_ACCOUNT: Readonly<Record<string, string>> = {
  unknown: "Not known",
  timer: "The timer",
  "command-line": "The command line",
};

const isInstant = (value: string | number): value is string => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(value));

/** What happened, with the names of what changed and the plain facts of it. */
export function whatWords({ verb, fields, facts }: Pick<TrailLine, "verb" | "fields" | "facts">): string {
  const told = Object.entries(facts).map(
    ([name, value]) => `${name} ${isInstant(value) ? longInstant(value) : value.toLocaleString("en-GB")}`,
  );
  const details = [...fields.map(kindWords), ...told].join(", ");
  return details === "" ? VERBS[verb] : `${VERBS[verb]}: ${details}`;
}

/** Who it was: a name with its address, or in words what has no account. */
export const whoWords = ({
  actorName,
  actorEmail,
  actorId,
}: Pick<TrailLine, "actorName" | "actorEmail" | "actorId">) =>
  actorName === null
    ? (WITHOUT_ACCOUNT[actorId] ?? actorId)
    : personWords({ name: actorName, email: actorEmail ?? "" });

export const personWords = ({ name, email }: { name: string; email: string }): string => `${name}, ${email}`;
