import type { Actor } from "./actor.ts";

export type AuditVerb =
  | "read"
  | "write"
  | "search"
  | "export"
  | "print"
  | "sign-in-attempted"
  | "sign-in"
  | "sign-in-failed"
  | "sign-out"
  | "second-factor"
  | "refused"
  | "command";

/** The part of an actor that the trail keeps. */
export type Acting = Pick<Actor, "userId"> & { role: string; organisationId: string | null };

/** Counts, times, where something came from: never anything that a record says. */
export type Facts = Readonly<Record<string, string | number>>;

/**
 * One line of the trail. `fields` names what changed with its new value: the value is hashed with the
 * installation's key before it is stored, never kept. `familyId` ties it to a household, so that "who looked at
 * this child" is one look-up; `shown` lists the families on a list page.
 */
export type AuditEntry = {
  by: Acting;
  verb: AuditVerb;
  subject: { kind: string; id: string };
  familyId: string | null;
  shown: readonly string[] | null;
  fields: Readonly<Record<string, unknown>>;
  /** Plain facts about the act itself, kept as they are. */
  facts?: Facts;
  requestId: string;
};

type About = { familyId?: string | null; shown?: readonly string[]; requestId?: string };

const entry =
  (verb: AuditVerb) =>
  (by: Acting, kind: string, id: string, fields: Record<string, unknown> = {}, about: About = {}): AuditEntry => ({
    by,
    verb,
    subject: { kind, id },
    familyId: about.familyId ?? null,
    shown: about.shown ?? null,
    fields,
    requestId: about.requestId ?? "",
  });

export const wrote = entry("write");
export const exported = entry("export");

/** Somebody looked at one record. */
export const looked = (by: Acting, kind: string, id: string, familyId: string | null = null): AuditEntry =>
  entry("read")(by, kind, id, {}, { familyId });

/** Somebody was shown a list: the trail keeps which families stood on it. */
export const listed = (by: Acting, kind: string, familyIds: readonly string[]): AuditEntry =>
  entry("read")(by, kind, "list", {}, { shown: familyIds });

export const searched = (by: Acting, kind: string, searchId: string, familyIds: readonly string[]): AuditEntry =>
  entry("search")(by, kind, searchId, {}, { shown: familyIds });

export const auditEntry = (verb: AuditVerb, by: Acting, kind: string, id: string): AuditEntry =>
  entry(verb)(by, kind, id);
