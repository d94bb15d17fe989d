/** The roles of docs/rules/people-and-words.md. A person with two chooses one at a time. */
export const ROLES = {
  practitioner: "Practitioner",
  "team-manager": "Team manager",
  facilitator: "Facilitator",
  "co-leader": "Co-leader",
  evaluator: "Evaluator",
  administrator: "Administrator",
  auditor: "Auditor",
} as const;

export type Role = keyof typeof ROLES;

/** Who is acting: one person, in one role, for one organisation. */
export type Actor = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  organisationId: string;
  organisationName: string;
  organisationKind: "team" | "provider";
  membershipId: string;
  sessionId: string;
};
