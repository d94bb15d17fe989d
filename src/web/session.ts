import { getSignedCookie } from "hono/cookie";
import type { Temporal } from "temporal-polyfill";
import type { Config } from "../config.ts";
import { prepared } from "../db/prepared.ts";
import type { Deps } from "../deps.ts";
import { dayOf, instantText } from "../domain/calendar.ts";
import { ABSOLUTE_HOURS, IDLE_MINUTES, sessionCookie } from "../domain/session-times.ts";
import type { AppContext } from "./factory.ts";
import type { SessionState } from "./session-state.ts";

const sessionRow = prepared((db, { token, today }: { token: string; today: string }) =>
  db
    .selectFrom("auth_session as s")
    .innerJoin("user as u", "u.id", "s.user_id")
    .leftJoin("membership as m", (join) =>
      join
        .onRef("m.id", "=", "s.membership_id")
        .on((eb) => eb.or([eb("m.to_on", "is", null), eb("m.to_on", ">", today)])),
    )
    .leftJoin("organisation as o", "o.id", "m.organisation_id")
    .where("s.token", "=", token)
    .select(({ exists, selectFrom }) => [
      exists(
        selectFrom("membership as other")
          .whereRef("other.user_id", "=", "u.id")
          .where("other.to_on", "is", null)
          .whereRef("other.id", "!=", "s.membership_id")
          .select("other.id"),
      ).as("has_other_role"),
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
    ]),
);

const HOUR = 3_600_000;
const MINUTE = 60_000;

/**
 * Who this request comes from. A session ends 30 minutes after its last request, 10 hours after it began, or at once
 * when its user is disabled (docs/rules/people-and-words.md; docs/rules/sign-in.md). Each request within the time moves the idle end on.
 */
export async function readSession(c: AppContext): Promise<SessionState> {
  const { deps, now } = c.var;
  const token = await sessionToken(c);
  if (!token) return { kind: "none" };
  const [row] = await sessionRow(deps.db, { token, today: dayOf(now) });
  const text = instantText(now);
  if (!row || row.disabled_at !== null || row.expires_at <= text) return { kind: "none" };
  const at = now.epochMilliseconds;
  const ends = Date.parse(row.created_at) + ABSOLUTE_HOURS * HOUR;
  if (at >= ends) return { kind: "none" };
  if (at - MINUTE > Date.parse(row.updated_at)) await moveIdleEnd(deps, row.session_id, now, ends);
  const who = { userId: row.user_id, sessionId: row.session_id, name: row.name };
  const isDemonstration = deps.config.demonstration && row.demonstration === 1;
  if (!row.two_factor_enabled && !isDemonstration) return { kind: "needs-second-factor", ...who };
  if (!row.membership_id || !row.role || !row.organisation_id || !row.organisation_name || !row.organisation_kind)
    return { kind: "needs-role", ...who };
  return {
    kind: "acting",
    hasOtherRole: Boolean(row.has_other_role),
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

/** Cookie headers that a token of ours was found in, so that one is read and its signature checked once and not with every request. */
const known = new WeakMap<Config, Map<string, string>>();
const MOST_KNOWN = 2000;
const LONGEST_KNOWN = 1000;

function knownTo(config: Config): Map<string, string> {
  const tokens = known.get(config) ?? new Map<string, string>();
  if (tokens.size >= MOST_KNOWN) tokens.clear();
  known.set(config, tokens);
  return tokens;
}

/** The token that the request's cookie carries, if the cookie is really ours. */
export async function sessionToken(c: AppContext): Promise<string | undefined> {
  const { config } = c.var.deps;
  const header = c.req.header("Cookie");
  if (!header) return undefined;
  const tokens = knownTo(config);
  const found = tokens.get(header);
  if (found) return found;
  const token = await getSignedCookie(c, config.secret, sessionCookie(config.origin));
  if (!token) return undefined;
  if (header.length <= LONGEST_KNOWN) tokens.set(header, token);
  return token;
}

async function moveIdleEnd(deps: Deps, sessionId: string, now: Temporal.Instant, ends: number) {
  const expires = new Date(Math.min(now.epochMilliseconds + IDLE_MINUTES * MINUTE, ends)).toISOString();
  await deps.db
    .updateTable("auth_session")
    .set({ updated_at: instantText(now), expires_at: expires })
    .where("id", "=", sessionId)
    .execute();
}
