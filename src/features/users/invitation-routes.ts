import { z } from "zod";
import type { Write } from "../../deps.ts";
import type { Role } from "../../domain/actor.ts";
import { looked, wrote } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { problem, typedValues } from "../../forms/form.ts";
import { press } from "../../web/act.ts";
import { can } from "../../web/can.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, params } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { accountPaths, INVITATION_DAYS, insertInvitation, tokenHash } from "../accounts/index.ts";
import { userPaths } from "./paths.ts";
import { hasEnded, isSameMailbox, mayChangeAccount, REFUSALS } from "./user.ts";
import { parseInvitation } from "./user-form.ts";
import { invitePage, linkPage, linksPage, userPage } from "./user-page.ts";
import {
  findOpenInvitation,
  findUser,
  listInvitations,
  replaceInvitations,
  replacePasswordLinks,
  revokeInvitation,
} from "./user-queries.ts";

export const invitationsOfUsers = factory.createApp();

const one = params(z.object({ id }));

invitationsOfUsers.get(
  "/invitations/new",
  reading(
    "user:manage",
    {},
    () => ({}),
    "nothing-personal",
    (c) => page(c, "@users/invite", invitePage(c.var.actor)),
  ),
);

invitationsOfUsers.get(
  "/invitations",
  reading(
    "user:manage",
    {},
    (c) => listInvitations(c.var.deps.db, c.var.actor, instantText(c.var.now)),
    (c) => looked(c.var.actor, "users", "links"),
    (c, invitations) => page(c, "@users/links", linksPage(invitations)),
  ),
);

const refused = (decision: ReturnType<typeof mayChangeAccount>) =>
  problem({}, "form", REFUSALS[decision.ok ? "already" : decision.error]);

type For = { email: string; name: string; role: Role; forUserId?: string };

/** Commits a one-time link and shows it, this once. What it replaces stops working in the same commit. */
async function handOver(c: AppContext, who: For, replaced: readonly Write[]): Promise<Response> {
  const { deps, actor, now, requestId } = c.var;
  const token = deps.newToken();
  const invitationId = deps.newId();
  const hash = await tokenHash(token);
  const made = {
    ...who,
    id: invitationId,
    organisationId: actor.organisationId,
    tokenHash: hash,
    now,
    by: actor.userId,
  };
  const about = { email: who.email, role: who.role, forUserId: who.forUserId ?? null };
  await deps.commit({ ...wrote(actor, "invitation", invitationId, about), requestId }, [
    ...replaced,
    ...insertInvitation(deps.db, made),
  ]);
  const shown = {
    link: `${deps.config.origin}${accountPaths.invitation(token)}`,
    name: who.name,
    until: instantText(now.add({ hours: INVITATION_DAYS * 24 })),
    isNewPassword: who.forUserId !== undefined,
  };
  return page(c, "@users/link", linkPage(shown)) as Response;
}

invitationsOfUsers.post("/invitations/new", can("user:manage"), async (c) => {
  const { deps, actor, now } = c.var;
  const data = await c.req.formData();
  const form = parseInvitation(data);
  if (!form.ok) return page(c, "@users/invite", invitePage(actor, form.error), 422);
  if (isSameMailbox(form.value.email, actor.email)) {
    const own = problem(typedValues(data), "email", REFUSALS["own-roles"]);
    return page(c, "@users/invite", invitePage(actor, own), 422);
  }
  return handOver(c, form.value, replaceInvitations(deps.db, actor, form.value, instantText(now)));
});

invitationsOfUsers.post("/:id/new-password", can("user:manage"), one, async (c) => {
  const { deps, actor, now } = c.var;
  const day = dayOf(now);
  const user = await findUser(deps.db, actor, c.req.valid("param").id);
  if (!user) return c.notFound();
  const decision = mayChangeAccount(user, actor.userId);
  const held = user.roles.find((role) => !hasEnded(role, day));
  if (!decision.ok || user.disabledAt !== null || !held)
    return page(c, "@users/show", userPage(user, day, user.userId === actor.userId, refused(decision)), 409);
  const who = { email: user.email, name: user.name, role: held.role, forUserId: user.userId };
  return handOver(c, who, replacePasswordLinks(deps.db, user.userId, instantText(now)));
});

press(invitationsOfUsers, {
  path: "/invitations/:id/revoking",
  permission: "user:manage",
  params: { id },
  find: (c, asked) => findOpenInvitation(c.var.deps.db, c.var.actor, asked.id, instantText(c.var.now)),
  tells: "nobody",
  audit: (_, invitation, c) => wrote(c.var.actor, "invitation", invitation.id, { revoked: instantText(c.var.now) }),
  writes: (_, invitation, c) => revokeInvitation(c.var.deps.db, invitation.id, instantText(c.var.now)),
  did: () => `${userPaths.links}?did=revoked`,
});
