import { type Actor, ROLES } from "../../domain/actor.ts";
import { longDay, longInstant } from "../../domain/calendar.ts";
import { addressOf, type Page, pageLinks } from "../../domain/paging.ts";
import { errorList, field, radios } from "../../forms/field.ts";
import { BLANK, type FormProblem } from "../../forms/form.ts";
import { userPaths } from "./paths.ts";
import { hasEnded, type OpenInvitation, type User } from "./user.ts";

const NOTICES = {
  disabled: "The account is disabled and signed out everywhere",
  enabled: "The account can sign in again",
  "role-ended": "The role has ended",
  "role-added": "The role is added",
  revoked: "The link can’t be used any more",
  "second-factor-reset": "The second factor is reset. They set up a new one when they next sign in",
};

const state = (user: User, today: string) => {
  if (user.disabledAt !== null) return { tag: { text: "Disabled", classes: "govuk-tag--grey" } };
  if (user.roles.every((role) => hasEnded(role, today)))
    return { tag: { text: "No role", classes: "govuk-tag--grey" } };
  return user.hasSecondFactor ? { text: "On" } : { tag: { text: "Not set up", classes: "govuk-tag--yellow" } };
};

const rolesText = (user: User, today: string) =>
  user.roles
    .filter((role) => !hasEnded(role, today))
    .map(({ role }) => ROLES[role])
    .join(", ") || "None";

type List = { list: Page<User>; count: number; links: number; actor: Actor; today: string };

const linksSaid = (links: number): string => (links === 1 ? "1 link" : `${links} links`);

export const usersPage = ({ list, count, links, actor, today }: List) => ({
  title: "Users",
  notices: NOTICES,
  organisation: actor.organisationName,
  count,
  inviteHref: userPaths.invite,
  head: ["Name", "Role", "Email address", "Last signed in", "Second factor"].map((text) => ({ text })),
  rows: list.rows.map((user) => [
    { text: user.name, href: userPaths.show(user.userId) },
    { text: rolesText(user, today) },
    { text: user.email },
    { text: user.lastSignedInAt === null ? "Never" : longInstant(user.lastSignedInAt) },
    state(user, today),
  ]),
  links: { text: `${linksSaid(links)} not used yet`, href: userPaths.links },
  pages: pageLinks(list, (place) => addressOf(userPaths.list, place)),
});

const CRUMB = { text: "Users", href: userPaths.list };

/** Invitations and links to a new password that can still be used, each to be taken back. */
export const linksPage = (invitations: readonly OpenInvitation[]) => ({
  title: "Links not used yet",
  breadcrumbs: [CRUMB, { text: "Links not used yet" }],
  notices: NOTICES,
  count: linksSaid(invitations.length),
  invitations: invitations.map((one) => ({
    what: one.isNewPassword ? "New password" : ROLES[one.role],
    who: `${one.name}, ${one.email}`,
    until: longInstant(one.expiresAt),
    revokeAction: userPaths.revoke(one.id),
  })),
});

/** One person: what they may do here, and what an administrator can do about it. `form` says why the last act was not done. */
export const userPage = (user: User, today: string, isSelf: boolean, form: FormProblem = BLANK) => ({
  title: user.name,
  breadcrumbs: [CRUMB, { text: user.name }],
  notices: NOTICES,
  errors: errorList(form),
  rows: [
    { key: { text: "Email address" }, value: { text: user.email } },
    { key: { text: "Account" }, value: { text: accountText(user) } },
    { key: { text: "Second factor" }, value: { text: user.hasSecondFactor ? "On" : "Not set up" } },
    {
      key: { text: "Last signed in" },
      value: { text: user.lastSignedInAt === null ? "Never" : longInstant(user.lastSignedInAt) },
    },
  ],
  roles: user.roles.map((role) => ({
    name: ROLES[role.role],
    from: longDay(role.fromOn),
    to: role.toOn === null ? "" : longDay(role.toOn),
    endAction: isSelf || hasEnded(role, today) ? "" : userPaths.endRole(user.userId, role.membershipId),
  })),
  addRoleHref: isSelf ? "" : userPaths.addRole(user.userId),
  isSelf,
  worksElsewhere: user.worksElsewhere,
  disableAction: user.disabledAt === null ? userPaths.disabling(user.userId) : "",
  enableAction: user.disabledAt === null ? "" : userPaths.enabling(user.userId),
  newPasswordAction: user.disabledAt === null ? userPaths.newPassword(user.userId) : "",
  resetAction: user.hasSecondFactor ? userPaths.secondFactorReset(user.userId) : "",
});

const accountText = ({ disabledAt }: User) =>
  disabledAt === null ? "Can sign in" : `Disabled on ${longInstant(disabledAt)}`;

export const invitePage = (actor: Actor, form: FormProblem = BLANK) => ({
  title: "Invite somebody",
  breadcrumbs: [CRUMB, { text: "Invite" }],
  errors: errorList(form),
  organisation: actor.organisationName,
  name: field("name", form),
  email: field("email", form),
  role: radios("role", ROLES, form),
});

export const addRolePage = (user: User, form: FormProblem = BLANK) => ({
  title: `Add a role for ${user.name}`,
  breadcrumbs: [CRUMB, { text: user.name, href: userPaths.show(user.userId) }, { text: "Add a role" }],
  errors: errorList(form),
  cancelHref: userPaths.show(user.userId),
  role: radios("role", ROLES, form),
});

/** Shown once: only a hash of the link is kept. */
export const linkPage = (made: { link: string; name: string; until: string; isNewPassword: boolean }) => ({
  title: made.isNewPassword ? "Hand over the link for a new password" : "Hand over the invitation",
  breadcrumbs: [CRUMB, { text: "Link" }],
  link: made.link,
  name: made.name,
  until: longInstant(made.until),
});
