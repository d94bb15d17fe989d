import { LANGUAGES } from "../../src/features/families/index.ts";
import type { Household } from "./households.ts";
import { idIn } from "./journey.ts";
import type { Ledger } from "./ledger.ts";
import { CBT_GOALS, GOALS, WHY_NOW } from "./names.ts";
import type { Visitor } from "./visitor.ts";

export type Draft = {
  offerId: string;
  programmeId: string;
  childId: string;
  told: Household;
  route: "parenting" | "cbt";
  /** The days of the week, 1 to 7, on which the carer can come. */
  days: readonly number[];
};

const SOURCES = ["5A", "5D", "2A", "3A", "1C", "8", "3B"] as const;
const PARTS = ["morning", "afternoon", "evening"] as const;

/** Begins a referral from an accepted offer. Gives its id. */
export async function beginReferral(worker: Visitor, { offerId, programmeId, childId }: Draft): Promise<string> {
  const at = await worker.fill(`/referrals/new?offer=${offerId}`, { programme: programmeId, child: childId });
  return idIn(at, "referrals");
}

function goalFields({ told, route }: Draft) {
  const goals = told.chance
    .shuffled<readonly [string, string]>(route === "cbt" ? CBT_GOALS : GOALS)
    .slice(0, told.chance.whole(2, 3));
  return Object.fromEntries(
    goals.flatMap(([words, whose], at) => [
      [`words${at + 1}`, words],
      [`whose${at + 1}`, whose],
    ]),
  );
}

/** What each page of the task list is given, in its order; `carer-and-child` is looked over and saved as it stands. */
function answersOf(draft: Draft) {
  const { told, childId, days } = draft;
  const { carer, chance } = told;
  const free = days.flatMap((day) => PARTS.filter(() => chance.isSo(0.7)).map((part) => `${day}-${part}`));
  return {
    "carer-and-child": { child: childId },
    reason: { source: chance.pick(SOURCES), reason: chance.pick(WHY_NOW) },
    agreements: {
      share: "given",
      "contact-telephone": "given",
      [chance.isSo(0.75) ? "contact-text" : "contact-letter"]: "given",
      how: chance.isSo(0.7) ? "in-person" : "telephone",
    },
    needs: {
      interpreterLanguage: carer.interpreter === "yes" ? LANGUAGES[carer.language as keyof typeof LANGUAGES] : "",
      childcare: chance.isSo(0.4) ? "yes" : "no",
      transport: chance.isSo(0.25) ? "yes" : "no",
    },
    availability: { free: free.length > 0 ? free : [`${days[0] ?? 2}-morning`] },
    goals: goalFields(draft),
  };
}

/** Goes through the task list, `pages` of it where it is left unfinished, and sends the referral when all is there. */
export async function writeReferral(worker: Visitor, ledger: Ledger, draft: Draft, pages = 6): Promise<string> {
  const id = await beginReferral(worker, draft);
  // The page of needs comes filled with what stands with each number, and is sent with it.
  for (const [page, answers] of Object.entries(answersOf(draft)).slice(0, pages))
    if (page === "needs") await worker.fill(`/referrals/${id}/needs`, answers);
    else await worker.send(`/referrals/${id}/${page}`, { version: await ledger.referralVersion(id), ...answers });
  if (pages >= 6) await worker.fill(`/referrals/${id}/check-answers`, {});
  return id;
}

/** The provider says yes. For CBT that follows a conversation in which the course was found to suit the carer. */
export const acceptReferral = (provider: Visitor, id: string, route: Draft["route"], note = ""): Promise<string> =>
  provider.fill(`/referrals/${id}/acceptance`, { note, ...(route === "cbt" ? { suitability: "suitable" } : {}) });

export const declineReferral = (provider: Visitor, id: string, reason: string, note: string): Promise<string> =>
  provider.fill(`/referrals/${id}/declining`, { reason, note });

export const askAbout = (provider: Visitor, id: string, note: string): Promise<string> =>
  provider.fill(`/referrals/${id}/question`, { note });
