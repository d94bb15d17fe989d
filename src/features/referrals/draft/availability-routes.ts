import { z } from "zod";
import { parseForm, version } from "../../../forms/form.ts";
import { availabilityOf, availabilityQuestion, codeOf, freeTimes } from "../referral/availability-form.ts";
import type { Availability } from "../referral/carried.ts";
import { availabilityLines } from "../referral/carried-page.ts";
import { listAvailability, recordAvailability } from "../referral/carried-queries.ts";
import type { DraftPage } from "./draft-page.ts";

type There = { free: Availability[] };
type Typed = { version: number; free: string[] };

const schema = z.object({ version, free: freeTimes });

/** When the carer could come: days by parts of the day. */
export const availabilityTask: DraftPage<There, Typed> = {
  task: "availability",
  view: "@referrals/draft/availability",
  read: async ({ db, referral }) => ({ free: await listAvailability(db, referral.carerId) }),
  values: ({ free }) => ({ free: free.map(codeOf) }),
  standing: ({ free }) => availabilityLines(free),
  parse: (data) => parseForm(schema, data),
  model: (_, form) => ({ availability: availabilityQuestion(form) }),
  tells: (_, __, { referral }) => [{ verb: "needs.changed", about: { familyId: referral.familyId } }],
  writes: ({ free }, _, { db, referral }) => recordAvailability(db, referral.carerId, availabilityOf(free)),
};
