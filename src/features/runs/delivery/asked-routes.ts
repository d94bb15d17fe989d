import { type AuditEntry, listed } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import type { AppContext } from "../../../web/factory.ts";
import type { Run } from "./run.ts";
import { findRun } from "./run-queries.ts";
import type { Session } from "./session.ts";
import { findSession } from "./session-queries.ts";

type Asked = { id: string };

/** The run that an address names, of those that whoever asks sees. */
export const askedRun = (c: AppContext, { id }: Asked) => findRun(c.var.deps.db, c.var.actor, id);

export type SessionOfRun = { session: Session; run: Run };

/** The session that an address names, with its run. */
export async function askedSession(c: AppContext, { id }: Asked): Promise<SessionOfRun | undefined> {
  const { deps, actor, now } = c.var;
  const session = await findSession(deps.db, actor, id, dayOf(now));
  const run = session && (await askedRun(c, { id: session.runId }));
  return session && run && { session, run };
}

type OfFamily = { familyId: string };

/** What the trail keeps of a page about a run: whose families stood on it. */
export const lookAtRun = (c: AppContext, run: Run, people: readonly OfFamily[] = []): AuditEntry => ({
  ...listed(c.var.actor, "run", families(people)),
  subject: { kind: "run", id: run.id },
});

/** What the trail keeps of a page about one session of it. */
export const lookAtSession = (
  c: AppContext,
  { session }: SessionOfRun,
  people: readonly OfFamily[] = [],
): AuditEntry => ({
  ...listed(c.var.actor, "register", families(people)),
  subject: { kind: "register", id: session.id },
});

const families = (people: readonly OfFamily[]) => [...new Set(people.map(({ familyId }) => familyId))];
