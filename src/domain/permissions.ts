import { type Actor, ROLES, type Role } from "./actor.ts";

/** What can be allowed at all, in the form noun:verb. `docs/permissions.md` is this table in words; a test compares them. */
export const PERMISSIONS = {
  "account:own": "See and change your own account, choose your role, sign out",
  "home:read": "See what needs you today",
  "family:read": "See families of your own organisation, and what a referral to you carries",
  "family:write": "Open a family, change people, contacts, arrangements and agreements",
  "family:unlock": "Open a family again to somebody who knows it",
  "behaviour:write": "Record behaviour checks and need assessments",
  "route:decide": "Decide on a route and print its letter",
  "offer:write": "Record what was offered and what the carer said",
  "referral:make": "Write, submit, amend and withdraw a referral",
  "referral:read": "See referrals made or received by your organisation",
  "referral:answer": "Accept, ask about or decline a referral sent to you",
  "programme:read": "See the catalogue of programmes",
  "programme:write": "Write a new version of a programme",
  "run:read": "See runs, places and sessions of your provider",
  "run:write": "Open runs, enrol, change dates, record leaving",
  "register:write": "Mark the register of a session",
  "measure:enter": "Key a completed form and say why one was not collected",
  "measure:read": "See scores and change of a family on your runs",
  "concern:read": "See concerns of your organisation",
  "concern:raise": "Raise a concern about somebody at a session",
  "concern:write": "Acknowledge, share and close a concern, and open it again",
  "team:read": "See how the team’s work stands: workload, waits, decisions against the rule",
  "duty:read": "See who is on duty, on leave, and at work when",
  "duty:write": "Set the duty rota and working hours, and record leave for others",
  "leave:own": "Say when you are on leave, and who covers",
  "cohort:read": "See outcomes under pseudonyms",
  "extract:download": "Download the de-identified files",
  "user:manage": "Invite, disable and list users",
  "settings:read": "See measures, programmes and rules as they are set",
  "settings:write": "Change a setting of the partnership",
  "measure:license": "Record what a measure’s holder permits, and import its wording",
  "measure:rescore": "Score kept answers again after an update, seeing counts only",
  "audit:read": "Read the trail: who looked at this child",
} as const;

export type Permission = keyof typeof PERMISSIONS;

const EVERYBODY: readonly Permission[] = ["account:own", "home:read", "leave:own"];

const CASEWORK: readonly Permission[] = [
  ...EVERYBODY,
  "family:read",
  "family:write",
  "behaviour:write",
  "route:decide",
  "offer:write",
  "referral:make",
  "referral:read",
  "programme:read",
  "concern:read",
  "concern:write",
  "duty:read",
];

/** What whoever delivers a programme does beside it. */
const DELIVERY: readonly Permission[] = [
  "referral:answer",
  "run:read",
  "run:write",
  "register:write",
  "concern:raise",
  "measure:enter",
  "measure:read",
];

const MANAGING: readonly Permission[] = ["family:unlock", "duty:write", "team:read"];

/** Who can be granted something: a role, and apart from it the team manager of a provider, who does what its facilitators do. */
export type Grantee = Role | "provider-manager";

export const GRANTEES: Readonly<Record<Grantee, string>> = {
  ...ROLES,
  "provider-manager": "Team manager of a provider",
};

/** Which role may do what: the first of the three questions (docs/rules/people-and-words.md). */
export const GRANTS: Readonly<Record<Grantee, readonly Permission[]>> = {
  practitioner: CASEWORK,
  "team-manager": [...CASEWORK, ...MANAGING],
  "provider-manager": [...CASEWORK, ...DELIVERY, ...MANAGING],
  facilitator: [...CASEWORK, ...DELIVERY],
  "co-leader": [...EVERYBODY, "register:write", "concern:raise"],
  evaluator: [...EVERYBODY, "cohort:read", "extract:download"],
  administrator: [
    ...EVERYBODY,
    "user:manage",
    "settings:read",
    "settings:write",
    "duty:read",
    "duty:write",
    "measure:license",
    "measure:rescore",
    "programme:read",
    "programme:write",
  ],
  auditor: [...EVERYBODY, "audit:read"],
};

const SETS = new Map(Object.entries(GRANTS).map(([role, granted]) => [role, new Set(granted)]));

/** Somebody who acts: in which role, and for a council's team or a provider. */
export type Acts = Pick<Actor, "role" | "organisationKind">;

const granteeOf = ({ role, organisationKind }: Acts): Grantee =>
  role === "team-manager" && organisationKind === "provider" ? "provider-manager" : role;

/** May somebody who acts so do this at all? Which records, and whether now, are asked elsewhere. */
export const mayDo = (who: Acts, permission: Permission): boolean => SETS.get(granteeOf(who))?.has(permission) ?? false;
