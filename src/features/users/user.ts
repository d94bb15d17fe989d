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

export type Refusal = "oneself" | "works-elsewhere" | "last-administrator" | "already" | "role-held";

/** Why an act on a user is refused, in the words of the page. */
export const REFUSALS: Record<Refusal, string> = {
  oneself: "You can’t do this to your own account. Ask another administrator.",
  "works-elsewhere":
    "This person also acts for another organisation, so their account is not yours alone. End their roles here instead.",
  "last-administrator":
    "This would leave your organisation without an administrator. Give somebody else the role first.",
  already: "This was done already. Nothing was changed.",
  "role-held": "This person has this role already.",
};

/** Whose whole account an administrator may change: not their own, and nobody's who also acts elsewhere (product.md, roles). */
export function mayChangeAccount(user: User, byUserId: string): Result<User, Refusal> {
  if (user.userId === byUserId) return err("oneself");
  if (user.worksElsewhere) return err("works-elsewhere");
  return ok(user);
}

/** An organisation keeps an administrator; the database holds to this too, when two act at once. */
export function mayEndRole(
  user: User,
  membershipId: string,
  byUserId: string,
  today: string,
): Result<UserRole, Refusal> {
  const role = user.roles.find((one) => one.membershipId === membershipId);
  if (!role || hasEnded(role, today)) return err("already");
  if (user.userId === byUserId && role.role === "administrator") return err("oneself");
  return ok(role);
}
