import type { Temporal } from "temporal-polyfill";
import type { Db, Write } from "../../../deps.ts";
import type { Role } from "../../../domain/actor.ts";
import { instantText } from "../../../domain/calendar.ts";
import { INVITATION_DAYS, type Invitation } from "./invitation.ts";

/** The invitation of a token's hash, while it can be used: not used, not revoked, not expired. */
export async function findInvitation(db: Db, hash: string, now: string): Promise<Invitation | undefined> {
  const row = await db
    .selectFrom("invitation as i")
    .innerJoin("organisation as o", "o.id", "i.organisation_id")
    .where("i.token_hash", "=", hash)
    .where("i.used_at", "is", null)
    .where("i.revoked_at", "is", null)
    .where("i.expires_at", ">", now)
    .select([
      "i.id",
      "i.for_user_id",
      "i.email",
      "i.name",
      "i.organisation_id",
      "i.role",
      "i.created_by",
      "o.name as organisation_name",
    ])
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      forUserId: row.for_user_id,
      email: row.email,
      name: row.name,
      organisationId: row.organisation_id,
      organisationName: row.organisation_name,
      role: row.role,
      madeBy: row.created_by,
    }
  );
}

type NewInvitation = {
  id: string;
  forUserId?: string;
  email: string;
  name: string;
  organisationId: string;
  role: Role;
  tokenHash: string;
  now: Temporal.Instant;
  by: string;
};

export const insertInvitation = (db: Db, made: NewInvitation): Write[] => [
  db.insertInto("invitation").values({
    id: made.id,
    for_user_id: made.forUserId ?? null,
    email: made.email,
    name: made.name,
    organisation_id: made.organisationId,
    role: made.role,
    token_hash: made.tokenHash,
    expires_at: instantText(made.now.add({ hours: INVITATION_DAYS * 24 })),
    created_at: instantText(made.now),
    created_by: made.by,
  }),
];

/** Used up: a second use at the same moment is refused ("taken: invitation"), and with it everything it would do. */
export const useInvitation = (db: Db, id: string, at: string): Write[] => [
  db.updateTable("invitation").set({ used_at: at }).where("id", "=", id),
];

type Joining = {
  userId: string;
  membershipId: string;
  accountId: string;
  name: string;
  hash: string;
  day: string;
  at: string;
};

/** A new person with a password and the role of the invitation. A second account for the e-mail address is refused. */
export const joinByInvitation = (db: Db, invitation: Invitation, who: Joining): Write[] => [
  ...useInvitation(db, invitation.id, who.at),
  db.insertInto("user").values({
    id: who.userId,
    name: who.name,
    email: invitation.email,
    email_verified: 1,
    created_at: who.at,
    updated_at: who.at,
  }),
  ...insertPassword(db, { id: who.accountId, userId: who.userId, hash: who.hash, at: who.at }),
  ...insertMembership(db, {
    id: who.membershipId,
    userId: who.userId,
    organisationId: invitation.organisationId,
    role: invitation.role,
    day: who.day,
    at: who.at,
    by: invitation.madeBy,
  }),
];

export const insertPassword = (db: Db, made: { id: string; userId: string; hash: string; at: string }): Write[] => [
  db.deleteFrom("account").where("user_id", "=", made.userId).where("provider_id", "=", "credential"),
  db.insertInto("account").values({
    id: made.id,
    account_id: made.userId,
    provider_id: "credential",
    user_id: made.userId,
    password: made.hash,
    created_at: made.at,
    updated_at: made.at,
  }),
];

type NewMembership = {
  id: string;
  userId: string;
  organisationId: string;
  role: Role;
  day: string;
  at: string;
  by: string;
};

export const insertMembership = (db: Db, made: NewMembership): Write[] => [
  db.insertInto("membership").values({
    id: made.id,
    user_id: made.userId,
    organisation_id: made.organisationId,
    role: made.role,
    from_on: made.day,
    created_at: made.at,
    created_by: made.by,
  }),
];
