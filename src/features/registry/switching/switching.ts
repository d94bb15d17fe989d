import { z } from "zod";
import type { Series } from "../../../measures/series.ts";

/** What an administrator keeps of a questionnaire: whether it is on, and why it was switched. */
export const switchSetting = z.object({ on: z.boolean(), reason: z.string().nullable().default(null) });
export type SwitchSetting = z.output<typeof switchSetting>;

/** One time that somebody switched a questionnaire. */
export type Switched = { version: number; value: SwitchSetting | null; at: string; byName: string | null };

/** Is a questionnaire on? What an administrator said last, else what its definition says (docs/rules/burden.md). */
export const isSwitchedOn = ({ members: [first] }: Series, last: Pick<Switched, "value"> | undefined): boolean =>
  last?.value?.on ?? first.active;

/** The names under which the switches are kept among the settings. */
export const SWITCHES = "measure:";
export const switchName = (seriesId: string): string => `${SWITCHES}${seriesId}`;
