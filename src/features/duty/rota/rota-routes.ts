import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { mayDo } from "../../../domain/permissions.ts";
import { err, ok } from "../../../domain/result.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { parseForm, version } from "../../../forms/form.ts";
import type { Tell } from "../../../tells/happening.ts";
import { act, CHANGED_SINCE, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { reading } from "../../../web/reading.ts";
import { hoursOf, hoursVersions } from "../hours/hours-queries.ts";
import { listColleagues, listTeamLeave } from "../leave/leave-queries.ts";
import { dutyPaths } from "../paths.ts";
import { type Entry, type Slot, slotSaid } from "./rota.ts";
import { parseNewDay, parseSlot } from "./rota-form.ts";
import { entrySaid, historyPage, newDayPage, rotaPage, slotPage, undoingPage } from "./rota-page.ts";
import {
  type EntryToKeep,
  isLooker,
  isOpenSlot,
  onDuty,
  recordEntry,
  rotaHistory,
  slotHistory,
  standingEntries,
} from "./rota-queries.ts";

/** Mounted at /duty: who is on duty by day, with a deputy (docs/rules/duty.md). */
export const rota = factory.createApp();

async function findRota(c: AppContext) {
  const { deps, actor, now } = c.var;
  const [db, of, today] = [deps.db, actor.organisationId, dayOf(now)];
  const colleagues = await listColleagues(db, actor, today);
  const [entries, leave, hours, workingHours, there] = await Promise.all([
    standingEntries(db, of, today),
    listTeamLeave(db, colleagues, today),
    hoursVersions(db, of),
    hoursOf(db, of, today),
    onDuty(db, of, today),
  ]);
  return {
    entries,
    colleagues,
    leave,
    hours,
    workingHours,
    today,
    onDuty: there,
    mayWrite: mayDo(actor, "duty:write"),
  };
}

rota.get(
  "/",
  reading(
    "duty:read",
    {},
    findRota,
    (c) => looked(c.var.actor, "duty", c.var.actor.organisationId),
    (c, found) => page(c, "@duty/rota", rotaPage(found)),
  ),
);

rota.get(
  "/history",
  reading(
    "duty:read",
    {},
    (c) => rotaHistory(c.var.deps.db, c.var.actor.organisationId),
    "nothing-personal",
    (c, entries) => page(c, "@duty/history", historyPage(entries)),
  ),
);

const lookersOf = async (c: AppContext) =>
  (await listColleagues(c.var.deps.db, c.var.actor, dayOf(c.var.now))).filter(isLooker);

const historyOf = (c: AppContext, slot: Slot) => slotHistory(c.var.deps.db, c.var.actor.organisationId, slot);

const written = (c: AppContext, entry: EntryToKeep) => [
  recordEntry(
    c.var.deps.db,
    { by: c.var.actor.userId, at: instantText(c.var.now), organisationId: c.var.actor.organisationId },
    entry,
  ),
];

const audited = (c: AppContext, { slot, ...entry }: EntryToKeep) =>
  wrote(c.var.actor, "duty_entry", `${c.var.actor.organisationId}:${slot}`, entry);

type Names = { dutyId: string | null; deputyId: string | null };

/** Whoever is on duty or deputy now and was not, or is no longer. */
function tellOf(c: AppContext, now: Names, before: Names = { dutyId: null, deputyId: null }): Tell {
  const named = [...new Set([now.dutyId, now.deputyId, before.dutyId, before.deputyId])].filter(
    (who) =>
      who !== null &&
      ((who === now.dutyId) !== (who === before.dutyId) || (who === now.deputyId) !== (who === before.deputyId)),
  ) as string[];
  return { verb: "duty.named", about: { inOrganisationId: c.var.actor.organisationId, named } };
}

/** The next version of a slot, if what was seen is still the latest. */
const next = <T extends { version: number }>(typed: T, [latest]: readonly Entry[]) =>
  typed.version === (latest?.version ?? 0) ? ok({ ...typed, version: typed.version + 1 }) : err(CHANGED_SINCE);

const standsNow = (slot: Slot, [latest]: readonly Entry[]) =>
  onFileNow("This day was changed while you had it open.", [{ said: slotSaid(slot), theirs: entrySaid(latest) }]);

act(rota, {
  path: "/days/new",
  permission: "duty:write",
  params: {},
  find: (c) => lookersOf(c),
  look: "nothing-personal",
  parse: (data, lookers, c) => parseNewDay(data, lookers, dayOf(c.var.now)),
  decide: async (typed, _, c) => {
    const [latest] = await historyOf(c, typed.slot);
    return ok({ ...typed, version: (latest?.version ?? 0) + 1 });
  },
  page: (lookers, form) => ["@forms/form", newDayPage(lookers, form)],
  tells: (entry, _, c) => tellOf(c, entry),
  audit: (entry, _, c) => audited(c, entry),
  writes: (entry, _, c) => written(c, entry),
  did: () => `${dutyPaths.rota}?did=changed`,
});

const slot = z.string().regex(/^([1-7]|\d{4}-\d{2}-\d{2})$/);

async function findSlot(c: AppContext, asked: { slot: Slot }) {
  if (!isOpenSlot(asked.slot, dayOf(c.var.now))) return undefined;
  const [lookers, history] = await Promise.all([lookersOf(c), historyOf(c, asked.slot)]);
  return { slot: asked.slot, lookers, history };
}

act(rota, {
  path: "/days/:slot",
  permission: "duty:write",
  params: { slot },
  find: findSlot,
  look: "nothing-personal",
  parse: (data, found) => parseSlot(data, found.slot, found.lookers),
  decide: (typed, { history }) => next(typed, history),
  page: (found, form) => ["@duty/slot", slotPage(found, form)],
  tells: (entry, { history }, c) => tellOf(c, entry, history[0]),
  audit: (entry, _, c) => audited(c, entry),
  writes: (entry, _, c) => written(c, entry),
  did: () => `${dutyPaths.rota}?did=changed`,
  conflict: (_, found) => standsNow(found.slot, found.history),
});

const NOTHING: Refusal = { text: "Nothing was changed here yet" };

act(rota, {
  path: "/days/:slot/undoing",
  permission: "duty:write",
  params: { slot },
  find: findSlot,
  look: "nothing-personal",
  barred: (_, { history }) => (history.length === 0 ? NOTHING : undefined),
  parse: (data) => parseForm(z.object({ version }), data),
  decide: (typed, { slot: of, history }) => {
    if (history.length === 0) return err(NOTHING);
    const { state, dutyId, deputyId } = history[1] ?? { state: "cleared" as const, dutyId: null, deputyId: null };
    return next({ ...typed, slot: of, state, dutyId, deputyId }, history);
  },
  page: (found, form) => ["@forms/form", undoingPage(found, form)],
  tells: (entry, { history }, c) => tellOf(c, entry, history[0]),
  audit: (entry, _, c) => audited(c, entry),
  writes: (entry, _, c) => written(c, entry),
  did: () => `${dutyPaths.rota}?did=undone`,
  conflict: (_, found) => standsNow(found.slot, found.history),
});
