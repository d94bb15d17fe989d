import { Conflict } from "../../../db/conflict.ts";
import { auditEntry } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { type FormProblem, problem } from "../../../forms/form.ts";
import { keyedHash } from "../../../tokens/hash.ts";
import { ownSession } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { passwordPlace } from "../../../web/password-place.ts";
import { parseCode, parseCurrentPassword } from "../account/account-form.ts";
import { accountPaths } from "../paths.ts";
import { type AccountsLibrary, accountsLibrary } from "../person/library-queries.ts";
import type { Person } from "../person/person.ts";
import { findPerson } from "../person/person-queries.ts";
import { endOtherSessions, useCode } from "../person/session-queries.ts";
import { freshToken, holderOf } from "../sign-in/leaving-routes.ts";
import { currentPasswordProblem } from "../sign-in/reauthentication-routes.ts";
import { isAppCode, USED_CODE, WRONG_CODE } from "../sign-in/sign-in-form.ts";
import { posted, today } from "../sign-in/signing-in-routes.ts";
import { isCodeOf, newBackupCodes } from "./authenticator.ts";
import { backupCodesPage, newCodesPage, secondFactorPage, setUpPage } from "./second-factor-page.ts";
import { findBackupCodes, setBackupCodes, setSecondFactor } from "./second-factor-queries.ts";

export const secondFactor = factory.createApp();

type At = { c: AppContext; person: Person; library: AccountsLibrary };

async function at(c: AppContext): Promise<At> {
  const person = await findPerson(c.var.deps.db, holderOf(c).userId, today(c));
  if (!person) throw new Error("A session without an account");
  return { c, person, library: await accountsLibrary(c.var.deps) };
}

/** A secret not yet in use travels in the form itself, sealed for this person's session: nothing half set up is kept. */
const sealSecret = ({ c, library }: At, secret: string) =>
  library.seal(JSON.stringify({ secret, sessionId: holderOf(c).sessionId }));

async function secretIn({ c, library }: At, data: FormData): Promise<string | null> {
  const sealed = data.get("sealed");
  const text = typeof sealed === "string" && sealed.length < 2000 ? await library.unseal(sealed) : null;
  if (text === null) return null;
  const read = JSON.parse(text) as { secret?: unknown; sessionId?: unknown };
  return read.sessionId === holderOf(c).sessionId && typeof read.secret === "string" ? read.secret : null;
}

async function showSetUp(where: At, secret: string, form?: FormProblem) {
  const { c, person } = where;
  const model = {
    secret,
    sealed: await sealSecret(where, secret),
    email: person.email,
    asksPassword: person.hasSecondFactor,
    isActing: c.var.session.kind === "acting",
  };
  return page(c, "@accounts/set-up-second-factor", setUpPage(model, form), form ? 422 : 200);
}

secondFactor.get("/account/second-factor", ownSession(), async (c) => {
  const where = await at(c);
  if (!where.person.hasSecondFactor) return showSetUp(where, where.library.randomText(32));
  const kept = await findBackupCodes(c.var.deps.db, where.person.userId);
  const codes = kept && (await where.library.unseal(kept));
  return page(c, "@accounts/second-factor", secondFactorPage(codes ? (JSON.parse(codes) as string[]).length : 0));
});

secondFactor.get("/account/second-factor/replacement", ownSession(), async (c) => {
  const where = await at(c);
  return showSetUp(where, where.library.randomText(32));
});

/** On only once a code shows that the app has the secret. Other sessions end; this one goes on under a new token. */
async function setUp(c: AppContext): Promise<Response> {
  const where = await at(c);
  const data = await posted(c);
  const secret = await secretIn(where, data);
  if (secret === null) return c.redirect(accountPaths.secondFactor, 303);
  const wrong = await setUpProblem(where, secret, data);
  if (wrong) return showSetUp(where, secret, wrong);
  const codes = newBackupCodes(where.library.randomText);
  try {
    await turnOn(where, secret, codes, data);
  } catch (error) {
    if (!(error instanceof Conflict && error.what.includes("used_code"))) throw error;
    return showSetUp(where, secret, problem({}, "code", USED_CODE));
  }
  return page(c, "@accounts/backup-codes", backupCodesPage(codes, true)) as Response;
}

async function setUpProblem({ c, person }: At, secret: string, data: FormData): Promise<FormProblem | null> {
  const form = parseCode(data);
  if (!form.ok) return form.error;
  if (!isAppCode(form.value.code) || !(await isCodeOf(secret, form.value.code))) return problem({}, "code", WRONG_CODE);
  if (!person.hasSecondFactor) return null;
  const password = parseCurrentPassword(data);
  if (!password.ok) return password.error;
  const sentence = await currentPasswordProblem(c, person, password.value.current_password);
  return sentence ? problem({}, "current_password", sentence) : null;
}

async function turnOn({ c, person, library }: At, secret: string, codes: readonly string[], data: FormData) {
  const { deps, now, requestId } = c.var;
  const { by, sessionId } = holderOf(c);
  const code = parseCode(data);
  const hash = await keyedHash(deps.config.secret, `code ${person.userId} ${code.ok ? code.value.code : ""}`);
  const renewed = freshToken(c, sessionId);
  const factor = {
    id: deps.newId(),
    secret: await library.seal(secret),
    backupCodes: await library.seal(JSON.stringify(codes)),
    at: instantText(now),
  };
  await deps.commit({ ...auditEntry("second-factor", by, "user", person.userId), requestId }, [
    ...useCode(deps.db, person.userId, hash, instantText(now), instantText(now.subtract({ minutes: 5 }))),
    ...setSecondFactor(deps.db, person.userId, factor),
    ...endOtherSessions(deps.db, person.userId, sessionId),
    ...renewed.writes,
  ]);
  await renewed.hand();
}

secondFactor.post("/account/second-factor", ownSession(), passwordPlace(), setUp);
secondFactor.post("/account/second-factor/replacement", ownSession(), passwordPlace(), setUp);

secondFactor.get("/account/second-factor/codes", ownSession(), (c) => page(c, "@accounts/new-codes", newCodesPage()));

secondFactor.post("/account/second-factor/codes", ownSession(), passwordPlace(), async (c) => {
  const { deps, requestId } = c.var;
  const { person, library } = await at(c);
  if (!person.hasSecondFactor) return c.redirect(accountPaths.secondFactor, 303);
  const form = parseCurrentPassword(await posted(c));
  if (!form.ok) return page(c, "@accounts/new-codes", newCodesPage(form.error), 422);
  const wrong = await currentPasswordProblem(c, person, form.value.current_password);
  if (wrong) return page(c, "@accounts/new-codes", newCodesPage(problem({}, "current_password", wrong)), 422);
  const codes = newBackupCodes(library.randomText);
  const entry = { ...auditEntry("second-factor", holderOf(c).by, "backup-codes", person.userId), requestId };
  await deps.commit(entry, setBackupCodes(deps.db, person.userId, await library.seal(JSON.stringify(codes))));
  return page(c, "@accounts/backup-codes", backupCodesPage(codes, false));
});
