import { z } from "zod";
import { listed, looked, wrote } from "../../domain/audit-entry.ts";
import { placeOf } from "../../domain/paging.ts";
import { BLANK, type FormProblem, problem, typedValues } from "../../forms/form.ts";
import { can } from "../../web/can.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, params, placeQuery } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { once, save } from "../../web/save.ts";
import { acknowledge, type Concern, type ConcernEvent, close, reopen, share } from "./concern.ts";
import { parseAcknowledging, parseClosing, parseReopening, parseSharing } from "./concern-form.ts";
import { closingPage, concernPage, concernsPage, reopeningPage, sharingPage } from "./concern-page.ts";
import {
  CONCERN_KEY,
  countConcerns,
  findConcern,
  listConcernEvents,
  listConcerns,
  recordConcernEvent,
} from "./concern-queries.ts";
import { concernPaths } from "./paths.ts";

export const concerns = factory.createApp();

const one = params(z.object({ id }));
const listing = {
  ...placeQuery.shape,
  show: z.enum(["open", "closed"]).default("open"),
  did: z.string().max(50).optional(),
};

const STALE =
  "Somebody changed this while you had it open. Read what happened since, then send it again if it is still right.";
const CLOSED = "This concern is closed. Open it again first if it is not over.";
const OPEN = "This concern is open already.";

concerns.get(
  "/",
  reading(
    "concern:read",
    {},
    async (c, { show, ...place }) => {
      const { deps, actor } = c.var;
      const [count, found] = await Promise.all([
        countConcerns(deps.db, actor, show),
        listConcerns(deps.db, actor, show, placeOf(place, CONCERN_KEY)),
      ]);
      return { show, count, found };
    },
    (c, { found }) => listed(c.var.actor, "concerns", [...new Set(found.rows.map(({ familyId }) => familyId))]),
    (c, { show, count, found }) => page(c, "@concerns/list", concernsPage(found, count, show, c.var.now)),
    listing,
  ),
);

const find = (c: AppContext, asked: { id: string }) => findConcern(c.var.deps.db, c.var.actor, asked.id);

const look = (c: AppContext, concern: Concern) => looked(c.var.actor, "concern", concern.id, concern.familyId);

concerns.get(
  "/:id",
  reading("concern:read", { id }, find, look, async (c, concern) =>
    page(c, "@concerns/show", concernPage(concern, await listConcernEvents(c.var.deps.db, concern), c.var.now)),
  ),
);

concerns.post("/:id/acknowledging", can("concern:write"), one, once(), async (c) => {
  const { deps, now } = c.var;
  const concern = await find(c, c.req.valid("param"));
  if (!concern) return c.notFound();
  const events = await listConcernEvents(deps.db, concern);
  const form = parseAcknowledging(await c.req.formData());
  if (!form.ok) return page(c, "@concerns/show", concernPage(concern, events, now, form.error), 422);
  const decided = acknowledge(concern, form.value.version, now);
  if (decided.ok) return saved(c, concern, decided.value, "acknowledged");
  const why = problem({}, "form", decided.error === "closed" ? CLOSED : STALE);
  return page(c, "@concerns/show", concernPage(concern, events, now, why), 409);
});

const PAGES = { closing: closingPage, sharing: sharingPage, reopening: reopeningPage } as const;
type FormName = keyof typeof PAGES;

async function refused(c: AppContext, name: FormName, concern: Concern, error: string) {
  const since = await listConcernEvents(c.var.deps.db, concern);
  const sentence = error === "changed-since" ? STALE : error === "closed" ? CLOSED : OPEN;
  const kept = problem(typedValues(await c.req.formData()), "form", sentence);
  return page(c, `@concerns/${name}`, PAGES[name](concern, kept, since), 409);
}

const shown = (c: AppContext, name: FormName, concern: Concern, form: FormProblem, status: 200 | 422) =>
  page(c, `@concerns/${name}`, PAGES[name](concern, form), status);

const saved = (c: AppContext, concern: Concern, event: ConcernEvent, did: string) =>
  save(
    c,
    wrote(c.var.actor, "concern", concern.id, { state: event.state }, { familyId: concern.familyId }),
    recordConcernEvent(c.var.deps.db, c.var.actor, event),
    `${concernPaths.show(concern.id)}?did=${did}`,
  );

for (const name of ["closing", "sharing", "reopening"] as const)
  concerns.get(
    `/:id/${name}`,
    reading("concern:write", { id }, find, look, (c, concern) => shown(c, name, concern, BLANK, 200)),
  );

concerns.post("/:id/closing", can("concern:write"), one, once(), async (c) => {
  const concern = await find(c, c.req.valid("param"));
  if (!concern) return c.notFound();
  const form = parseClosing(await c.req.formData());
  if (!form.ok) return shown(c, "closing", concern, form.error, 422);
  const decided = close(concern, form.value, c.var.now);
  return decided.ok ? saved(c, concern, decided.value, "closed") : refused(c, "closing", concern, decided.error);
});

concerns.post("/:id/sharing", can("concern:write"), one, once(), async (c) => {
  const concern = await find(c, c.req.valid("param"));
  if (!concern) return c.notFound();
  const form = parseSharing(await c.req.formData());
  if (!form.ok) return shown(c, "sharing", concern, form.error, 422);
  const decided = share(concern, form.value, c.var.now);
  return decided.ok ? saved(c, concern, decided.value, "shared") : refused(c, "sharing", concern, decided.error);
});

concerns.post("/:id/reopening", can("concern:write"), one, once(), async (c) => {
  const concern = await find(c, c.req.valid("param"));
  if (!concern) return c.notFound();
  const form = parseReopening(await c.req.formData());
  if (!form.ok) return shown(c, "reopening", concern, form.error, 422);
  const decided = reopen(concern, form.value, c.var.now);
  return decided.ok ? saved(c, concern, decided.value, "reopened") : refused(c, "reopening", concern, decided.error);
});
