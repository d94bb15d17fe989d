import { z } from "zod";

/** The occasions on which a plan may ask a measure, in words. */
export const OCCASIONS = {
  before: "Before",
  "each-session": "At each session",
  "middle-session": "At the middle session",
  "each-week": "Once a week of the course",
  after: "After",
  "follow-up": "At follow-up",
} as const;
export type Occasion = keyof typeof OCCASIONS;

export const occasion = z.enum(Object.keys(OCCASIONS) as [Occasion, ...Occasion[]]);

const USUAL: readonly Occasion[] = ["before", "after", "follow-up"];

/** When a plan asks this measure unless it says otherwise: before, after and at follow-up where the definition is silent. */
export const usualOccasions = ({ occasions }: { occasions?: readonly Occasion[] | undefined }): readonly Occasion[] =>
  occasions ?? USUAL;
