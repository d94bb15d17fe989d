/** What other features may use of settings: the values that are in force, how one is kept, and where they are changed. */

export { settingPaths } from "./paths.ts";
export {
  currentSettings,
  readSecondKeying,
  readSetting,
  recordSetting,
  type SettingVersion,
  settingVersions,
} from "./setting-queries.ts";
