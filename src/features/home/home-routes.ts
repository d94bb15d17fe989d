import type { Deps } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { listed } from "../../domain/audit-entry.ts";
import { addDays, addMonths, dayOf, longDay } from "../../domain/calendar.ts";
import { mayDo } from "../../domain/permissions.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { reading } from "../../web/reading.ts";
import { behaviourPaths, countNotAskedSince, countUndecided, MONTHS_BEFORE_ASKING_AGAIN } from "../behaviour/index.ts";
import { concernPaths, concernsFor, countOpen, lookPanel } from "../concerns/index.ts";
import { cardsFor, countFamilies, familyPaths } from "../families/index.ts";
import { countWaitingOffers, NO_REPLY_DAYS, offerPaths } from "../offers/index.ts";
import { assessmentPaths, countDue } from "../questionnaires/index.ts";
import { countReferrals, listLateReferrals, NOTICE_DAYS, referralPaths } from "../referrals/index.ts";
import { enrolmentPaths, listAbsenceTasks, listQuietPeople, registersToFinish, sessionPaths } from "../runs/index.ts";
import { administratorHome } from "./administrator-routes.ts";
import { changedRecords, isToldElsewhere } from "./changes-page.ts";
import { listChanges } from "./changes-queries.ts";
import { FIRST_PAGES, type HomeLists, homePage, NO_LISTS, one, type Waiting } from "./home-page.ts";
import { homePaths } from "./paths.ts";

export const home = factory.createApp();

/** A role without casework begins with its one list, or with what is told nowhere else; an administrator with the service. */
const toFirstPage = factory.createMiddleware(async (c, next) => {
  const actor = c.var.signedIn;
  if (actor?.role === "administrator") return administratorHome(c, next);
  const first = actor && FIRST_PAGES[actor.role];
  if (!first) return next();
  const changes = await listChanges(c.var.deps.db, actor, dayOf(c.var.now));
  return c.redirect(isToldElsewhere(actor, changes) ? homePaths.changes : first, 303);
});

async function whatWaits(c: AppContext) {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const delivers = mayDo(actor, "run:read");
  const [toLook, casework, delivery, lists, families, mine, changes] = await Promise.all([
    concernsFor(deps.db, actor, now),
    caseworkWaiting(deps, actor, today),
    delivers ? deliveryWaiting(deps, actor, today) : [],
    delivers ? deliveryLists(c, today) : { ...NO_LISTS, familyIds: [] },
    countFamilies(deps.db, actor, { state: "open", whose: "team" }),
    countFamilies(deps.db, actor, { state: "open", whose: "mine" }),
    listChanges(deps.db, actor, today),
  ]);
  return { toLook, waiting: [...casework, ...delivery], lists, families, mine, changes };
}

home.get(
  "/",
  toFirstPage,
  reading(
    "home:read",
    {},
    whatWaits,
    (c, { toLook, lists, changes }) =>
      listed(c.var.actor, "home", [
        ...new Set([...[...toLook, ...changes].flatMap(({ familyId }) => familyId ?? []), ...lists.familyIds]),
      ]),
    (c, { toLook, waiting, lists: { familyIds: _, ...lists }, families, mine, changes }) => {
      const there = [
        {
          count: mine,
          text: `${one(mine, "family", "families")} that you work with`,
          href: familyPaths.mine,
          urgency: "small" as const,
        },
        {
          count: families,
          text: `${one(families, "family", "families")} open in your team`,
          href: familyPaths.list,
          urgency: "small" as const,
        },
      ];
      const look = lookPanel(toLook, c.var.now);
      const changed = changedRecords(c.var.actor, changes);
      return page(c, "@home/home", homePage({ person: c.var.actor.name, look, waiting, there, lists, changed }));
    },
  ),
);

/** What waits for whoever works with families (docs/rules/main-job.md 4). */
async function caseworkWaiting({ db }: Deps, actor: Actor, today: string): Promise<Waiting[]> {
  const [concerns, undecided, notAsked, noReply, referrals, late] = await Promise.all([
    countOpen(db, actor),
    countUndecided(db, actor, today),
    countNotAskedSince(db, actor, addMonths(today, -MONTHS_BEFORE_ASKING_AGAIN)),
    countWaitingOffers(db, actor, addDays(today, -NO_REPLY_DAYS)),
    countReferrals(db, actor, today),
    listLateReferrals(db, actor, today),
  ]);
  return [
    {
      count: concerns,
      text: `${one(concerns, "concern", "concerns")} to look at`,
      href: concernPaths.list,
      urgency: "today",
    },
    {
      count: undecided,
      text: `${one(undecided, "behaviour check", "behaviour checks")} to decide on: a route is recommended, or an answer is missing`,
      href: behaviourPaths.undecided,
      urgency: "today",
    },
    {
      count: late.length,
      text: `${one(late.length, "referral", "referrals")} late: not answered, nobody has spoken to the carer, or not started`,
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

/** What waits for whoever delivers a programme (docs/rules/who-is-told.md). */
async function deliveryWaiting({ db }: Deps, actor: Actor, today: string): Promise<Waiting[]> {
  const [referrals, due] = await Promise.all([countReferrals(db, actor, today), countDue(db, actor, today)]);
  return [
    {
      count: referrals.toAnswer,
      text: `${one(referrals.toAnswer, "referral", "referrals")} to answer`,
      href: referralPaths.filtered("submitted", "received"),
      urgency: "today",
    },
    {
      count: due,
      text: `${one(due, "questionnaire", "questionnaires")} due now`,
      href: assessmentPaths.due(),
      urgency: "today",
    },
  ];
}

type Lists = HomeLists & { familyIds: string[] };

/** Registers of past sessions that are not finished, and people whose absences somebody must ring about. */
async function deliveryLists(c: AppContext, today: string): Promise<Lists> {
  const { deps, actor } = c.var;
  const { db } = deps;
  const [{ registers }, absences, quiet] = await Promise.all([
    registersToFinish(db, actor, today),
    listAbsenceTasks(db, actor, today),
    listQuietPeople(db, actor, today),
  ]);
  const cards = await cardsFor(
    c,
    [...absences, ...quiet].map(({ carerId }) => carerId),
  );
  const cardOf = ({ carerId }: { carerId: string }) => cards.get(carerId) ?? null;
  return {
    familyIds: [...new Set([...absences, ...quiet].map(({ familyId }) => familyId))],
    registers: registers.map((one) => ({
      text: `${one.runName}, session ${one.number}, ${longDay(one.day)}`,
      href: sessionPaths.register(one.sessionId),
    })),
    toRing: [
      ...absences.map((task) => ({
        text: `${task.carerName}, ${task.runName}. ${task.text}, by ${longDay(task.dueOn)}${task.dueOn < today ? " (overdue)" : ""}`,
        href: enrolmentPaths.show(task.subjectId),
        card: cardOf(task),
      })),
      ...quiet.map((person) => ({
        text: `${person.carerName}, ${person.runName}. Nothing attended or booked for three weeks: finished, on hold, or left?`,
        href: enrolmentPaths.show(person.enrolmentId),
        card: cardOf(person),
      })),
    ],
  };
}
