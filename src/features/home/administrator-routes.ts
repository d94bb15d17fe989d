import type { Deps } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { looked } from "../../domain/audit-entry.ts";
import { addDays, dayOf, instantText, startsAt } from "../../domain/calendar.ts";
import { page } from "../../web/factory.ts";
import { reading } from "../../web/reading.ts";
import { concernPaths, waitsUnnamed } from "../concerns/index.ts";
import { countOpenSince } from "../questionnaires/index.ts";
import { countEnding, measurePaths } from "../registry/index.ts";
import { countUsers, listInvitations, userPaths } from "../users/index.ts";
import { STUCK_DAYS, serviceLines } from "./administrator-page.ts";
import { changedRecords } from "./changes-page.ts";
import { listChanges } from "./changes-queries.ts";
import { homePage, NO_LISTS, one, type Waiting } from "./home-page.ts";

/** What needs an administrator: nothing of it says anything about a family. */
async function administration({ db }: Deps, actor: Actor, now: string, today: string): Promise<Waiting[]> {
  const [waits, ending, invitations] = await Promise.all([
    waitsUnnamed(db, actor),
    countEnding(db, today),
    listInvitations(db, actor, now),
  ]);
  return [
    {
      count: waits.length,
      text: `${one(waits.length, "concern waits", "concerns wait")}: nobody looks at ${one(waits.length, "it", "them")}`,
      href: concernPaths.waiting,
      urgency: "late",
    },
    {
      count: ending,
      text: `${one(ending, "measure", "measures")} whose permission ends within 30 days, or has ended`,
      href: measurePaths.list("ending"),
      urgency: "late",
    },
    {
      count: invitations.length,
      text: `${one(invitations.length, "link", "links")} to an account or a new password, not used yet`,
      href: userPaths.links,
      urgency: "small",
    },
  ];
}

/** An administrator's first page: concerns that nobody looks at, what ends, who was invited, and how the service is. */
export const administratorHome = reading(
  "home:read",
  {},
  async (c) => {
    const { deps, actor, now } = c.var;
    const today = dayOf(now);
    const stuckBefore = instantText(startsAt(addDays(today, -STUCK_DAYS), "00:00"));
    const [waiting, users, changes, health, stuck] = await Promise.all([
      administration(deps, actor, instantText(now), today),
      countUsers(deps.db, actor),
      listChanges(deps.db, actor, today),
      deps.health(),
      countOpenSince(deps.db, actor, stuckBefore),
    ]);
    return { waiting, users, changes, service: serviceLines({ health, stuck, today }) };
  },
  (c) => looked(c.var.actor, "home", "administrator"),
  (c, { waiting, users, changes, service }) => {
    const { actor } = c.var;
    const text = `${one(users, "person has", "people have")} or had a role in ${actor.organisationName}`;
    return page(
      c,
      "@home/home",
      homePage({
        person: actor.name,
        look: [],
        waiting,
        there: [{ count: users, text, href: userPaths.list, urgency: "small" }],
        lists: NO_LISTS,
        changed: changedRecords(actor, changes),
        service,
      }),
    );
  },
);
