import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { instantText } from "../../../domain/calendar.ts";
import { type FormProblem, problem } from "../../../forms/form.ts";
import { type Carried, ownPath, readCarried } from "../../../forms/kept-form.ts";
import { keyedHash } from "../../../tokens/hash.ts";
import { everyone, ownSession } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { query } from "../../../web/params.ts";
import { passwordPlace } from "../../../web/password-place.ts";
import { signInPage } from "../../../web/sign-in-again.ts";
import { accountPaths } from "../paths.ts";
import { opensSecondFactor } from "../person/keys-queries.ts";
import { accountsLibrary, type Proof } from "../person/library-queries.ts";
import type { Person } from "../person/person.ts";
import { findChallenged, findPerson, findPersonByEmail } from "../person/person-queries.ts";
import { useCode } from "../person/session-queries.ts";
import { waitWords } from "../person/throttle.ts";
import { forgetAttempts, trying, tryingCode } from "../person/throttle-queries.ts";
import { attempt, clientOf, failed } from "./attempting-routes.ts";
import { leave } from "./leaving-routes.ts";
import { backupCode, isAppCode, parseCode, parseSignIn, USED_CODE, WRONG, WRONG_CODE } from "./sign-in-form.ts";
import { mustWait, sealedByAnotherPage, secondFactorStepPage } from "./sign-in-page.ts";
import { challengeOf, conclude, posted, today } from "./signing-in-routes.ts";

export const signIn = factory.createApp();

const asked = query(
  z.object({ to: z.string().optional().catch(undefined), did: z.string().max(50).optional().catch(undefined) }),
);

const showSignIn = (c: AppContext, carried: Carried, form?: FormProblem, status: 200 | 401 | 422 | 429 = 200) =>
  page(c, "@accounts/sign-in", signInPage({ carried, demonstration: c.var.deps.config.demonstration }, form), status);

signIn.get("/sign-in", everyone(), asked, (c) => {
  if (c.var.session.kind !== "none") return c.redirect("/", 303);
  return showSignIn(c, { to: ownPath(c.req.valid("query").to ?? ""), kept: "" });
});

signIn.post("/sign-in", everyone(), passwordPlace(), async (c) => {
  const { deps } = c.var;
  const data = await posted(c);
  const carried = readCarried(data);
  const form = parseSignIn(data);
  if (!form.ok) return showSignIn(c, carried, form.error, 422);
  const { email, password } = form.value;
  const client = clientOf(c);
  const person = await findPersonByEmail(deps.db, email, today(c));
  const at = await trying(deps, email, client.address);
  const seconds = await attempt(c, person, at);
  if (seconds > 0) {
    c.header("Retry-After", String(seconds));
    return showSignIn(c, carried, mustWait(email, seconds), 429);
  }
  const proof = await (await accountsLibrary(deps)).provePassword(email, password, client);
  if (proof.kind === "signed-in" && person)
    return conclude(c, { person, token: proof.token, cookies: proof.cookies, at }, carried);
  if (proof.kind === "second-factor" && person && !person.isDisabled) return askCode(c, proof.cookies, carried);
  await failed(c, person, at);
  return showSignIn(c, carried, problem({ email }, "email", WRONG), 422);
});

/** The password was right: on to the code. A form that waits goes along on the page, since a redirect can't carry it. */
function askCode(c: AppContext, cookies: readonly string[], carried: Carried) {
  for (const cookie of cookies) c.header("Set-Cookie", cookie, { append: true });
  if (carried.kept) return page(c, "@accounts/second-factor-step", secondFactorStepPage(carried));
  const to = carried.to ? `?to=${encodeURIComponent(carried.to)}` : "";
  return c.redirect(`${accountPaths.secondFactorStep}${to}`, 303);
}

