import { z } from "zod";
import type { Definition } from "./definition.ts";
import { kebab } from "./fact.ts";
import { occasion } from "./occasions.ts";
import { seriesId } from "./series-id.ts";

/** The format of measures/default-plans.json: by route, what a new programme asks, in the order in which it is asked. */
export const defaultPlansSchema = z.record(
  kebab,
  z.array(
    z.strictObject({
      /** The id of a measure, or of its series. */
      measure: kebab,
      /** Left out: those that the measure's own definition says. */
      occasions: z.array(occasion).min(1).optional(),
    }),
  ),
);

export type DefaultPlans = z.infer<typeof defaultPlansSchema>;

/** What the default plans name that is not there, or twice. */
export function checkDefaultPlans(plans: DefaultPlans, all: readonly Definition[]): string[] {
  const known = new Set(all.map(seriesId));
  return Object.entries(plans).flatMap(([route, asked]) =>
    asked.flatMap(({ measure }, at) => {
      if (asked.findIndex((one) => one.measure === measure) < at)
        return [`${route}[${at}].measure: "${measure}" stands twice`];
      return known.has(measure) ? [] : [`${route}[${at}].measure: there is no measure or series "${measure}"`];
    }),
  );
}
