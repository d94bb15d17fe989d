import { HTTPException } from "hono/http-exception";
import { factory } from "./factory.ts";

const FORM = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * Everything that is posted here is a form. Another kind of body is refused (415), one that can't be read too (400); a post
 * without any body is an empty form. So every handler can read its form without asking.
 */
export const formsOnly = factory.createMiddleware(async (c, next) => {
  if (c.req.method !== "POST") return next();
  const type = c.req.header("content-type") ?? "";
  if (type === "") c.req.bodyCache.formData = Promise.resolve(new FormData()) as never;
  else if (!FORM.test(type)) throw new HTTPException(415, { message: "Send this as a form." });
  else await c.req.formData().catch(unreadable);
  await next();
});

function unreadable(): never {
  throw new HTTPException(400, { message: "What was sent can’t be read as a form. Nothing was saved." });
}
