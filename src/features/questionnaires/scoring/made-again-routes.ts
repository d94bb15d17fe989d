import { listed } from "../../../domain/audit-entry.ts";
import { placeOf } from "../../../domain/paging.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { placeQuery, query } from "../../../web/params.ts";
import { note } from "../../../web/save.ts";
import { madeAgainPage } from "./made-again-page.ts";
import { countMoved, listMoved, MOVED_KEY } from "./made-again-queries.ts";

/** Mounted on /assessments before the page of one. */
export const madeAgain = factory.createApp();

madeAgain.get("/rescored", can("measure:read"), query(placeQuery), async (c) => {
  const { deps, actor } = c.var;
  const [lines, counts] = await Promise.all([
    listMoved(deps.db, actor, placeOf(c.req.valid("query"), MOVED_KEY)),
    countMoved(deps.db, actor),
  ]);
  await note(c, listed(actor, "scores-made-again", [...new Set(lines.rows.map(({ familyId }) => familyId))]));
  return page(c, "@questionnaires/scoring/rescored", madeAgainPage(lines, counts));
});
