import { typedValues } from "../forms/form.ts";
import type { AppContext } from "./factory.ts";

const isForm = (c: AppContext): boolean => /form/.test(c.req.header("content-type") ?? "");

/** The key of the form that was posted, or an empty text. */
export async function keyOf(c: AppContext): Promise<string> {
  if (!isForm(c)) return "";
  const key = (await c.req.formData()).get("key");
  return typeof key === "string" ? key.replaceAll(/[^\x21-\x7e]/g, "").slice(0, 100) : "";
}

/** A fingerprint of everything that was typed into it, its key left out: the same form sent twice has the same one. */
export async function contentOf(c: AppContext): Promise<string> {
  const { key: _key, ...typed } = typedValues(await c.req.formData());
  const bytes = new TextEncoder().encode(JSON.stringify(Object.entries(typed).sort(([a], [b]) => (a < b ? -1 : 1))));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
