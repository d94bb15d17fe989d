import type { Day } from "../../../domain/calendar.ts";
import type { YesNoNotKnown } from "../family/family-words.ts";

/** What somebody needs to be able to take part (U11). `version` 0: not asked yet. */
export type Needs = {
  personId: string;
  interpreterLanguage: string | null;
  childcare: YesNoNotKnown;
  transport: YesNoNotKnown;
  access: string | null;
  workPattern: string | null;
  /** Safe times that were written here before contacts held them, of somebody without a number; nothing is written here now. */
  safeToCall: string | null;
  bestTimeForText: string | null;
  version: number;
};

/** A dated pause on everything that we ask of somebody; both days belong to it. */
export type Hold = { id: string; personId: string; fromOn: Day; untilOn: Day; reason: string | null };
export type NewHold = Hold & { at: string };

export const noNeeds = (personId: string): Needs => ({
  personId,
  interpreterLanguage: null,
  childcare: "not-known",
  transport: "not-known",
  access: null,
  workPattern: null,
  safeToCall: null,
  bestTimeForText: null,
  version: 0,
});
