import { getSignedCookie } from "hono/cookie";
import type { Write } from "../../../deps.ts";
import { auditEntry } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { type Carried, readKept } from "../../../forms/kept-form.ts";
import { type AppContext, page } from "../../../web/factory.ts";
import { type Owner, ownershipOf } from "../../../web/form-key.ts";
import { sessionToken } from "../../../web/session.ts";
import { accountPaths } from "../paths.ts";
import { acting, membershipAtSignIn, needsSecondFactor, type Person } from "../person/person.ts";
import { dropSession, findEarlierSession, keepSignIn } from "../person/session-queries.ts";
import type { Trying } from "../person/throttle.ts";
import { forgetAttempts } from "../person/throttle-queries.ts";
import { holderOf } from "./leaving-routes.ts";
import { chooseRolePage } from "./role-page.ts";
import { signedInAgainPage } from "./sign-in-page.ts";

/** The session that this browser had before, when it was the same person's. */
async function earlierSession(c: AppContext, person: Person) {
  const token = await sessionToken(c);
  return token ? findEarlierSession(c.var.deps.db, person.userId, token) : undefined;
}

type Begun = { person: Person; token: string; cookies: string[]; at: Trying; alongside?: Write[] };

/**
 * Commits a sign-in's outcome and goes on: to the second factor that is missing, the role to choose, the form that
 * waits, or the page asked for. When the commit fails the new session is taken away and nobody is signed in.
 */
export async function conclude(c: AppContext, begun: Begun, carried: Carried): Promise<Response> {
  const { deps, now, requestId } = c.var;
  const { person, token } = begun;
  const earlier = await earlierSession(c, person);
  const membershipId = membershipAtSignIn(person.memberships, earlier?.membershipId ?? null);
  const replaces = earlier?.id ?? (c.var.session.kind === "none" ? null : holderOf(c).sessionId);
  const kept = { token, membershipId, at: instantText(now), replaces };
  try {
    await deps.commit({ ...auditEntry("sign-in", acting(person), "user", person.userId), requestId }, [
      ...(begun.alongside ?? []),
      ...keepSignIn(deps.db, person.userId, kept),
      ...forgetAttempts(deps.db, begun.at, now),
    ]);
  } catch (error) {
    await dropSession(deps.db, token).catch(() => {});
    throw error;
  }
  for (const cookie of begun.cookies) c.header("Set-Cookie", cookie, { append: true });
  if (needsSecondFactor(person, deps.config.demonstration)) return c.redirect(accountPaths.secondFactor, 303);
  if (membershipId === null) return toChooseRole(c, person, carried);
  const { role, organisationId } = person.memberships.find(({ id }) => id === membershipId)!;
  return goOn(c, carried, { userId: person.userId, role, organisationId });
}

function toChooseRole(c: AppContext, person: Person, carried: Carried) {
  if (carried.kept) return page(c, "@accounts/choose-role", chooseRolePage(person.memberships, null, carried));
  return c.redirect(
    carried.to ? `${accountPaths.chooseRole}?to=${encodeURIComponent(carried.to)}` : accountPaths.chooseRole,
    303,
  );
}

/**
 * To where somebody was before they had to sign in. A form that waited is shown for them to send, never sent by
 * itself, and to nobody but whom it was made for: the same person, in the same role, for the same organisation (E29).
 */
export function goOn(c: AppContext, carried: Carried, owner: Owner): Response {
  const kept = readKept(carried.kept);
  const isOwn = kept !== null && ownershipOf(kept.madeFor, owner) === "own";
  if (kept && !isOwn) return page(c, "@accounts/not-yours", { title: "You are signed in" }) as Response;
  if (kept) return page(c, "@accounts/signed-in-again", signedInAgainPage(kept)) as Response;
  return c.redirect(carried.to || "/", 303);
}

/** The name of the challenge that the first step left in a signed cookie. */
export async function challengeOf(c: AppContext): Promise<string | undefined> {
  const { config } = c.var.deps;
  const prefix = config.origin.startsWith("https:") ? "__Secure-" : "";
  return (await getSignedCookie(c, config.secret, `${prefix}kinstep.two_factor`)) || undefined;
}

export const today = (c: AppContext): string => dayOf(c.var.now);

/** A posted form, or an empty one where what was posted is none. */
export const posted = (c: AppContext): Promise<FormData> => c.req.formData().catch(() => new FormData());
