import { z } from "zod";
import type { Write } from "../../../deps.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { addDays, dayOf, instantText } from "../../../domain/calendar.ts";
import type { BothTexts } from "../../../forms/both-texts.ts";
import { day, type FormProblem, optionalLongText, parseForm, typedValues, version } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, type PageModel, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save, saveOr } from "../../../web/save.ts";
import { askedFamily, askedOwnFamily, lookAtFamily } from "../family/asked-routes.ts";
import type { Family } from "../family/family.ts";
import { findFamily, findOwnFamily } from "../family/family-queries.ts";
import { lastChangeSaid } from "../family/history.ts";
import { findLastChange } from "../family/history-queries.ts";
import { bothTexts } from "../family/record-words.ts";
import { listLocks } from "../family/visible-queries.ts";
import { familyPaths } from "../paths.ts";
import { closingPage, familyNow, LONGEST_REASON, lockingPage, reopeningPage, reviewPage } from "./state-page.ts";
import { closeFamily, liftLock, lockFamily, reopenFamily, setReview } from "./state-queries.ts";

export const stateRoutes = factory.createApp();

const ofFamily = params(z.object({ familyId: id }));

stateRoutes.get(
  "/:familyId/locking",
  reading("family:read", { familyId: id }, askedFamily, lookAtFamily, (c, family) =>
    page(c, "@forms/form", lockingPage(family)),
  ),
);

stateRoutes.post("/:familyId/locking", can("family:read"), ofFamily, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const family = await askedFamily(c, c.req.valid("param"));
  if (!family) return c.notFound();
  const form = parseForm(z.object({ reason: optionalLongText("Reason", LONGEST_REASON) }), await c.req.formData());
  if (!form.ok) return page(c, "@forms/form", lockingPage(family, form.error), 422);
  const lock = { id: deps.newId(), familyId: family.id, reason: form.value.reason, at: instantText(now) };
  const entry = wrote(
    actor,
    "family_lock",
    lock.id,
    { userId: actor.userId, reason: lock.reason },
    { familyId: family.id },
  );
  return save(c, entry, [lockFamily(deps.db, actor, lock)], `${familyPaths.list}?did=locked`);
});

const ofLock = params(z.object({ familyId: id, lockId: id }));

stateRoutes.post("/:familyId/locks/:lockId/lifting", can("family:unlock"), ofLock, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const { familyId, lockId } = c.req.valid("param");
  const family = await findFamily(deps.db, actor, familyId);
  const locks = family ? await listLocks(deps.db, actor, familyId) : [];
  if (!locks.some((lock) => lock.id === lockId)) return c.notFound();
  const at = instantText(now);
  const entry = wrote(actor, "family_lock", lockId, { liftedAt: at }, { familyId });
  return save(c, entry, [liftLock(deps.db, actor, lockId, at)], `${familyPaths.show(familyId)}?did=unlocked`);
});

type Change = { family: Family; fields: Record<string, unknown>; writes: Write[]; did: string };

/** Saves a change of the family itself, or shows `again` with both texts when somebody was first. */
function change(
  c: AppContext,
  { family, fields, writes, did }: Change,
  again: (family: Family, stale: BothTexts) => PageModel,
) {
  const saving = {
    audit: wrote(c.var.actor, "family", family.id, fields, { familyId: family.id }),
    writes,
    location: `${familyPaths.show(family.id)}?did=${did}`,
  };
  return saveOr(c, saving, async () => {
    const current = (await findOwnFamily(c.var.deps.db, c.var.actor, family.id)) ?? family;
    const rows = bothTexts(familyNow(current), { ...familyNow(current), ...fields });
    const stale = { text: lastChangeSaid(await findLastChange(c.var.deps.db, "family", family.id)), differences: rows };
    return page(c, "@forms/form", again(current, stale), 409);
  });
}

stateRoutes.get(
  "/:familyId/closing",
  reading("family:write", { familyId: id }, askedOwnFamily, lookAtFamily, (c, family) =>
    page(c, "@forms/form", closingPage(family)),
  ),
);

stateRoutes.post("/:familyId/closing", can("family:write"), ofFamily, once(), async (c) => {
  const { deps, now } = c.var;
  const family = await askedOwnFamily(c, c.req.valid("param"));
  if (!family) return c.notFound();
  const form = parseForm(z.object({ version }), await c.req.formData());
  if (!form.ok) return page(c, "@forms/form", closingPage(family), 422);
  const closedOn = dayOf(now);
  const writes = [closeFamily(deps.db, family.id, form.value.version, closedOn)];
  return change(c, { family, fields: { closedOn }, writes, did: "closed" }, closingPage);
});

const reviewIn = (data: FormData, today: string) =>
  parseForm(
    z.object({
      version,
      reviewDueOn: day("The review date", {
        from: today,
        to: addDays(today, 731),
        outside: "The review date must be today or within the next two years",
      }),
    }),
    data,
  );

const REVIEWS = {
  reopening: {
    show: (family: Family, form?: FormProblem, stale?: BothTexts) => reopeningPage(family, form, stale),
    write: reopenFamily,
    did: "reopened",
    fields: { closedOn: null },
  },
  review: { show: reviewPage, write: setReview, did: "review", fields: {} },
};

for (const [act, { show, write, did, fields }] of Object.entries(REVIEWS)) {
  stateRoutes.get(
    `/:familyId/${act}`,
    reading("family:write", { familyId: id }, askedOwnFamily, lookAtFamily, (c, family) =>
      page(c, "@forms/form", show(family)),
    ),
  );

  stateRoutes.post(`/:familyId/${act}`, can("family:write"), ofFamily, once(), async (c) => {
    const { deps, now } = c.var;
    const family = await askedOwnFamily(c, c.req.valid("param"));
    if (!family) return c.notFound();
    const data = await c.req.formData();
    const form = reviewIn(data, dayOf(now));
    if (!form.ok) return page(c, "@forms/form", show(family, form.error), 422);
    const { reviewDueOn, version: typedVersion } = form.value;
    const writes = [write(deps.db, family.id, typedVersion, reviewDueOn)];
    const typed = { values: typedValues(data), errors: [] };
    return change(c, { family, fields: { ...fields, reviewDueOn }, writes, did }, (current, stale) =>
      show(current, typed, stale),
    );
  });
}
