/** What the first page may use of the team's lists: how many decisions differ from the rule, and where the lists are. */

export { countOverrides } from "./overrides-queries.ts";
export { teamPaths } from "./paths.ts";
