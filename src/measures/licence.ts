import { z } from "zod";
import { provenance, words } from "./fact.ts";

export const CHANNELS = [
  "paper",
  "keyed",
  "totals",
  "read-aloud",
  "screen-staff",
  "screen-carer",
  "translated",
] as const;

/**
 * The ways in which a measure meets a person: printed form, keyed from the owner's paper form, totals only, read
 * aloud from the paper form, on screen by staff, on screen by the carer, in another language.
 */
export const channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof channel>;

const terms = z.strictObject({
  status: z.enum(["permitted", "permission-needed", "not-permitted"]),
  note: words.optional(),
});

export const licence = z.strictObject({
  holder: words,
  terms: words,
  /** The line that the holder wants on every copy. */
  attribution: words.optional(),
  ...provenance,
  channels: z.strictObject({
    paper: terms,
    keyed: terms,
    totals: terms,
    "read-aloud": terms,
    "screen-staff": terms,
    "screen-carer": terms,
    translated: terms,
  }),
});

export type Licence = z.infer<typeof licence>;
export type ChannelTerms = z.infer<typeof terms> & { channel: Channel; holder: string; terms: string };

/**
 * What the holder's terms say for one channel before an authority has recorded a permission of its own. Nothing is
 * shown, printed or sent on a channel that is not "permitted" (docs/licences.md).
 */
export function licenceFor(measure: { licence: Licence }, wanted: Channel): ChannelTerms {
  const { holder, terms: text, channels } = measure.licence;
  return { ...channels[wanted], channel: wanted, holder, terms: text };
}
