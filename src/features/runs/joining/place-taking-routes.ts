import { Conflict } from "../../../db/conflict.ts";

/**
 * Takes the first free place by its id, in the order that `free` gives them. When somebody else was first, the next one, until there
 * is none: fifty people pressing at once into the last place give one enrolment and forty-nine times "full" (docs/rules/main-job.md 7).
 * "stale": the commit was refused for something else that changed meanwhile.
 */
export async function inAFreePlace<P extends { id: string }>(
  free: () => Promise<readonly P[]>,
  take: (place: P) => Promise<Response>,
): Promise<Response | "full" | "stale"> {
  const lost = new Set<string>();
  for (;;) {
    const next = (await free()).find((place) => !lost.has(place.id));
    if (!next) return "full";
    try {
      return await take(next);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
      if (error.kind !== "taken") return "stale";
      lost.add(next.id);
    }
  }
}
