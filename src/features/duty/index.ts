/** What other features may use of duty: who is away on a day and who covers, who is on duty, and when people are at work. */
export { hoursOf } from "./hours/hours-queries.ts";
export type { Colleague, Cover } from "./leave/leave.ts";
export { awayAmong, coverFor, isAway, listColleagues } from "./leave/leave-queries.ts";
export { dutyPaths } from "./paths.ts";
export type { OnDuty, Person } from "./rota/rota.ts";
export { onDuty } from "./rota/rota-queries.ts";
