/** What other features may use of settings: the value that is in force. */
export { readSetting } from "./setting-queries.ts";
