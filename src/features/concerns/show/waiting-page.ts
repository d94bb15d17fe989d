import type { Temporal } from "temporal-polyfill";
import { longInstant } from "../../../domain/calendar.ts";
import { dutyPaths } from "../../duty/index.ts";
import { dueSaid } from "../concern/concern-words.ts";

type Waits = { createdAt: string; dueAt: string; toldNames: readonly string[] };

/** Concerns that nobody looks at, for an administrator who was told that they wait: nothing of what they say. */
export const waitingPage = (waits: readonly Waits[], now: Temporal.Instant) => ({
  title: waits.length === 1 ? "A concern waits" : "Concerns that wait",
  rows: waits.map(({ createdAt, dueAt, toldNames }) => [
    { text: longInstant(createdAt) },
    { text: dueSaid(dueAt, now) },
    { text: toldNames.join(", ") || "Nobody who may look at it" },
  ]),
  rotaHref: dutyPaths.rota,
});
