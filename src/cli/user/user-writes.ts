import { auditRows, INSERT_AUDIT } from "../../db/audit-row.ts";
import type { Deps, Write } from "../../deps.ts";
import type { Role } from "../../domain/actor.ts";
import { type AuditEntry, auditEntry } from "../../domain/audit-entry.ts";
import { instantText, longInstant } from "../../domain/calendar.ts";
import { accountPaths, INVITATION_DAYS, insertInvitation, tokenHash } from "../../features/accounts/index.ts";

export type NewUser = {
  email: string;
  name: string;
  organisation: string;
  role: Role;
  kind: "team" | "provider" | null;
  telephone: string;
};

type Described = { audit: AuditEntry; writes: Write[]; link: string; until: string };

const COMMAND_LINE = "command-line";

const findOrganisation = (deps: Deps, name: string) =>
  deps.db.selectFrom("organisation").where("name", "=", name).select("id").executeTakeFirst();

function insertOrganisation(deps: Deps, id: string, user: NewUser): Write {
  return deps.db.insertInto("organisation").values({
    id,
    kind: user.kind!,
    name: user.organisation,
    short_name: user.organisation,
    telephone: user.telephone,
    email: user.email,
    data_contact: user.email,
    created_at: instantText(deps.clock.now()),
    created_by: COMMAND_LINE,
  });
}

const takeBackEarlier = (deps: Deps, organisationId: string, user: NewUser): Write =>
  deps.db
    .updateTable("invitation")
    .set({ revoked_at: instantText(deps.clock.now()) })
    .where("organisation_id", "=", organisationId)
    .where("email", "=", user.email)
    .where("role", "=", user.role)
    .where("for_user_id", "is", null)
    .where("used_at", "is", null)
    .where("revoked_at", "is", null);

/** Everything that inviting from the command line writes, and the link; or why it can't be. `isNew`: nothing is looked up. */
export async function describeUser(deps: Deps, user: NewUser, isNew: boolean): Promise<Described | string> {
  const now = deps.clock.now();
  const there = isNew ? undefined : await findOrganisation(deps, user.organisation);
  if (!there && user.kind === null)
    return `There is no organisation called "${user.organisation}". To make it, add --kind team or --kind provider, and --telephone.`;
  const organisationId = there?.id ?? deps.newId();
  const invitationId = deps.newId();
  const token = deps.newToken();
  const by = { userId: COMMAND_LINE, role: "none", organisationId };
  const { email, name, role } = user;
  const made = { id: invitationId, email, name, role, organisationId, now, by: COMMAND_LINE };
  return {
    audit: { ...auditEntry("command", by, "invitation", invitationId), fields: { email, role } },
    writes: [
      ...(there ? [takeBackEarlier(deps, organisationId, user)] : [insertOrganisation(deps, organisationId, user)]),
      ...insertInvitation(deps.db, { ...made, tokenHash: await tokenHash(token) }),
    ],
    link: `${deps.config.origin}${accountPaths.invitation(token)}`,
    until: longInstant(instantText(now.add({ hours: INVITATION_DAYS * 24 }))),
  };
}

const literal = (value: unknown): string => {
  if (value === null) return "null";
  return typeof value === "number" ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
};

/** Our statements hold no "?" (on SQLite "+?") but for values, so they can be filled in from left to right. */
const filled = (sql: string, values: readonly unknown[]): string => {
  const parts = sql.split(/\+?\?/);
  return `${parts.map((part, n) => part + (n < parts.length - 1 ? literal(values[n]) : "")).join("")};`;
};

/** The same as a commit would write, as text for `wrangler d1 execute`. */
export async function sqlOf(deps: Deps, audit: AuditEntry, writes: readonly Write[]): Promise<string> {
  const row = await auditRows(deps.config.auditKey, deps.clock, deps.newId)(audit);
  const rest = writes.map((write) => write.compile()).map(({ sql, parameters }) => filled(sql, parameters));
  return `${[filled(INSERT_AUDIT, row), ...rest].join("\n")}\n`;
}
