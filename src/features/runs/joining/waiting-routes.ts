import { z } from "zod";
import { listed } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { placeOf } from "../../../domain/paging.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { LANGUAGES } from "../../families/index.ts";
import { countWaiting, listWaiting, WAITING_KEY, waitingUnshared } from "../../referrals/index.ts";
import { listOwnProgrammes } from "../delivery/run-queries.ts";
import { waitingPage } from "./waiting-page.ts";
import { listWaitingExtras } from "./waiting-queries.ts";

export const waiting = factory.createApp();

const blank = z.literal("").transform(() => undefined);
const listing = {
  programme: blank.or(id).optional(),
  day: blank.or(z.enum(["1", "2", "3", "4", "5", "6", "7"])).optional(),
  language: blank.or(z.enum(Object.keys(LANGUAGES) as [string, ...string[]])).optional(),
  ready: blank.or(z.enum(["now", "later"])).optional(),
  did: z.string().max(50).optional(),
  ...placeQuery.shape,
};

type Asked = z.output<z.ZodObject<typeof listing>>;

/** Who waits, as far as the list is narrowed, and what the page says beside them. */
async function find(c: AppContext, { did: _, after, before, ...asked }: Asked) {
  const { deps, actor, now } = c.var;
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
  const ids = found.rows.map((row) => row.id);
  const [extras, own, unshared] = await Promise.all([
    listWaitingExtras(deps.db, ids, today),
    listOwnProgrammes(deps.db, actor),
    waitingUnshared(deps.db, actor),
  ]);
  const programmes = Object.fromEntries(own.map((one) => [one.id, one.name]));
  return { found, unshared, extras, total, asked, programmes, today };
}

waiting.get(
  "/",
  reading(
    "run:read",
    {},
    find,
    (c, { found, unshared }) =>
      listed(c.var.actor, "waiting", [...new Set([...found.rows, ...unshared].map(({ familyId }) => familyId))]),
    (c, found) => page(c, "@runs/joining/waiting", waitingPage(found)),
    listing,
  ),
);
