import { errorList, field } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { accountPaths } from "../paths.ts";
import { authenticatorLink } from "./authenticator.ts";
import { qrCode } from "./qr-code.ts";

const crumbs = (isActing: boolean) =>
  isActing ? [{ text: "Your account", href: accountPaths.account }, { text: "Second factor" }] : [];

const emptied = (name: string, form: FormProblem) => ({ ...field(name, form), value: "" });

type SetUp = { secret: string; sealed: string; email: string; asksPassword: boolean; isActing: boolean };

/** Secret to put into an app, and the code that shows it works. `sealed` carries the secret back, unreadable and unchangeable. */
export function setUpPage({ secret, sealed, email, asksPassword, isActing }: SetUp, form: FormProblem = BLANK) {
  const { link, groups } = authenticatorLink(secret, email);
  return {
    title: asksPassword ? "Replace your second factor" : "Set up your second factor",
    breadcrumbs: crumbs(isActing),
    errors: errorList(form),
    link,
    groups,
    qr: qrCode(link),
    sealed,
    asksPassword,
    isActing,
    currentPassword: emptied("current_password", form),
    code: emptied("code", form),
  };
}

/** The second factor is on: what is left, and what can be changed. */
export const secondFactorPage = (codesLeft: number) => ({
  title: "Your second factor",
  breadcrumbs: crumbs(true),
  codesLeft,
  replaceHref: `${accountPaths.secondFactor}/replacement`,
  codesHref: accountPaths.backupCodes,
});

export const newCodesPage = (form: FormProblem = BLANK) => ({
  title: "Make new backup codes",
  breadcrumbs: [
    ...crumbs(true).slice(0, 1),
    { text: "Second factor", href: accountPaths.secondFactor },
    { text: "Backup codes" },
  ],
  errors: errorList(form),
  currentPassword: emptied("current_password", form),
});

/** Shown once: we keep them sealed and never show them again. */
export const backupCodesPage = (codes: readonly string[], isNewFactor: boolean) => ({
  title: "Print or save your backup codes",
  isNewFactor,
  codes,
});
