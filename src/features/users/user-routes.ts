import type { Conflict } from "../../db/conflict.ts";
import type { Write } from "../../deps.ts";
import { looked, wrote } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { placeOf } from "../../domain/paging.ts";
import { err, ok, type Result } from "../../domain/result.ts";
import { type ActForm, act, press } from "../../web/act.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, placeQuery } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { clearSecondFactor, endAllSessions, insertMembership } from "../accounts/index.ts";
import { userPaths } from "./paths.ts";
import { mayChangeAccount, mayEndRole, mayGiveRole, REFUSALS, type Refusal, type User, type UserRole } from "./user.ts";
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
      return { list, count, links: invitations.length };
    },
    (c) => looked(c.var.actor, "users", "list"),
    (c, found) => page(c, "@users/list", usersPage({ ...found, actor: c.var.actor, today: today(c) })),
    placeQuery.shape,
  ),
);

const find = (c: AppContext, asked: { id: string }) => findUser(c.var.deps.db, c.var.actor, asked.id);
const look = (c: AppContext, user: User) => looked(c.var.actor, "user", user.userId);
const shown = (user: User, form: ActForm | undefined, c: AppContext) =>
  ["@users/show", userPage(user, today(c), user.userId === c.var.actor.userId, form)] as const;

users.get(
  "/:id",
  reading("user:manage", { id }, find, look, (c, user) => page(c, ...shown(user, undefined, c))),
);

const refused = (why: Refusal) => err({ text: REFUSALS[why] });

/** What the database refuses: the last administrator, whom somebody else may be ending at this moment, stays. */
function late({ what }: Conflict) {
  if (what === "last_administrator") return { text: REFUSALS["last-administrator"] };
  return what.includes("membership") ? { text: REFUSALS["role-held"] } : undefined;
}

/** What is kept of it, beside what it changes. */
type Change = { fields: Record<string, unknown>; writes: Write[] };

/** A button on somebody's page that changes their account: the rule stands before it, and why it is not done is said there. */
function onAccount(path: string, did: string, change: (user: User, c: AppContext) => Result<Change, Refusal>): void {
  press(users, {
    path,
    permission: "user:manage",
    params: { id },
    find,
    decide: (_, user, c) => {
      const may = mayChangeAccount(user, c.var.actor.userId);
      const changed = may.ok ? change(user, c) : may;
      return changed.ok ? changed : refused(changed.error);
    },
    page: shown,
    tells: "nobody",
    audit: ({ fields }: Change, user, c) => wrote(c.var.actor, "user", user.userId, fields),
    writes: ({ writes }: Change) => writes,
    did: (_, user) => `${userPaths.show(user.userId)}?did=${did}`,
    late,
  });
}

onAccount("/:id/disabling", "disabled", (user, { var: { deps, now } }) => {
  if (user.disabledAt !== null) return err("already");
  const at = instantText(now);
  const writes = [...setDisabled(deps.db, user.userId, at, at), ...endAllSessions(deps.db, user.userId)];
  return ok({ fields: { disabledAt: at }, writes });
});

onAccount("/:id/enabling", "enabled", (user, { var: { deps, now } }) => {
  if (user.disabledAt === null) return err("already");
  return ok({ fields: { disabledAt: null }, writes: setDisabled(deps.db, user.userId, null, instantText(now)) });
});

// For somebody who lost their device and their backup codes. The administrator makes sure who asks before pressing this.
onAccount("/:id/second-factor-reset", "second-factor-reset", ({ userId }, { var: { deps, now } }) => {
  const writes = [...clearSecondFactor(deps.db, userId, instantText(now)), ...endAllSessions(deps.db, userId)];
  return ok({ fields: { secondFactor: "reset" }, writes });
});

const ownRoles = (user: User, c: AppContext) => mayGiveRole(user, c.var.actor.userId);

act(users, {
  path: "/:id/roles/new",
  permission: "user:manage",
  params: { id },
  find,
  look,
  barred: (c, user) => (ownRoles(user, c).ok ? undefined : { text: REFUSALS["own-roles"] }),
  tooLate: (_, user, c) => (ownRoles(user, c).ok ? undefined : { text: REFUSALS["own-roles"] }),
  parse: parseRole,
  decide: ({ role: given }, user, c) => {
    const { deps, actor, now } = c.var;
    const { userId } = user;
    const made = { id: deps.newId(), userId, organisationId: actor.organisationId, role: given };
    return ok({ ...made, day: today(c), at: instantText(now), by: actor.userId });
  },
  // What is wrong with the typing is said at the question, what stands against it on the person's page.
  page: (user, form, c) =>
    form && !form.errors.some(({ field }) => field === "role")
      ? shown(user, form, c)
      : ["@users/add-role", addRolePage(user, form)],
  tells: "nobody",
  audit: (made, user, c) => wrote(c.var.actor, "user", user.userId, { role: made.role }),
  writes: (made, _, c) => insertMembership(c.var.deps.db, made),
  did: (_, user) => `${userPaths.show(user.userId)}?did=role-added`,
  late,
});

press(users, {
  path: "/:id/roles/:membershipId/ending",
  permission: "user:manage",
  params: { id, membershipId: id },
  find: async (c, asked) => {
    const user = await find(c, asked);
    const membership = user?.roles.find((held) => held.membershipId === asked.membershipId);
    return user && membership && { user, membership };
  },
  decide: (_, { user, membership }, c) => {
    const ended = mayEndRole(user, membership.membershipId, c.var.actor.userId, today(c));
    return ended.ok ? ended : refused(ended.error);
  },
  page: ({ user }, form, c) => shown(user, form, c),
  tells: "nobody",
  audit: (ended: UserRole, { user }, c) => wrote(c.var.actor, "user", user.userId, { roleEnded: ended.role }),
  writes: (ended: UserRole, _, c) => endMembership(c.var.deps.db, ended.membershipId, today(c)),
  did: (_, { user }) => `${userPaths.show(user.userId)}?did=role-ended`,
  late,
});
