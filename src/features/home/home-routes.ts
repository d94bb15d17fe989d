import { listed } from "../../domain/audit-entry.ts";
import { dayOf, longDay } from "../../domain/calendar.ts";
import { mayDo } from "../../domain/permissions.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { reading } from "../../web/reading.ts";
import { concernsFor, lookPanel } from "../concerns/index.ts";
import { cardsFor, countFamilies, familyPaths } from "../families/index.ts";
import { enrolmentPaths, listAbsenceTasks, listQuietPeople, registersToFinish, sessionPaths } from "../runs/index.ts";
import { teamPaths } from "../team/index.ts";
import { administratorHome } from "./administrator-routes.ts";
import { changedRecords, isToldElsewhere } from "./changes-page.ts";
import { listChanges } from "./changes-queries.ts";
import { FIRST_PAGES, type HomeLists, homePage, NO_LISTS, one } from "./home-page.ts";
import { homePaths } from "./paths.ts";
import { caseworkWaiting, deliveryWaiting, managingWaiting, referralsWaiting } from "./waiting-routes.ts";

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
  const ofReferrals = await referralsWaiting(deps, actor, today);
  const [toLook, casework, delivery, managing, lists, families, mine, changes] = await Promise.all([
    concernsFor(deps.db, actor, now),
    caseworkWaiting(deps, actor, today, ofReferrals),
    delivers ? deliveryWaiting(deps, actor, today, ofReferrals) : [],
    mayDo(actor, "team:read") ? managingWaiting(deps, actor, today, ofReferrals) : [],
    delivers ? deliveryLists(c, today) : { ...NO_LISTS, familyIds: [] },
    countFamilies(deps.db, actor, { state: "open", whose: "team" }),
    countFamilies(deps.db, actor, { state: "open", whose: "mine" }),
    listChanges(deps.db, actor, today),
  ]);
  return { toLook, waiting: [...managing, ...casework, ...delivery], lists, families, mine, changes };
}

const alsoFor = ({ var: { actor } }: AppContext) =>
  mayDo(actor, "team:read")
    ? [{ text: "Your team: who has how much, and how long people wait", href: teamPaths.workload }]
    : [];

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
      return page(
        c,
        "@home/home",
        homePage({ person: c.var.actor.name, look, waiting, there, lists, changed, also: alsoFor(c) }),
      );
    },
  ),
);

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
