import type { Db } from "../../../deps.ts";
import type { Day } from "../../../domain/calendar.ts";
import { USUAL_HOURS, type WorkingHours } from "../../../domain/working-time.ts";
import { readSetting, type SettingVersion, settingVersions } from "../../settings/index.ts";
import { hoursSetting, type KeptHours, workingHours } from "./hours.ts";

/** The hours at which an organisation's people are at work; the usual ones where it has set none. */
export const hoursOf = async (db: Db, organisationId: string, today: Day): Promise<WorkingHours> =>
  (await readSetting(db, hoursSetting(organisationId), workingHours, today)) ?? USUAL_HOURS;

/** Every version of an organisation's working hours, the newest first. */
export const hoursVersions = (db: Db, organisationId: string): Promise<SettingVersion<KeptHours>[]> =>
  settingVersions(db, hoursSetting(organisationId), workingHours);
