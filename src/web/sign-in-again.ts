import { typedValues } from "../domain/form.ts";
import { type AppContext, page } from "./factory.ts";

/**
 * Nobody is signed in. A page asked for: to sign-in, and back here after. A form posted (the time ran out while somebody
 * typed): the sign-in page itself, carrying what was typed, so that nothing is lost (E2).
 */
export async function signInAgain(c: AppContext) {
  const path = new URL(c.req.url).pathname + new URL(c.req.url).search;
  if (c.req.method === "GET") return c.redirect(`/sign-in?to=${encodeURIComponent(path)}`, 303);
  const data = await c.req.formData().catch(() => new FormData());
  const kept = Object.entries(typedValues(data)).flatMap(([name, value]) =>
    [value].flat().map((text) => ({ name, text })),
  );
  return page(c, "@accounts/sign-in", { title: "Sign in again", ...keptForm(path, kept) }, 401);
}

/** What the sign-in page needs to hand a form on: where it was going, and every name and text in order. */
export const keptForm = (to: string, kept: { name: string; text: string }[]) => ({
  to,
  kept: kept.length === 0 ? "" : JSON.stringify({ to, kept }),
  email: "",
  emailError: "",
  passwordError: "",
});
