import { Conflict } from "../../../db/conflict.ts";
import type { Write } from "../../../deps.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { problem } from "../../../forms/form.ts";
import { tokenHash } from "../../../tokens/hash.ts";
import { everyone } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { passwordPlace } from "../../../web/password-place.ts";
import { colleagueNameProblem } from "../colleague-name.ts";
import { accountPaths } from "../paths.ts";
import { passwordProblem } from "../person/password.ts";
import type { Person } from "../person/person.ts";
import { findPerson, findPersonByEmail, listColleagueNames } from "../person/person-queries.ts";
import { endAllSessions } from "../person/session-queries.ts";
import { holderOf } from "../sign-in/leaving-routes.ts";
import { posted, today } from "../sign-in/signing-in-routes.ts";
import { type Invitation, isToken } from "./invitation.ts";
import { parseJoining, parseNewPassword } from "./invitation-form.ts";
import { addRolePage, joinPage, linkGonePage, newPasswordPage, ownInvitationPage } from "./invitation-page.ts";
import {
  findInvitation,
  insertMembership,
  insertPassword,
  joinByInvitation,
  useInvitation,
} from "./invitation-queries.ts";

export const invitations = factory.createApp();

type Opened = { invitation: Invitation; token: string; person: Person | undefined; isHolder: boolean; isOwn: boolean };

/** The invitation of the address's token, and who it is for, if they have an account. */
async function opened(c: AppContext): Promise<Opened | undefined> {
  const { deps, now, session } = c.var;
  const token = c.req.param("token") ?? "";
  const invitation = isToken(token)
    ? await findInvitation(deps.db, await tokenHash(token), instantText(now))
    : undefined;
  if (!invitation) return undefined;
  const person = invitation.forUserId
    ? await findPerson(deps.db, invitation.forUserId, today(c))
    : await findPersonByEmail(deps.db, invitation.email, today(c));
  if (person?.isDisabled || (invitation.forUserId && !person)) return undefined;
  const holderId = session.kind === "none" ? null : holderOf(c).userId;
  const isHolder = holderId !== null && holderId === person?.userId;
  return { invitation, token, person, isHolder, isOwn: holderId === invitation.madeBy };
}

const gone = (c: AppContext) => page(c, "@accounts/link-gone", linkGonePage(), 404);

/** Whoever made a link is not who it is for: nobody gives themself a role, or an account of somebody else's. */
const own = (c: AppContext, invitation: Invitation) =>
  page(c, "@accounts/own-invitation", ownInvitationPage(invitation), 409);

/** Mail scanners open links: showing one changes nothing. */
invitations.get("/invitations/:token", everyone(), async (c) => {
  const found = await opened(c);
  if (!found) return gone(c);
  const { invitation, token, person, isHolder, isOwn } = found;
  if (isOwn) return own(c, invitation);
  if (invitation.forUserId) return page(c, "@accounts/new-password", newPasswordPage(invitation));
  if (person) return page(c, "@accounts/add-role", addRolePage(invitation, token, isHolder));
  return page(c, "@accounts/join", joinPage(invitation));
});

invitations.post("/invitations/:token", everyone(), passwordPlace(), async (c) => {
  const found = await opened(c);
  if (!found) return gone(c);
  const { invitation, token, person, isHolder, isOwn } = found;
  if (isOwn) return own(c, invitation);
  if (invitation.forUserId && person) return setNewPassword(c, invitation, person);
  if (!person) return join(c, invitation);
  if (!isHolder) return page(c, "@accounts/add-role", addRolePage(invitation, token, false), 401);
  return addRole(c, invitation, token, person);
});

/** Commits; a link that somebody used a moment before is gone. */
async function commitOnce(c: AppContext, invitation: Invitation, userId: string, writes: readonly Write[], to: string) {
  const { deps, requestId } = c.var;
  const by = { userId, role: invitation.role, organisationId: invitation.organisationId };
  const fields = { invitation: invitation.id, role: invitation.forUserId ? "" : invitation.role };
  try {
    await deps.commit({ ...wrote(by, "user", userId, fields), requestId }, writes);
  } catch (error) {
    if (error instanceof Conflict && error.kind !== "refused") return gone(c);
    throw error;
  }
  return c.redirect(to, 303);
}

async function join(c: AppContext, invitation: Invitation): Promise<Response> {
  const { deps, now } = c.var;
  const form = parseJoining(await posted(c));
  if (!form.ok) return page(c, "@accounts/join", joinPage(invitation, form.error), 422) as Response;
  const { name, new_password } = form.value;
  const again = (field: string, text: string) =>
    page(c, "@accounts/join", joinPage(invitation, problem({ name }, field, text)), 422) as Response;
  const taken = await takenName(c, invitation, name, "");
  if (taken) return again("name", taken);
  const weak = passwordProblem(new_password, { name, email: invitation.email });
  if (weak) return again("new_password", weak);
  const userId = deps.newId();
  const who = {
    userId,
    accountId: deps.newId(),
    membershipId: deps.newId(),
    name,
    hash: await deps.hashPassword(new_password),
    day: today(c),
    at: instantText(now),
  };
  const writes = joinByInvitation(deps.db, invitation, who);
  return commitOnce(c, invitation, userId, writes, `${accountPaths.signIn}?did=joined`);
}

/** Why nobody new in the invitation's organisation can be called this, since somebody there is. */
async function takenName(c: AppContext, { organisationId }: Invitation, name: string, userId: string) {
  return colleagueNameProblem(name, await listColleagueNames(c.var.deps.db, [organisationId], userId, today(c)));
}

async function addRole(c: AppContext, invitation: Invitation, token: string, person: Person): Promise<Response> {
  const { deps, now } = c.var;
  const taken = await takenName(c, invitation, person.name, person.userId);
  if (taken) return page(c, "@accounts/add-role", addRolePage(invitation, token, true, taken), 409) as Response;
  const at = instantText(now);
  const made = { id: deps.newId(), userId: person.userId, day: today(c), at, by: invitation.madeBy };
  return commitOnce(
    c,
    invitation,
    person.userId,
    [
      ...useInvitation(deps.db, invitation.id, at),
      ...insertMembership(deps.db, { ...made, organisationId: invitation.organisationId, role: invitation.role }),
    ],
    accountPaths.chooseRole,
  );
}

/** Ends every session; the second factor stays as it is (ASVS 6.4.3). */
async function setNewPassword(c: AppContext, invitation: Invitation, person: Person): Promise<Response> {
  const { deps, now } = c.var;
  const form = parseNewPassword(await posted(c));
  if (!form.ok) return page(c, "@accounts/new-password", newPasswordPage(invitation, form.error), 422) as Response;
  const weak = passwordProblem(form.value.new_password, person);
  if (weak) {
    const wrong = problem({}, "new_password", weak);
    return page(c, "@accounts/new-password", newPasswordPage(invitation, wrong), 422) as Response;
  }
  const at = instantText(now);
  const hash = await deps.hashPassword(form.value.new_password);
  const writes = [
    ...useInvitation(deps.db, invitation.id, at),
    ...insertPassword(deps.db, { id: deps.newId(), userId: person.userId, hash, at }),
    ...endAllSessions(deps.db, person.userId),
  ];
  return commitOnce(c, invitation, person.userId, writes, `${accountPaths.signIn}?did=password-set`);
}
