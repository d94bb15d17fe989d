import { z } from "zod";
import { listed } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id, pageNumber, query } from "../../../web/params.ts";
import { note } from "../../../web/save.ts";
import { waitingFor, waitingUnshared } from "../../referrals/index.ts";
import { PAGE_SIZE } from "../delivery/paging.ts";
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
    page: pageNumber,
    did: z.string().max(50).optional(),
  }),
);

waiting.get("/", can("run:read"), listing, async (c) => {
  const { deps, actor, now } = c.var;
  const { did: _, ...asked } = c.req.valid("query");
  const today = dayOf(now);
  const { programme, day, language, ready } = asked;
  const everybody = await waitingFor(deps.db, actor, {
    programmeId: programme,
    day: day === undefined ? undefined : Number(day),
    language,
    readyBy: ready === "now" ? today : undefined,
  });
  const all = ready === "later" ? everybody.filter(({ readyFromOn }) => (readyFromOn ?? "") > today) : everybody;
  const rows = all.slice((asked.page - 1) * PAGE_SIZE, asked.page * PAGE_SIZE);
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
  const found = { rows, unshared, extras, total: all.length, asked, programmes, today };
  return page(c, "@runs/joining/waiting", waitingPage(found));
});
