import { errorList, field } from "../forms/field.ts";
import { BLANK, type FormProblem } from "../forms/form.ts";
import { type Carried, keepForm, NOTHING_CARRIED } from "../forms/kept-form.ts";
import { type AppContext, page } from "./factory.ts";
import { ownerIn } from "./form-key.ts";

const keyIn = (data: FormData): string => {
  const key = data.get("key");
  return typeof key === "string" ? key : "";
};

type About = { carried?: Carried; demonstration: boolean; isAgain?: boolean; isLost?: boolean };

/** Model of the sign-in page. `isAgain`: a form was posted after the time ran out; `isLost`: it was too long to carry. */
export const signInPage = (
  { carried = NOTHING_CARRIED, demonstration, isAgain = false, isLost = false }: About,
  form: FormProblem = BLANK,
) => ({
  title: isAgain ? "Sign in again" : "Sign in",
  errors: errorList(form),
  notices: {
    "signed-out": "You have signed out",
    "signed-out-everywhere": "You have signed out on every device",
    joined: "Your account is ready. Sign in with your new password",
    "password-set": "Your new password is set. Sign in with it",
  },
  carried,
  demonstration,
  isAgain,
  isLost,
  email: field("email", form),
  password: { ...field("password", form), value: "" },
});

/**
 * Nobody is acting. Signed in but for the second factor, or for a role: to that page. Else, a page asked for: to sign-in,
 * and back here after. A form posted (the time ran out while somebody typed): the sign-in page itself, carrying what was
 * typed, so that nothing is lost (E2).
 */
export async function signInAgain(c: AppContext) {
  const { session, deps } = c.var;
  const url = new URL(c.req.url);
  const path = url.pathname + url.search;
  if (session.kind === "needs-second-factor") return c.redirect("/account/second-factor", 303);
  const isForm = c.req.method === "POST";
  if (session.kind === "needs-role")
    return c.redirect(isForm || path === "/" ? "/choose-role" : `/choose-role?to=${encodeURIComponent(path)}`, 303);
  if (!isForm) return c.redirect(path === "/" ? "/sign-in" : `/sign-in?to=${encodeURIComponent(path)}`, 303);
  const data = await c.req.formData().catch(() => new FormData());
  const kept = keepForm(path, ownerIn(keyIn(data)), data);
  const isLost = kept === "" && [...data.keys()].some((name) => name !== "key");
  const model = signInPage({
    carried: { to: "", kept },
    demonstration: deps.config.demonstration,
    isAgain: true,
    isLost,
  });
  return page(c, "@accounts/sign-in", model, 401);
}
