import { MOST_FIELDS, typedValues } from "./form.ts";

/** A form that was posted when nobody was signed in any more: where it was going, whom it was made for, and what was typed, in order. */
export type KeptForm = { to: string; madeFor: string; fields: { name: string; text: string }[] };

/** What a sign-in carries from page to page: where to go afterwards, and the form that waits (as text), if one does. */
export type Carried = { to: string; kept: string };

export const NOTHING_CARRIED: Carried = { to: "", kept: "" };

/** A hidden field of this length still fits in one post of ours, however it is encoded. */
export const LONGEST_KEPT = 200_000;

/** A path of this site, or nothing: "//elsewhere" and "https:" lead away (ASVS 3.7.2), "\" is a slash to browsers. */
export const ownPath = (path: string): string =>
  /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) && path.length <= 2000 ? path : "";

const isKept = (name: string) => name !== "key" && !/password/i.test(name);

/** What was posted to a path, as text for a hidden field; without its key (a new one is due) and without passwords. */
export function keepForm(to: string, madeFor: string, data: FormData): string {
  const fields = Object.entries(typedValues(data)).flatMap(([name, value]) =>
    isKept(name) ? [value].flat().map((text) => ({ name, text })) : [],
  );
  const kept = JSON.stringify({ to, madeFor, fields });
  return fields.length === 0 || kept.length > LONGEST_KEPT ? "" : kept;
}

const isField = (value: unknown): value is { name: string; text: string } =>
  typeof value === "object" &&
  value !== null &&
  typeof (value as { name?: unknown }).name === "string" &&
  typeof (value as { text?: unknown }).text === "string";

/** Reads back what `keepForm` wrote. Null for anything else, and for a path that leads away from this site. */
export function readKept(kept: string): KeptForm | null {
  if (kept === "" || kept.length > LONGEST_KEPT) return null;
  let read: { to?: unknown; madeFor?: unknown; fields?: unknown } | null;
  try {
    read = JSON.parse(kept);
  } catch {
    return null;
  }
  if (typeof read?.to !== "string" || ownPath(read.to) === "" || !Array.isArray(read.fields)) return null;
  // As many as were posted, which is what they are posted as again.
  if (read.fields.length > MOST_FIELDS || !read.fields.every(isField)) return null;
  const madeFor = typeof read.madeFor === "string" ? read.madeFor : "";
  return { to: read.to, madeFor, fields: read.fields.filter(({ name }) => isKept(name)) };
}

const textOf = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === "string" ? value : "";
};

/** What the form of a sign-in page carries on. */
export function readCarried(data: FormData): Carried {
  const kept = textOf(data, "kept");
  return { to: ownPath(textOf(data, "to")), kept: readKept(kept) ? kept : "" };
}
