import { getSignedCookie } from "hono/cookie";
import { Temporal } from "temporal-polyfill";
import type { Deps } from "../deps.ts";
import { dayOf, instantText } from "../domain/calendar.ts";
import { ABSOLUTE_HOURS, IDLE_MINUTES, sessionCookie } from "../domain/session-times.ts";
import type { AppContext } from "./factory.ts";
import type { SessionState } from "./session-state.ts";

const sessionRow = (deps: Deps, token: string, today: string) =>
  deps.db
    .selectFrom("auth_session as s")
    .innerJoin("user as u", "u.id", "s.user_id")
    .leftJoin("membership as m", (join) =>
      join
        .onRef("m.id", "=", "s.membership_id")
        .on((eb) => eb.or([eb("m.to_on", "is", null), eb("m.to_on", ">", today)])),
    )
    .leftJoin("organisation as o", "o.id", "m.organisation_id")
    .where("s.token", "=", token)
    .select([
      "s.id as session_id",
      "s.created_at",
      "s.updated_at",
      "s.expires_at",
      "u.id as user_id",
      "u.name",
      "u.email",
      "u.disabled_at",
      "u.two_factor_enabled",
      "u.demonstration",
      "m.id as membership_id",
      "m.role",
      "o.id as organisation_id",
      "o.name as organisation_name",
      "o.kind as organisation_kind",
    ])
    .executeTakeFirst();

/**
 * Who this request comes from. A session ends 30 minutes after its last request, 10 hours after it began, or at once
 * when its user is disabled (product.md roles; domain.md 6.2). Each request within the time moves the idle end on.
 */
export async function readSession(c: AppContext): Promise<SessionState> {
  const { deps, now } = c.var;
  const token = await sessionToken(c);
  if (!token) return { kind: "none" };
  const row = await sessionRow(deps, token, dayOf(now));
  const text = instantText(now);
  if (!row || row.disabled_at !== null || row.expires_at <= text) return { kind: "none" };
  const ends = Temporal.Instant.from(row.created_at).add({ hours: ABSOLUTE_HOURS });
  if (Temporal.Instant.compare(now, ends) >= 0) return { kind: "none" };
  if (instantText(now.subtract({ minutes: 1 })) > row.updated_at) await moveIdleEnd(deps, row.session_id, now, ends);
  const who = { userId: row.user_id, sessionId: row.session_id, name: row.name };
  const isDemonstration = deps.config.demonstration && row.demonstration === 1;
  if (!row.two_factor_enabled && !isDemonstration) return { kind: "needs-second-factor", ...who };
  if (!row.membership_id || !row.role || !row.organisation_id || !row.organisation_name || !row.organisation_kind)
    return { kind: "needs-role", ...who };
  return {
    kind: "acting",
    actor: {
      ...who,
      email: row.email,
      role: row.role,
      organisationId: row.organisation_id,
      organisationName: row.organisation_name,
      organisationKind: row.organisation_kind,
      membershipId: row.membership_id,
    },
  };
}

/** The token that the request's cookie carries, if the cookie is really ours. */
export async function sessionToken(c: AppContext): Promise<string | undefined> {
  const { config } = c.var.deps;
  return (await getSignedCookie(c, config.secret, sessionCookie(config.origin))) || undefined;
}

async function moveIdleEnd(deps: Deps, sessionId: string, now: Temporal.Instant, ends: Temporal.Instant) {
  const idleEnd = now.add({ minutes: IDLE_MINUTES });
  const expires = Temporal.Instant.compare(idleEnd, ends) < 0 ? idleEnd : ends;
  await deps.db
    .updateTable("auth_session")
    .set({ updated_at: instantText(now), expires_at: instantText(expires) })
    .where("id", "=", sessionId)
    .execute();
}
