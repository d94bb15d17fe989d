import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import type { Permission } from "../../../domain/permissions.ts";
import { err, ok } from "../../../domain/result.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import type { Tell } from "../../../tells/happening.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { dutyPaths } from "../paths.ts";
import { type Absence, isOpen } from "./leave.ts";
import { parseLeave } from "./leave-form.ts";
import { endingLeavePage, leavePage, newLeavePage } from "./leave-page.ts";
import { endLeave, findLeave, insertLeave, listColleagues, listOwnLeave } from "./leave-queries.ts";

/** Mounted at /leave: one's own. */
export const ownLeave = factory.createApp();

/** Mounted at /duty: that of a colleague who fell ill, by whoever keeps the rota. */
export const teamLeave = factory.createApp();

ownLeave.get(
  "/",
  reading(
    "leave:own",
    {},
    (c) => listOwnLeave(c.var.deps.db, c.var.actor),
    (c) => looked(c.var.actor, "absence", "own"),
    (c, own) => page(c, "@duty/leave", leavePage(own, dayOf(c.var.now))),
  ),
);

const colleaguesOf = (c: AppContext) => listColleagues(c.var.deps.db, c.var.actor, dayOf(c.var.now));

const whoAndWhen = (c: AppContext) => ({ by: c.var.actor.userId, at: instantText(c.var.now) });

const OVERLAPS: Refusal = {
  text: "There is leave on one of these days already. End that one first",
  field: "firstDay",
};
const ENDED = "This leave has ended already.";

type Scope = { permission: Permission; path: string; isOwn: boolean; back: string };

/** Writing and ending leave: of oneself, or of anybody of the organisation. */
function leaveActs(app: typeof ownLeave, { permission, path, isOwn, back }: Scope) {
  const own = (c: AppContext) => (isOwn ? c.var.actor.userId : null);

  act(app, {
    path: `${path}/new`,
    permission,
    params: {},
    find: async (c) => ({ own: own(c), colleagues: await colleaguesOf(c) }),
    look: (c) => looked(c.var.actor, "absence", "new"),
    parse: (data, given, c) => parseLeave(data, { ...given, today: dayOf(c.var.now) }),
    decide: (typed, _, c) => ok({ ...typed, id: c.var.deps.newId() }),
    page: (given, form) => ["@forms/form", newLeavePage(given, form)],
    tells: ({ userId, coverId }, _, c) => tellOfLeave(c, { userId, coverId }),
    audit: (leave, _, c) => wrote(c.var.actor, "absence", leave.id, { ...leave }),
    writes: (leave, _, c) => [insertLeave(c.var.deps.db, whoAndWhen(c), leave)],
    did: () => `${back}?did=kept`,
    conflict: () => onFileNow(`${OVERLAPS.text}.`),
  });

  act(app, {
    path: `${path}/:id/ending`,
    permission,
    params: { id },
    find: async (c, asked) => {
      const mine = own(c);
      const whose = mine === null ? (await colleaguesOf(c)).map(({ userId }) => userId) : [mine];
      return findLeave(c.var.deps.db, asked.id, whose);
    },
    look: (c, absence) => looked(c.var.actor, "absence", absence.id),
    barred: (c, absence) => barredFrom(c, absence),
    parse: () => ok({}),
    decide: (_, absence, c) => {
      const refusal = barredFrom(c, absence);
      return refusal ? err(refusal) : ok({});
    },
    page: (absence, form, c) => ["@forms/form", endingLeavePage(absence, back, dayOf(c.var.now), form)],
    tells: (_, { userId, coverId }, c) => tellOfEnding(c, { userId, coverId }),
    audit: (_, absence, c) => wrote(c.var.actor, "absence", absence.id, { endedAt: instantText(c.var.now) }),
    writes: (_, absence, c) => [endLeave(c.var.deps.db, whoAndWhen(c), absence.id)],
    did: () => `${back}?did=ended`,
    conflict: () => onFileNow(ENDED),
  });
}

type Whose = { userId: string; coverId: string | null };

const tellOf = (c: AppContext, verb: Tell["verb"], who: string | null): Tell[] =>
  who === null ? [] : [{ verb, about: { inOrganisationId: c.var.actor.organisationId, named: [who] } }];

/** Whoever is to stand in, and whose leave it is where somebody else writes it down. */
const tellOfLeave = (c: AppContext, { userId, coverId }: Whose): Tell[] => [
  ...tellOf(c, "leave.cover", coverId),
  ...tellOf(c, "leave.written", userId),
];

const tellOfEnding = (c: AppContext, { userId, coverId }: Whose): Tell[] => [
  ...tellOf(c, "leave.over", coverId),
  ...tellOf(c, "leave.ended", userId),
];

const barredFrom = (c: AppContext, absence: Absence): Refusal | undefined =>
  isOpen(absence, dayOf(c.var.now)) ? undefined : { text: "This leave is over already" };

leaveActs(ownLeave, { permission: "leave:own", path: "", isOwn: true, back: dutyPaths.leave });
leaveActs(teamLeave, { permission: "duty:write", path: "/leave", isOwn: false, back: dutyPaths.rota });
