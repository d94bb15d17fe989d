/** What other features may use of settings: the values that are in force, and where they are changed. */

export { settingPaths } from "./paths.ts";
export { readSecondKeying, readSetting } from "./setting-queries.ts";
