import { listed, looked } from "../../domain/audit-entry.ts";
import { dayOf } from "../../domain/calendar.ts";
import { mayDo } from "../../domain/permissions.ts";
import { factory, page } from "../../web/factory.ts";
import { id } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { bothDone } from "../questionnaires/index.ts";
import { listComingGroups } from "../runs/index.ts";
import { listOverrides } from "./overrides-queries.ts";
import { groupsPage, overridesPage, waitsPage, workloadPage } from "./team-page.ts";
import { listWaits } from "./waits-queries.ts";
import { workersReferralsPage } from "./workers-referrals-page.ts";
import { findWorkerHere, listReferralsOf, listWorkload } from "./workload-queries.ts";

/** Mounted at /team: how the team's work stands, for its managers. */
export const team = factory.createApp();

team.get(
  "/",
  reading(
    "team:read",
    {},
    async (c) => {
      const { deps, actor, now } = c.var;
      const [workers, both] = await Promise.all([
        listWorkload(deps.db, actor),
        mayDo(actor, "measure:read") ? bothDone(deps.db, actor, dayOf(now)) : undefined,
      ]);
      return { workers, both };
    },
    (c) => looked(c.var.actor, "team", "workload"),
    (c, { workers, both }) => page(c, "@team/workload", workloadPage(workers, both)),
  ),
);

team.get(
  "/overrides",
  reading(
    "team:read",
    {},
    (c) => listOverrides(c.var.deps.db, c.var.actor, dayOf(c.var.now)),
    (c, found) => listed(c.var.actor, "decisions", [...new Set(found.map(({ familyId }) => familyId))]),
    (c, found) => page(c, "@team/list", overridesPage(found)),
  ),
);

team.get(
  "/waits",
  reading(
    "team:read",
    {},
    (c) => listWaits(c.var.deps.db, c.var.actor),
    (c) => looked(c.var.actor, "team", "waits"),
    (c, waits) => page(c, "@team/list", waitsPage(waits, dayOf(c.var.now))),
  ),
);

team.get(
  "/groups",
  reading(
    "run:read",
    {},
    (c) => listComingGroups(c.var.deps.db, c.var.actor, dayOf(c.var.now)),
    (c) => looked(c.var.actor, "team", "groups"),
    (c, groups) => page(c, "@team/list", groupsPage(groups, dayOf(c.var.now))),
  ),
);

team.get(
  "/:userId/referrals",
  reading(
    "team:read",
    { userId: id },
    async (c, asked) => {
      const { deps, actor } = c.var;
      const worker = await findWorkerHere(deps.db, actor, asked.userId);
      return worker && { worker, referrals: await listReferralsOf(deps.db, actor, asked.userId) };
    },
    (c, { referrals }) => listed(c.var.actor, "referrals", [...new Set(referrals.map(({ familyId }) => familyId))]),
    (c, { worker, referrals }) => page(c, "@team/list", workersReferralsPage(worker.name, referrals)),
  ),
);