signIn.get("/sign-in/second-factor", everyone(), asked, async (c) => {
  if ((await challengeOf(c)) === undefined) return c.redirect(accountPaths.signIn, 303);
  const person = await challenged(c);
  if (person && !(await opensSecondFactor(c.var.deps, person.userId))) return sealedByAnother(c);
  const carried = { to: ownPath(c.req.valid("query").to ?? ""), kept: "" };
  return page(c, "@accounts/second-factor-step", secondFactorStepPage(carried));
});

signIn.post("/sign-in/second-factor", everyone(), async (c) => {
  const { deps, now } = c.var;
  const data = await posted(c);
  const carried = readCarried(data);
  const person = await challenged(c);
  if (!person) return startAgain(c, carried);
  if (!(await opensSecondFactor(deps, person.userId))) return sealedByAnother(c);
  const form = parseCode(data);
  if (!form.ok) return page(c, "@accounts/second-factor-step", secondFactorStepPage(carried, form.error), 422);
  const { address } = clientOf(c);
  const codes = await tryingCode(deps, person.userId, address);
  const seconds = await attempt(c, person, codes);
  if (seconds > 0) return tooManyCodes(c, carried, seconds);
  const proof = await proveSecondFactor(c, form.value.code);
  if (proof.kind === "signed-in") {
    const { token, cookies } = proof;
    const at = await trying(deps, person.email, address);
    const hash = await keyedHash(deps.config.secret, `code ${person.userId} ${form.value.code}`);
    const before = instantText(now.subtract({ minutes: 5 }));
    const alongside = [
      ...useCode(deps.db, person.userId, hash, instantText(now), before),
      ...forgetAttempts(deps.db, codes, now),
    ];
    try {
      return await conclude(c, { person, token, cookies, at, alongside }, carried);
    } catch (error) {
      if (!(error instanceof Conflict && error.what.includes("used_code"))) throw error;
      await failed(c, person, codes);
      return startAgain(c, carried, USED_CODE);
    }
  }
  await failed(c, person, codes);
  if (proof.kind === "too-many")
    return startAgain(c, carried, "Too many wrong codes. Wait 15 minutes, then sign in again");
  const wrong = problem({}, "code", WRONG_CODE);
  return page(c, "@accounts/second-factor-step", secondFactorStepPage(carried, wrong), 422);
});

/** Said before a code is tried: no try is counted, since no code could be right. */
function sealedByAnother(c: AppContext) {
  c.var.deps.log("second-factor-of-another-secret", { path: c.req.path });
  return page(c, "@accounts/sealed-by-another", sealedByAnotherPage(), 503);
}

/** Whose first step this browser has done, while that is still fresh. */
async function challenged(c: AppContext): Promise<Person | undefined> {
  const { deps, now } = c.var;
  const challenge = await challengeOf(c);
  const userId = challenge && (await findChallenged(deps.db, challenge, instantText(now)));
  const person = userId ? await findPerson(deps.db, userId, today(c)) : undefined;
  return person?.isDisabled ? undefined : person;
}

async function proveSecondFactor(c: AppContext, typed: string): Promise<Proof> {
  const library = await accountsLibrary(c.var.deps);
  const cookie = c.req.header("cookie") ?? "";
  return isAppCode(typed)
    ? library.proveCode(typed, cookie, clientOf(c))
    : library.proveBackupCode(backupCode(typed), cookie, clientOf(c));
}

/** Refused without a look at the code, and without a line of the trail for each. */
function tooManyCodes(c: AppContext, carried: Carried, seconds: number) {
  c.header("Retry-After", String(seconds));
  const form = problem({}, "code", `Too many wrong codes. Wait ${waitWords(seconds)}, then try again`);
  return page(c, "@accounts/second-factor-step", secondFactorStepPage(carried, form), 429);
}

const startAgain = (c: AppContext, carried: Carried, why = "The time to enter your code ran out. Sign in again") =>
  showSignIn(c, carried, problem({}, "email", why), 401);

signIn.post("/sign-out", ownSession(), async (c) => leave(c, "one"));

/** Any request moves the idle end on (session.ts); this one does nothing else. */
signIn.post("/stay-signed-in", ownSession(), (c) => c.body(null, 204));
