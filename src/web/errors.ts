import type { ErrorHandler, NotFoundHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { Conflict, Unavailable } from "../db/conflict.ts";
import { type AppContext, type AppEnv, page } from "./factory.ts";

export const badRequest = (c: AppContext, sentence: string) =>
  page(c, "@errors/problem", { title: "There is a problem with this address", sentence } as never, 400);

export const notFound: NotFoundHandler<AppEnv> = (c) =>
  page(
    c,
    "@errors/problem",
    {
      title: "Page not found",
      sentence: "Check the address. The record may have been moved, or belong to another organisation.",
    } as never,
    404,
  );

const CONFLICTS: Record<Conflict["kind"], string> = {
  stale:
    "This was changed while you had it open. Go back, look at what is there now, and do it again if it is still right.",
  taken: "Somebody else took the last one a moment ago. Nothing of yours was saved.",
  duplicate: "This is already there. Nothing was saved twice.",
  "append-only": "This record is kept as it was. Correct it with a new one.",
  cancelled: "This session was cancelled. Nothing was saved.",
  refused: "The record does not allow this. Nothing was saved.",
};

/** The last word on anything thrown: a conflict 409, a database that can't write 503, all else 500. Says nothing of the inside. */
export const onError: ErrorHandler<AppEnv> = (error, c) => {
  if (error instanceof HTTPException) {
    const sentence =
      error.status === 413 ? "What you sent is too large. Nothing was saved." : error.message || "This can’t be done.";
    return page(c, "@errors/problem", { title: "There is a problem", sentence } as never, error.status as never);
  }
  if (error instanceof Conflict)
    return page(c, "@errors/problem", { title: "This has changed", sentence: CONFLICTS[error.kind] } as never, 409);
  c.var.deps?.log("error", { path: c.req.path, name: error.name, message: error.message, stack: error.stack ?? "" });
  if (error instanceof Unavailable) {
    c.header("Retry-After", "30");
    return page(
      c,
      "@errors/problem",
      {
        title: "Sorry, this can’t be saved just now",
        sentence: "Nothing was saved. What you typed is still on the page before this one. Try again in a minute.",
      } as never,
      503,
    );
  }
  return page(
    c,
    "@errors/problem",
    {
      title: "Sorry, there is a problem with Kinstep",
      sentence: "Nothing was saved. Try again later, or tell your administrator.",
    } as never,
    500,
  );
};
