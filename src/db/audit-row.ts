import type { Clock } from "../deps.ts";
import type { AuditEntry } from "../domain/audit-entry.ts";
import { instantText } from "../domain/calendar.ts";

export const INSERT_AUDIT =
  "insert into audit (id, at, actor_id, role, organisation_id, verb, subject_kind, subject_id, family_id, shown, fields, facts, request_id) " +
  "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

export type AuditRow = (string | null)[];

const encoder = new TextEncoder();
const HMAC = { name: "HMAC", hash: "SHA-256" };

/** Makes the function that turns an audit entry into the values of `INSERT_AUDIT`, with each field's value as a keyed hash (HMAC-SHA-256). */
export function auditRows(
  auditKey: string,
  clock: Clock,
  newId: () => string,
): (entry: AuditEntry) => AuditRow | Promise<AuditRow> {
  // The key is kept and not its promise: on Workers one request may not wait for what another began.
  let key: CryptoKey | undefined;
  const hash = async (value: unknown): Promise<string> => {
    key ??= await crypto.subtle.importKey("raw", encoder.encode(auditKey), HMAC, false, ["sign"]);
    const signed = await crypto.subtle.sign("HMAC", key, encoder.encode(JSON.stringify(value ?? null)));
    return Array.from(new Uint8Array(signed).subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  const row = (entry: AuditEntry, fields: string): AuditRow => [
    newId(),
    instantText(clock.now()),
    entry.by.userId,
    entry.by.role,
    entry.by.organisationId,
    entry.verb,
    entry.subject.kind,
    entry.subject.id,
    entry.familyId,
    entry.shown === null ? null : JSON.stringify(entry.shown),
    fields,
    entry.facts === undefined ? null : JSON.stringify(entry.facts),
    entry.requestId,
  ];
  return (entry) => {
    const names = Object.keys(entry.fields);
    if (names.length === 0) return row(entry, "{}");
    return Promise.all(names.map(async (name) => [name, await hash(entry.fields[name])] as const)).then((pairs) =>
      row(entry, JSON.stringify(Object.fromEntries(pairs))),
    );
  };
}
