import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { parseForm } from "../../../forms/form.ts";
import { ownPath, readCarried } from "../../../forms/kept-form.ts";
import { ownSession } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { query } from "../../../web/params.ts";
import { accountPaths } from "../paths.ts";
import { findPerson } from "../person/person-queries.ts";
import { chooseMembership } from "../person/session-queries.ts";
import { holderOf } from "./leaving-routes.ts";
import { chooseRolePage } from "./role-page.ts";
import { goOn, posted, today } from "./signing-in-routes.ts";

export const chooseRole = factory.createApp();

const asked = query(z.object({ to: z.string().optional().catch(undefined) }));

const currentOf = (c: AppContext): string | null =>
  c.var.session.kind === "acting" ? c.var.session.actor.membershipId : null;

const membershipsOf = async (c: AppContext) =>
  (await findPerson(c.var.deps.db, holderOf(c).userId, today(c)))?.memberships ?? [];

chooseRole.get("/choose-role", ownSession(), asked, async (c) => {
  if (c.var.session.kind === "needs-second-factor") return c.redirect(accountPaths.secondFactor, 303);
  const carried = { to: ownPath(c.req.valid("query").to ?? ""), kept: "" };
  return page(c, "@accounts/choose-role", chooseRolePage(await membershipsOf(c), currentOf(c), carried));
});

/** Acts in another of one's own roles from now on. Anybody else's, or one that has ended, is not among the choices. */
chooseRole.post("/choose-role", ownSession(), async (c) => {
  if (c.var.session.kind === "needs-second-factor") return c.redirect(accountPaths.secondFactor, 303);
  const { deps, requestId } = c.var;
  const holder = holderOf(c);
  const data = await posted(c);
  const carried = readCarried(data);
  const memberships = await membershipsOf(c);
  const ids = memberships.map(({ id }) => id);
  const form = parseForm(
    z.object({ membership: z.string({ error: "Select a role" }).refine((id) => ids.includes(id), "Select a role") }),
    data,
  );
  if (!form.ok)
    return page(c, "@accounts/choose-role", chooseRolePage(memberships, currentOf(c), carried, form.error), 422);
  const chosen = memberships.find(({ id }) => id === form.value.membership)!;
  const by = { userId: holder.userId, role: chosen.role, organisationId: chosen.organisationId };
  const entry = { ...wrote(by, "session", holder.sessionId, { membership: chosen.id }), requestId };
  await deps.commit(entry, chooseMembership(deps.db, holder.sessionId, chosen.id));
  return goOn(c, carried, by);
});
