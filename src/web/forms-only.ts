import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { MOST_FIELDS } from "../forms/form.ts";
import { type AppContext, factory } from "./factory.ts";
import { hasTooManyFields, hasTooManyParts } from "./field-ceiling.ts";

const MOST_BYTES = 2 * 1024 * 1024;

/** So much of a body that is refused is still taken in: whoever is sending it hears the refusal only when it has been sent. */
const MOST_TAKEN_IN = 8 * MOST_BYTES;

const ENCODED = /^application\/x-www-form-urlencoded\b/i;
const IN_PARTS = /^multipart\/form-data\b/i;
const BOUNDARY = /;\s*boundary="?([0-9a-z'()+_,./:=?-]{1,70})"?\s*(?:;|$)/i;

const tooLarge = (): never => {
  throw new HTTPException(413);
};

/** For a body that doesn't say how long it is: it is read so far and no further. */
const readLimited = bodyLimit({ maxSize: MOST_BYTES, onError: tooLarge });

/**
 * A body of more than 2 MB is refused (413). One that says how long it is can't be longer, so that asking for the stream
 * itself, which takes longer than all the rest of the reading, is kept for those that don't.
 */
export const notTooLarge = factory.createMiddleware((c, next) => {
  // Only what can have a body: looking for one would build the whole request object of each page asked for.
  if (c.req.method === "GET" || c.req.method === "HEAD") return next();
  const length = c.req.header("content-length");
  if (length === undefined || c.req.header("transfer-encoding") !== undefined) return readLimited(c, next);
  return Number(length) <= MOST_BYTES ? next() : refuseTooLarge(c, Number(length));
});

async function refuseTooLarge(c: AppContext, length: number): Promise<never> {
  if (length <= MOST_TAKEN_IN) await c.req.raw.body?.pipeTo(new WritableStream()).catch(() => undefined);
  return tooLarge();
}

/**
 * Everything that is posted here is a form. Another kind of body is refused (415), one that can't be read too (400), and so
 * is one with more fields than any form has (400), before they are taken apart: many names take much longer than many
 * letters. A post without any body is an empty form. So every handler can read its form without asking, as often as it likes.
 */
export const formsOnly = factory.createMiddleware(async (c, next) => {
  if (c.req.method !== "POST") return next();
  // Hono keeps the promise of what was read: every later c.req.formData() gets this one.
  const reading = formOf(c, c.req.header("content-type") ?? "");
  c.req.bodyCache.formData = reading as never;
  await reading;
  await next();
});

async function formOf(c: AppContext, type: string): Promise<FormData> {
  if (type === "") return new FormData();
  if (ENCODED.test(type)) return encodedForm(await c.req.text().catch(unreadable));
  if (IN_PARTS.test(type)) return formInParts(await c.req.arrayBuffer().catch(unreadable), type);
  throw new HTTPException(415, { message: "Send this as a form." });
}

function encodedForm(body: string): FormData {
  if (hasTooManyFields(body)) tooMany();
  const form = new FormData();
  for (const [name, value] of new URLSearchParams(body)) form.append(name, value);
  return form;
}

/** What takes it apart is told the boundary that the parts were counted by, and no other that the header may hold too. */
function formInParts(body: ArrayBuffer, type: string): Promise<FormData> {
  const boundary = BOUNDARY.exec(type)?.[1] ?? unreadable();
  if (hasTooManyParts(new Uint8Array(body), boundary)) tooMany();
  const told = { "Content-Type": `multipart/form-data; boundary="${boundary}"` };
  return new Response(body, { headers: told }).formData().catch(unreadable);
}

function tooMany(): never {
  const most = MOST_FIELDS.toLocaleString("en-GB");
  throw new HTTPException(400, {
    message: `What was sent has more than ${most} fields. No form here has as many. Nothing was saved.`,
  });
}

function unreadable(): never {
  throw new HTTPException(400, { message: "What was sent can’t be read as a form. Nothing was saved." });
}
