import type { Actor } from "../domain/actor.ts";

/** What stands between a session and acting: a second factor still to be set up, or a role still to be chosen. */
export type SessionState =
  | { kind: "none" }
  | { kind: "needs-second-factor" | "needs-role"; userId: string; sessionId: string; name: string }
  | { kind: "acting"; actor: Actor; hasOtherRole: boolean };
