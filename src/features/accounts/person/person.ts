import type { Role } from "../../../domain/actor.ts";
import type { Acting } from "../../../domain/audit-entry.ts";

export type Membership = { id: string; organisationId: string; organisationName: string; role: Role };

/** Somebody with an account, whether or not they are signed in. */
export type Person = {
  userId: string;
  name: string;
  email: string;
  isDisabled: boolean;
  hasSecondFactor: boolean;
  isDemonstration: boolean;
  /** What they may act as today. */
  memberships: Membership[];
};

/** Role in the trail of somebody who has not chosen one yet. */
export const NO_ROLE = "none";

/** In the trail of a sign-in to an account that is not there. */
export const NOBODY: Acting = { userId: "unknown", role: NO_ROLE, organisationId: null };

/** Who the trail names while somebody signs in: the organisation is theirs when they have only one. */
export function acting(person: Person | undefined): Acting {
  if (!person) return NOBODY;
  const organisations = new Set(person.memberships.map(({ organisationId }) => organisationId));
  const [only = null] = organisations.size === 1 ? organisations : [];
  return { userId: person.userId, role: NO_ROLE, organisationId: only };
}

/**
 * What somebody acts as after signing in: the only membership there is; or the one that this browser acted in before, so
 * that work goes on where the time ran out. Null: they have to choose.
 */
export function membershipAtSignIn(memberships: readonly Membership[], before: string | null): string | null {
  if (memberships.length === 1) return memberships[0]!.id;
  return memberships.find(({ id }) => id === before)?.id ?? null;
}

/** Does this account still have to set up its second factor before it may do anything? Only a demonstration's own accounts need none. */
export const needsSecondFactor = (person: Person, isDemonstration: boolean): boolean =>
  !person.hasSecondFactor && !(isDemonstration && person.isDemonstration);
