import type { Db } from "../../../deps.ts";
import type { Series } from "../../../measures/index.ts";
import { currentSettings, settingVersions } from "../../settings/index.ts";
import { isSwitchedOn, SWITCHES, type Switched, switchName, switchSetting } from "./switching.ts";

/** Every time that a questionnaire was switched, the last first. */
export const switchesOf = (db: Db, { id }: Series): Promise<Switched[]> =>
  settingVersions(db, switchName(id), switchSetting);

/** The last time that each questionnaire was switched, by its id; one that never was has none. */
export const lastSwitches = (db: Db): Promise<Map<string, Switched>> => currentSettings(db, SWITCHES, switchSetting);

/** Which questionnaires are on now, for those who ask about several. */
export async function seriesOn(db: Db): Promise<(series: Series) => boolean> {
  const last = await lastSwitches(db);
  return (series) => isSwitchedOn(series, last.get(series.id));
}
