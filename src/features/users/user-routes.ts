import { z } from "zod";
import { Conflict } from "../../db/conflict.ts";
import type { Write } from "../../deps.ts";
import { looked, wrote } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { placeOf } from "../../domain/paging.ts";
import { can } from "../../web/can.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, params, placeQuery } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { once, save } from "../../web/save.ts";
import { clearSecondFactor, endAllSessions, insertMembership } from "../accounts/index.ts";
import { userPaths } from "./paths.ts";
import { mayChangeAccount, mayEndRole, mayGiveRole, type Refusal, type User } from "./user.ts";
import { parseRole } from "./user-form.ts";
import { addRolePage, userPage, usersPage } from "./user-page.ts";
import {
  countUsers,
  endMembership,
  findUser,
  listInvitations,
  listUsers,
  setDisabled,
  USER_KEY,
} from "./user-queries.ts";

export const users = factory.createApp();

const one = params(z.object({ id }));
const role = params(z.object({ id, membershipId: id }));
const today = (c: AppContext) => dayOf(c.var.now);

users.get(
  "/",
  reading(
    "user:manage",
    {},
    async (c, asked) => {
      const { deps, actor, now } = c.var;
      const [list, count, invitations] = await Promise.all([
        listUsers(deps.db, actor, placeOf(asked, USER_KEY)),
        countUsers(deps.db, actor),
        listInvitations(deps.db, actor, instantText(now)),
      ]);
      return { list, count, invitations };
    },
    (c) => looked(c.var.actor, "users", "list"),
    (c, found) => page(c, "@users/list", usersPage({ ...found, actor: c.var.actor, today: today(c) })),
    placeQuery.shape,
  ),
);

const showUser = (c: AppContext, user: User, refusal?: Refusal) =>
  page(c, "@users/show", userPage(user, today(c), user.userId === c.var.actor.userId, refusal), refusal ? 409 : 200);

const find = (c: AppContext, asked: { id: string }) => findUser(c.var.deps.db, c.var.actor, asked.id);
const look = (c: AppContext, user: User) => looked(c.var.actor, "user", user.userId);

users.get(
  "/:id",
  reading("user:manage", { id }, find, look, (c, user) => showUser(c, user)),
);

type Act = { fields: Record<string, unknown>; writes: Write[]; did: string };

/** Commits an act on a user. The last administrator, whom somebody else may be ending at this moment, stays. */
async function act(c: AppContext, user: User, { fields, writes, did }: Act): Promise<Response> {
  const { actor } = c.var;
  try {
    return await save(
      c,
      wrote(actor, "user", user.userId, fields),
      writes,
      `${userPaths.show(user.userId)}?did=${did}`,
    );
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    if (error.what === "last_administrator") return showUser(c, user, "last-administrator") as Response;
    if (error.what.includes("membership")) return showUser(c, user, "role-held") as Response;
    throw error;
  }
}

users.post("/:id/disabling", can("user:manage"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const user = await find(c, c.req.valid("param"));
  if (!user) return c.notFound();
  const decision = mayChangeAccount(user, actor.userId);
  if (!decision.ok) return showUser(c, user, decision.error);
  if (user.disabledAt !== null) return showUser(c, user, "already");
  const at = instantText(now);
  const writes = [...setDisabled(deps.db, user.userId, at, at), ...endAllSessions(deps.db, user.userId)];
  return act(c, user, { fields: { disabledAt: at }, writes, did: "disabled" });
});

users.post("/:id/enabling", can("user:manage"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const user = await find(c, c.req.valid("param"));
  if (!user) return c.notFound();
  const decision = mayChangeAccount(user, actor.userId);
  if (!decision.ok) return showUser(c, user, decision.error);
  if (user.disabledAt === null) return showUser(c, user, "already");
  const writes = setDisabled(deps.db, user.userId, null, instantText(now));
  return act(c, user, { fields: { disabledAt: null }, writes, did: "enabled" });
});

/** For somebody who lost their device and their backup codes. The administrator makes sure who asks before pressing this. */
users.post("/:id/second-factor-reset", can("user:manage"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const user = await find(c, c.req.valid("param"));
  if (!user) return c.notFound();
  const decision = mayChangeAccount(user, actor.userId);
  if (!decision.ok) return showUser(c, user, decision.error);
  const writes = [
    ...clearSecondFactor(deps.db, user.userId, instantText(now)),
    ...endAllSessions(deps.db, user.userId),
  ];
  return act(c, user, { fields: { secondFactor: "reset" }, writes, did: "second-factor-reset" });
});

users.get(
  "/:id/roles/new",
  reading("user:manage", { id }, find, look, (c, user) => {
    const decision = mayGiveRole(user, c.var.actor.userId);
    return decision.ok ? page(c, "@users/add-role", addRolePage(user)) : showUser(c, user, decision.error);
  }),
);

users.post("/:id/roles/new", can("user:manage"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const user = await find(c, c.req.valid("param"));
  if (!user) return c.notFound();
  const decision = mayGiveRole(user, actor.userId);
  if (!decision.ok) return showUser(c, user, decision.error);
  const form = parseRole(await c.req.formData());
  if (!form.ok) return page(c, "@users/add-role", addRolePage(user, form.error), 422);
  const made = {
    id: deps.newId(),
    userId: user.userId,
    organisationId: actor.organisationId,
    role: form.value.role,
    day: today(c),
    at: instantText(now),
    by: actor.userId,
  };
  return act(c, user, { fields: { role: made.role }, writes: insertMembership(deps.db, made), did: "role-added" });
});

users.post("/:id/roles/:membershipId/ending", can("user:manage"), role, once(), async (c) => {
  const { deps, actor } = c.var;
  const { id: userId, membershipId } = c.req.valid("param");
  const user = await findUser(deps.db, actor, userId);
  if (!user?.roles.some((held) => held.membershipId === membershipId)) return c.notFound();
  const decision = mayEndRole(user, membershipId, actor.userId, today(c));
  if (!decision.ok) return showUser(c, user, decision.error);
  const writes = endMembership(deps.db, membershipId, today(c));
  return act(c, user, { fields: { roleEnded: decision.value.role }, writes, did: "role-ended" });
});
