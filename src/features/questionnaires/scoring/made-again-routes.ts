import { listed } from "../../../domain/audit-entry.ts";
import { placeOf } from "../../../domain/paging.ts";
import { factory, page } from "../../../web/factory.ts";
import { placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { madeAgainPage } from "./made-again-page.ts";
import { countMoved, listMoved, MOVED_KEY } from "./made-again-queries.ts";

/** Mounted on /assessments before the page of one. */
export const madeAgain = factory.createApp();

madeAgain.get(
  "/rescored",
  reading(
    "measure:read",
    {},
    async (c, place) => {
      const { deps, actor } = c.var;
      const [lines, counts] = await Promise.all([
        listMoved(deps.db, actor, placeOf(place, MOVED_KEY)),
        countMoved(deps.db, actor),
      ]);
      return { lines, counts };
    },
    (c, { lines }) =>
      listed(c.var.actor, "scores-made-again", [...new Set(lines.rows.map(({ familyId }) => familyId))]),
    (c, { lines, counts }) => page(c, "@questionnaires/scoring/rescored", madeAgainPage(lines, counts)),
    placeQuery.shape,
  ),
);
