import { HTTPException } from "hono/http-exception";
import type { Deps } from "../deps.ts";
import { factory } from "./factory.ts";

/** Two at once, as many as a host hashes beside its other work, and a few who wait: some two seconds of hashing. */
export const MOST_PLACES = 10;

/** Somebody whose answer never came (their host gave them up) holds a place no longer than this. */
const LONGEST_MILLISECONDS = 30_000;

const RETRY_SECONDS = 5;

type Places = Map<string, number>;
const taken = new WeakMap<Deps, Places>();

function placesOf(deps: Deps, now: number): Places {
  const places = taken.get(deps) ?? new Map<string, number>();
  taken.set(deps, places);
  for (const [requestId, since] of places) if (since <= now - LONGEST_MILLISECONDS) places.delete(requestId);
  return places;
}

/**
 * For posts that have a password hashed, which takes longer than all else that anybody can ask for: they queue for a place,
 * and beyond a short queue are refused at once (503), before anything is read, counted or written.
 */
export const passwordPlace = () =>
  factory.createMiddleware(async (c, next) => {
    const { deps, now, requestId } = c.var;
    const places = placesOf(deps, now.epochMilliseconds);
    if (places.size >= MOST_PLACES) {
      c.header("Retry-After", String(RETRY_SECONDS));
      throw new HTTPException(503, {
        message: `Many people are signing in at this moment. Nothing was done. Wait ${RETRY_SECONDS} seconds, then try again.`,
      });
    }
    places.set(requestId, now.epochMilliseconds);
    try {
      await next();
    } finally {
      places.delete(requestId);
    }
  });
