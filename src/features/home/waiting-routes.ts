import type { Deps } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { addDays, addMonths, longDay } from "../../domain/calendar.ts";
import { mayDo } from "../../domain/permissions.ts";
import { behaviourPaths, countNotAskedSince, countUndecided, MONTHS_BEFORE_ASKING_AGAIN } from "../behaviour/index.ts";
import { concernPaths, countConcerns, countOpen } from "../concerns/index.ts";
import { countWaitingOffers, NO_REPLY_DAYS, offerPaths } from "../offers/index.ts";
import { assessmentPaths, type DuePack, listDuePacks } from "../questionnaires/index.ts";
import {
  countLate,
  countReferrals,
  type LateCounts,
  NOTICE_DAYS,
  type ReferralCounts,
  referralPaths,
} from "../referrals/index.ts";
import { listComingGroups } from "../runs/index.ts";
import { countOverrides, teamPaths } from "../team/index.ts";
import { one, type Waiting } from "./home-page.ts";

/** What of referrals waits, counted once for all that the page says of them. */
export type OfReferrals = { late: LateCounts; referrals: ReferralCounts };

export async function referralsWaiting({ db }: Deps, actor: Actor, today: string): Promise<OfReferrals> {
  const [late, referrals] = await Promise.all([countLate(db, actor, today), countReferrals(db, actor, today)]);
  return { late, referrals };
}

/** What waits for whoever works with families (docs/rules/main-job.md 4). */
export async function caseworkWaiting(
  { db }: Deps,
  actor: Actor,
  today: string,
  { late, referrals }: OfReferrals,
): Promise<Waiting[]> {
  const [concerns, undecided, notAsked, noReply] = await Promise.all([
    countOpen(db, actor),
    countUndecided(db, actor, today),
    countNotAskedSince(db, actor, addMonths(today, -MONTHS_BEFORE_ASKING_AGAIN)),
    countWaitingOffers(db, actor, addDays(today, -NO_REPLY_DAYS)),
  ]);
  return [
    {
      count: concerns,
      text: `${one(concerns, "concern", "concerns")} to look at`,
      href: concernPaths.list,
      // A manager is told of those that nobody looks at by themselves.
      urgency: mayDo(actor, "team:read") ? "small" : "today",
    },
    {
      count: undecided,
      text: `${one(undecided, "behaviour check", "behaviour checks")} to decide on: a route is recommended, or an answer is missing`,
      href: behaviourPaths.undecided,
      urgency: "today",
    },
    {
      count: late.late,
      text: `${one(late.late, "referral", "referrals")} late: not answered, nobody has spoken to the carer, or not started`,
      href: referralPaths.late(),
      urgency: "late",
    },
    {
      count: referrals.informationAsked,
      text: `${one(referrals.informationAsked, "referral", "referrals")} where the provider asks for information`,
      href: referralPaths.filtered("information-requested", "made"),
      urgency: "today",
    },
    {
      count: noReply,
      text: `${one(noReply, "offer", "offers")} with no reply for ${NO_REPLY_DAYS} days`,
      href: offerPaths.noReply,
      urgency: "late",
    },
    {
      count: referrals.drafts,
      text: `${one(referrals.drafts, "referral", "referrals")} not sent yet${goingSaid(referrals.draftsToGo)}`,
      href: referralPaths.filtered("draft", "made"),
      urgency: "small",
    },
    {
      count: notAsked,
      text: `${one(notAsked, "family", "families")} not asked what things are like at home in the last 6 months`,
      href: behaviourPaths.notAsked,
      urgency: "small",
    },
  ];
}

const goingSaid = (drafts: number): string =>
  drafts === 0
    ? ""
    : `. ${drafts} will be deleted within ${NOTICE_DAYS} days unless somebody goes on with ${drafts === 1 ? "it" : "them"}`;

/** First questionnaires that somebody must answer before the first session, a line a group: late from the day on which it was. */
function beforeSessionOne(packs: readonly DuePack[], today: string): Waiting[] {
  const byRun = Map.groupBy(
    packs.filter(({ timepoint }) => timepoint === "T1"),
    ({ runId }) => runId,
  );
  return [...byRun].map(([run, missing]) => {
    const due = missing.map(({ dueOn }) => dueOn).sort()[0]!;
    return {
      count: missing.length,
      text: `first ${one(missing.length, "questionnaire", "questionnaires")} missing in ${missing[0]!.runName}, due ${longDay(due)}`,
      href: assessmentPaths.due({ run, occasion: "T1" }),
      urgency: due < today ? "late" : "today",
    };
  });
}

/** What waits for whoever delivers a programme (docs/rules/who-is-told.md). */
export async function deliveryWaiting(
  { db }: Deps,
  actor: Actor,
  today: string,
  { referrals }: OfReferrals,
): Promise<Waiting[]> {
  const packs = await listDuePacks(db, actor, today);
  const last = packs.filter(({ timepoint }) => timepoint === "T2").length;
  return [
    {
      count: referrals.toAnswer,
      text: `${one(referrals.toAnswer, "referral", "referrals")} to answer`,
      href: referralPaths.filtered("submitted", "received"),
      urgency: "today",
    },
    ...beforeSessionOne(packs, today),
    {
      count: last,
      text: `last ${one(last, "questionnaire", "questionnaires")} due`,
      href: assessmentPaths.due({ occasion: "T2" }),
      urgency: "today",
    },
    {
      count: packs.length,
      text: `${one(packs.length, "questionnaire", "questionnaires")} due now`,
      href: assessmentPaths.due(),
      urgency: "small",
    },
  ];
}

/** What a team manager must see to: what nobody has taken up, what nobody has said why of, and how the team's work stands. */
export async function managingWaiting(
  { db }: Deps,
  actor: Actor,
  today: string,
  { late, referrals }: OfReferrals,
): Promise<Waiting[]> {
  const delivers = actor.organisationKind === "provider";
  const [unacknowledged, overrides, groups] = await Promise.all([
    countConcerns(db, actor, "unacknowledged"),
    countOverrides(db, actor, today),
    delivers ? listComingGroups(db, actor, today) : [],
  ]);
  const tooFew = groups.filter(({ taken, minimum }) => taken < minimum).length;
  return [
    {
      count: unacknowledged,
      text: `${one(unacknowledged, "concern", "concerns")} that nobody looks at yet`,
      href: concernPaths.unacknowledged,
      urgency: "late",
    },
    {
      count: late.unexplained,
      text: `late ${one(late.unexplained, "referral", "referrals")} of which nobody has said why`,
      href: referralPaths.late("missing"),
      urgency: "today",
    },
    {
      count: referrals.unanswered,
      text: `${one(referrals.unanswered, "referral", "referrals")} that no provider has answered yet`,
      href: referralPaths.filtered("submitted", "made"),
      urgency: "today",
    },
    {
      count: groups.length,
      text: `${one(groups.length, "group begins", "groups begin")} within 8 weeks${tooFew > 0 ? `, ${tooFew} with too few on ${one(tooFew, "it", "them")}` : ""}`,
      href: teamPaths.groups,
      urgency: tooFew > 0 ? "today" : "small",
    },
    {
      count: overrides,
      text: `${one(overrides, "decision", "decisions")} of the last 12 months not as the rule says`,
      href: teamPaths.overrides,
      urgency: "small",
    },
  ];
}
