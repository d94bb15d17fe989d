import { z } from "zod";
import { listed } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { placeOf } from "../../../domain/paging.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id, placeQuery, query } from "../../../web/params.ts";
import { note } from "../../../web/save.ts";
import { countWaiting, listWaiting, WAITING_KEY, waitingUnshared } from "../../referrals/index.ts";
import { listOwnProgrammes } from "../delivery/run-queries.ts";
import { waitingPage } from "./waiting-page.ts";
import { listWaitingExtras } from "./waiting-queries.ts";

export const waiting = factory.createApp();

const blank = z.literal("").transform(() => undefined);
const listing = query(
  z.object({
    programme: blank.or(id).optional(),
    day: blank.or(z.enum(["1", "2", "3", "4", "5", "6", "7"])).optional(),
    language: blank.or(z.string().regex(/^[a-z]{2,3}$/)).optional(),
    ready: blank.or(z.enum(["now", "later"])).optional(),
    did: z.string().max(50).optional(),
    ...placeQuery.shape,
  }),
);

waiting.get("/", can("run:read"), listing, async (c) => {
  const { deps, actor, now } = c.var;
  const { did: _, after, before, ...asked } = c.req.valid("query");
  const today = dayOf(now);
  const { programme, day, language, ready } = asked;
  const filter = {
    programmeId: programme,
    day: day === undefined ? undefined : Number(day),
    language,
    readyBy: ready === "now" ? today : undefined,
    readyAfter: ready === "later" ? today : undefined,
  };
  const [found, total] = await Promise.all([
    listWaiting(deps.db, actor, filter, placeOf({ after, before }, WAITING_KEY)),
    countWaiting(deps.db, actor, filter),
  ]);
  const { rows } = found;
  const [extras, own, unshared] = await Promise.all([
    listWaitingExtras(
      deps.db,
      rows.map((row) => row.id),
    ),
    listOwnProgrammes(deps.db, actor),
    waitingUnshared(deps.db, actor),
  ]);
  await note(
    c,
    listed(
      actor,
      "waiting",
      rows.map(({ familyId }) => familyId),
    ),
  );
  const programmes = Object.fromEntries(own.map((one) => [one.id, one.name]));
  return page(c, "@runs/joining/waiting", waitingPage({ found, unshared, extras, total, asked, programmes, today }));
});
