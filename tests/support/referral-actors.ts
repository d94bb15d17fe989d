import type { Actor } from "../../src/domain/actor.ts";
import type { TestApp } from "./app.ts";
import type { PersonName } from "./world.ts";

/** One of the told world's people as the actor that queries take. */
export function actorOf(t: TestApp, name: PersonName): Actor {
  const { userId, name: full, email, role, organisationId, membershipId } = t.people[name];
  return {
    userId,
    name: full,
    email,
    role,
    organisationId,
    organisationName: organisationId,
    organisationKind: role === "facilitator" || role === "co-leader" ? "provider" : "team",
    membershipId,
    sessionId: `s-${userId}`,
  };
}
