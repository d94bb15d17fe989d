import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { act, CHANGED_SINCE } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { askedOwnFamily, lookAtFamily } from "../family/asked-routes.ts";
import { familyPaths } from "../paths.ts";
import { parseHandOver } from "./worker-form.ts";
import { type HandingOver, handedOverAlready, handOverPage } from "./worker-page.ts";
import { handOver, listColleagues, listWorkers } from "./worker-queries.ts";

export const workerRoutes = factory.createApp();

async function askedHandOver(c: AppContext, asked: { familyId: string }): Promise<HandingOver | undefined> {
  const { deps, actor } = c.var;
  const family = await askedOwnFamily(c, asked);
  if (!family) return undefined;
  const [workers, colleagues] = await Promise.all([listWorkers(deps.db, family.id), listColleagues(deps.db, actor)]);
  return { family, workers, colleagues };
}

act(workerRoutes, {
  path: "/:familyId/worker",
  permission: "family:write",
  params: { familyId: id },
  find: askedHandOver,
  look: (c, { family }) => lookAtFamily(c, family),
  parse: (data, { colleagues }) => parseHandOver(data, colleagues),
  decide: (typed, { workers: [now] }) => {
    if (typed.version !== (now?.turn ?? 0)) return err(CHANGED_SINCE);
    return typed.to === now?.userId
      ? err({ field: "to", text: `${now.name} works with this family already`, status: 422 as const })
      : ok(typed);
  },
  page: (found, form) => ["@forms/form", handOverPage(found, form)],
  tells: "its-step",
  audit: ({ to, note }, { family }, c) =>
    wrote(c.var.actor, "family_worker", family.id, { userId: to, note }, { familyId: family.id }),
  writes: ({ version, to, note }, { family }, c) =>
    handOver(c.var.deps.db, c.var.actor, {
      familyId: family.id,
      turn: version + 1,
      to,
      note,
      at: instantText(c.var.now),
    }),
  did: (_, { family }) => `${familyPaths.show(family.id)}?did=handed-over`,
  conflict: (_, found) => handedOverAlready(found),
});
