import { HTTPException } from "hono/http-exception";
import { MOST_FIELDS } from "../forms/form.ts";
import { factory } from "./factory.ts";

/** The most values that an address may carry: a list with every filter set has about 20. */
export const MOST_IN_ADDRESS = 200;

/** More than `most` values in a query or an urlencoded form? Reads no further than it must, and makes nothing. */
function isOver(encoded: string, from: number, most: number): boolean {
  let found = 0;
  for (let at = encoded.indexOf("&", from); at !== -1; at = encoded.indexOf("&", at + 1))
    if (++found >= most) return true;
  return false;
}

export const hasTooManyFields = (encoded: string): boolean => isOver(encoded, 0, MOST_FIELDS);

const [LINE_FEED, HYPHEN] = [10, 45];

const continuesWith = (body: Uint8Array, at: number, wanted: Uint8Array): boolean => {
  for (let i = 0; i < wanted.length; i++) if (body[at + i] !== wanted[i]) return false;
  return true;
};

/**
 * More than `MOST_FIELDS` parts in a multipart body? Each but the first begins behind a line feed (all that some readers
 * ask for), two hyphens and the boundary, which itself holds no line feed: so no byte is looked at more than twice,
 * whatever was sent.
 */
export function hasTooManyParts(body: Uint8Array, boundary: string): boolean {
  const wanted = new TextEncoder().encode(boundary);
  let found = 0;
  for (let at = body.indexOf(LINE_FEED); at !== -1; at = body.indexOf(LINE_FEED, at + 1)) {
    if (body[at + 1] !== HYPHEN || body[at + 2] !== HYPHEN) continue;
    // The last of them ends the body and begins no part.
    if (continuesWith(body, at + 3, wanted) && ++found > MOST_FIELDS) return true;
  }
  return false;
}

/** No page takes as many values as this in its address: 400 before any of them is read. */
export const fewInAddress = factory.createMiddleware(async (c, next) => {
  const { url } = c.req;
  const query = url.indexOf("?");
  if (query !== -1 && isOver(url, query, MOST_IN_ADDRESS))
    throw new HTTPException(400, {
      message: `An address can hold ${MOST_IN_ADDRESS} values at most. Nothing was done.`,
    });
  await next();
});
