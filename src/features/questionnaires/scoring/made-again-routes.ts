import { listed } from "../../../domain/audit-entry.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { listQuery, query } from "../../../web/params.ts";
import { note } from "../../../web/save.ts";
import { madeAgainPage } from "./made-again-page.ts";
import { countMoved, listMoved, MADE_AGAIN_PAGE } from "./made-again-queries.ts";

/** Mounted on /assessments before the page of one. */
export const madeAgain = factory.createApp();

madeAgain.get("/rescored", can("measure:read"), query(listQuery), async (c) => {
  const { deps, actor } = c.var;
  const { page: number } = c.req.valid("query");
  const [lines, counts] = await Promise.all([listMoved(deps.db, actor, number), countMoved(deps.db, actor)]);
  await note(c, listed(actor, "scores-made-again", [...new Set(lines.map(({ familyId }) => familyId))]));
  const pages = Math.max(1, Math.ceil(counts.moved / MADE_AGAIN_PAGE));
  return page(c, "@questionnaires/scoring/rescored", madeAgainPage({ lines, counts, page: number, pages }));
});
