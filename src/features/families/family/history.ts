import { longInstant } from "../../../domain/calendar.ts";

export type Change = { at: string; byName: string | null; fields: string[] };

/** "Changed by Nadia Manager on 2 March 2026 at 9:02am." */
export const lastChangeSaid = (last: Change | undefined): string =>
  last ? `Changed by ${last.byName ?? "somebody"} on ${longInstant(last.at)}.` : "It was changed by somebody else.";
