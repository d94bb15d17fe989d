import type { Role } from "../../../domain/actor.ts";

/** A link that was not used in this time is worth nothing (ASVS 6.4.1); the administrator makes a new one. */
export const INVITATION_DAYS = 7;

/** An invitation that can still be used. With `forUserId` it is a link to set a new password, and nothing else. */
export type Invitation = {
  id: string;
  forUserId: string | null;
  email: string;
  name: string;
  organisationId: string;
  organisationName: string;
  role: Role;
  /** Who made it: a user's id, or what stands for the command line. */
  madeBy: string;
};

/** A token as it stands in a link: ours are 43 characters; anything else is not looked up. */
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{40,60}$/.test(text);
