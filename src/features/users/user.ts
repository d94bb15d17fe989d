import type { Role } from "../../domain/actor.ts";
import { err, ok, type Result } from "../../domain/result.ts";

export type UserRole = { membershipId: string; role: Role; fromOn: string; toOn: string | null };

/** Somebody with a role, or who had one, in the administrator's organisation. */
export type User = {
  userId: string;
  name: string;
  email: string;
  disabledAt: string | null;
  hasSecondFactor: boolean;
  lastSignedInAt: string | null;
  /** Roles in this organisation, those that have ended too. */
  roles: UserRole[];
  /** Does this person act for another organisation too? Then their account is not this administrator's alone. */
  worksElsewhere: boolean;
};

export type OpenInvitation = {
  id: string;
  email: string;
  name: string;
  role: Role;
  isNewPassword: boolean;
  madeAt: string;
  expiresAt: string;
};

export const hasEnded = (role: UserRole, today: string): boolean => role.toOn !== null && role.toOn <= today;

export type Refusal = "oneself" | "own-roles" | "works-elsewhere" | "last-administrator" | "already" | "role-held";

/** Why an act on a user is refused, in the words of the page. */
export const REFUSALS: Record<Refusal, string> = {
  oneself: "You can’t do this to your own account. Ask another administrator.",
  "own-roles":
    "Nobody gives themself a role, or takes one of their own away. Ask another administrator, or whoever runs the server.",
  "works-elsewhere":
    "This person also acts for another organisation, so their account is not yours alone. End their roles here instead.",
  "last-administrator":
    "This would leave your organisation without an administrator. Give somebody else the role first.",
  already: "This was done already. Nothing was changed.",
  "role-held": "This person has this role already.",
};

/** Whose whole account an administrator may change: not their own, and nobody's who also acts elsewhere (docs/rules/people-and-words.md). */
export function mayChangeAccount(user: User, byUserId: string): Result<User, Refusal> {
  if (user.userId === byUserId) return err("oneself");
  if (user.worksElsewhere) return err("works-elsewhere");
  return ok(user);
}

/** Nobody gives themself a role: what one may see is always somebody else's decision (docs/permissions.md). */
export const mayGiveRole = (user: User, byUserId: string): Result<User, Refusal> =>
  user.userId === byUserId ? err("own-roles") : ok(user);

/** Is it one mailbox? A "+tag" before the @ makes another address of the same person's. */
export function isSameMailbox(one: string, other: string): boolean {
  const plain = (email: string) => email.toLowerCase().replace(/\+[^@]*@/, "@");
  return plain(one) === plain(other);
}

/** One's own roles are somebody else's to end. An organisation keeps an administrator; the database holds to this too, when two act at once. */
export function mayEndRole(
  user: User,
  membershipId: string,
  byUserId: string,
  today: string,
): Result<UserRole, Refusal> {
  if (user.userId === byUserId) return err("own-roles");
  const role = user.roles.find((one) => one.membershipId === membershipId);
  return role && !hasEnded(role, today) ? ok(role) : err("already");
}
