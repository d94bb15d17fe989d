import { auditEntry, looked, wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { problem } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { listQuery, query } from "../../../web/params.ts";
import { passwordPlace } from "../../../web/password-place.ts";
import { note, once, save } from "../../../web/save.ts";
import { colleagueNameProblem } from "../colleague-name.ts";
import { accountPaths } from "../paths.ts";
import { passwordProblem } from "../person/password.ts";
import { findPerson, listColleagueNames, renamePerson, setPassword } from "../person/person-queries.ts";
import { endOtherSessions, listSessions } from "../person/session-queries.ts";
import { freshToken, leave } from "../sign-in/leaving-routes.ts";
import { currentPasswordProblem } from "../sign-in/reauthentication-routes.ts";
import { posted, today } from "../sign-in/signing-in-routes.ts";
import { parseName, parsePasswordChange } from "./account-form.ts";
import { accountPage, namePage, passwordPage, signInsPage } from "./account-page.ts";

export const account = factory.createApp();

const ownPerson = async (c: AppContext) => {
  const person = await findPerson(c.var.deps.db, c.var.actor.userId, today(c));
  if (!person) throw new Error("An actor without an account");
  return person;
};

account.get("/account", can("account:own"), query(listQuery), async (c) =>
  page(c, "@accounts/account", accountPage(await ownPerson(c), c.var.actor)),
);

account.get("/account/name", can("account:own"), (c) => page(c, "@accounts/name", namePage(c.var.actor.name)));

account.post("/account/name", can("account:own"), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const form = parseName(await posted(c));
  if (!form.ok) return page(c, "@accounts/name", namePage(actor.name, form.error), 422);
  const { name } = form.value;
  const places = (await ownPerson(c)).memberships.map(({ organisationId }) => organisationId);
  const taken = colleagueNameProblem(name, await listColleagueNames(deps.db, places, actor.userId, today(c)));
  if (taken) return page(c, "@accounts/name", namePage(actor.name, problem({ name }, "name", taken)), 422);
  const writes = renamePerson(deps.db, actor.userId, name, instantText(now));
  return save(c, wrote(actor, "user", actor.userId, { name }), writes, `${accountPaths.account}?did=renamed`);
});

account.get("/account/password", can("account:own"), (c) => page(c, "@accounts/password", passwordPage()));

account.post("/account/password", can("account:own"), passwordPlace(), async (c) => {
  const { deps, actor, now, requestId } = c.var;
  const form = parsePasswordChange(await posted(c));
  if (!form.ok) return page(c, "@accounts/password", passwordPage(form.error), 422);
  const person = await ownPerson(c);
  const refuse = (field: string, sentence: string) =>
    page(c, "@accounts/password", passwordPage(problem({}, field, sentence)), 422);
  const weak = passwordProblem(form.value.new_password, person);
  if (weak) return refuse("new_password", weak);
  const wrong = await currentPasswordProblem(c, person, form.value.current_password);
  if (wrong) return refuse("current_password", wrong);
  const hash = await deps.hashPassword(form.value.new_password);
  const renewed = freshToken(c, actor.sessionId);
  await deps.commit({ ...wrote(actor, "user", actor.userId, { password: "changed" }), requestId }, [
    ...setPassword(deps.db, actor.userId, hash, instantText(now)),
    ...endOtherSessions(deps.db, actor.userId, actor.sessionId),
    ...renewed.writes,
  ]);
  await renewed.hand();
  return c.redirect(`${accountPaths.account}?did=password-changed`, 303);
});

account.get("/account/sign-ins", can("account:own"), async (c) => {
  const { deps, actor, now } = c.var;
  const sessions = await listSessions(deps.db, actor.userId, instantText(now));
  await note(c, looked(actor, "sessions", actor.userId));
  return page(c, "@accounts/sign-ins", signInsPage(sessions, actor.sessionId));
});

/** Signs out everywhere, or everywhere else: "which" is the button pressed. */
account.post("/account/sign-ins", can("account:own"), async (c) => {
  const { deps, actor, requestId } = c.var;
  if ((await posted(c)).get("which") !== "others") return leave(c, "all");
  const entry = { ...auditEntry("sign-out", actor, "sessions", actor.userId), requestId };
  await deps.commit(entry, endOtherSessions(deps.db, actor.userId, actor.sessionId));
  return c.redirect(`${accountPaths.account}?did=others-ended`, 303);
});
