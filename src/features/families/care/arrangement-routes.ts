import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save, saveOr } from "../../../web/save.ts";
import { askedOwnFamily, lookAtFamily } from "../family/asked-routes.ts";
import { changesOf } from "../family/changes.ts";
import type { Arrangement, Family } from "../family/family.ts";
import { lastChangeSaid } from "../family/history.ts";
import { findLastChange } from "../family/history-queries.ts";
import { bothTexts } from "../family/record-words.ts";
import { familyPaths } from "../paths.ts";
import { type ArrangementDetails, parseArrangement, parseEnding } from "./arrangement-form.ts";
import {
  arrangementFactText,
  editArrangementPage,
  endArrangementPage,
  newArrangementPage,
} from "./arrangement-page.ts";
import { endArrangement, insertArrangement, updateArrangement } from "./arrangement-queries.ts";

export const arrangementRoutes = factory.createApp();

const look = (c: AppContext, { family, arrangement }: OnFile) =>
  looked(c.var.actor, "care_arrangement", arrangement.id, family.id);

const ofFamily = params(z.object({ familyId: id }));
const ofArrangement = params(z.object({ familyId: id, arrangementId: id }));

arrangementRoutes.get(
  "/:familyId/arrangements/new",
  reading("family:write", { familyId: id }, askedOwnFamily, lookAtFamily, (c, family) =>
    page(c, "@forms/form", newArrangementPage(family)),
  ),
);

arrangementRoutes.post("/:familyId/arrangements/new", can("family:write"), ofFamily, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const family = await askedOwnFamily(c, c.req.valid("param"));
  if (!family) return c.notFound();
  const form = parseArrangement(await c.req.formData(), family, dayOf(now));
  if (!form.ok) return page(c, "@forms/form", newArrangementPage(family, form.error), 422);
  const { details } = form.value;
  const arrangement = { id: deps.newId(), familyId: family.id, details, at: instantText(now) };
  const entry = wrote(actor, "care_arrangement", arrangement.id, details, { familyId: family.id });
  const location = `${familyPaths.show(family.id)}?did=arrangement-added`;
  return save(c, entry, [insertArrangement(deps.db, actor, arrangement)], location);
});

type OnFile = { family: Family; arrangement: Arrangement };

/** An arrangement of a family of one's own. */
async function findOwn(c: AppContext, ids: { familyId: string; arrangementId: string }): Promise<OnFile | undefined> {
  const family = await askedOwnFamily(c, ids);
  const arrangement = family?.arrangements.find((one) => one.id === ids.arrangementId);
  return family && arrangement && { family, arrangement };
}

const detailsOf = ({
  carerId,
  childId,
  kind,
  relationship,
  fromOn,
  parentalResponsibility,
}: Arrangement): ArrangementDetails => ({
  carerId,
  childId,
  kind,
  relationship,
  fromOn,
  parentalResponsibility,
});

arrangementRoutes.get(
  "/:familyId/arrangements/:arrangementId/edit",
  reading("family:write", { familyId: id, arrangementId: id }, findOwn, look, (c, { family, arrangement }) =>
    page(c, "@forms/form", editArrangementPage(family, arrangement)),
  ),
);

arrangementRoutes.post(
  "/:familyId/arrangements/:arrangementId/edit",
  can("family:write"),
  ofArrangement,
  once(),
  async (c) => {
    const { deps, actor, now } = c.var;
    const found = await findOwn(c, c.req.valid("param"));
    if (!found) return c.notFound();
    const { family, arrangement } = found;
    const data = await c.req.formData();
    const form = parseArrangement(data, family, dayOf(now), arrangement.toOn);
    if (!form.ok) return page(c, "@forms/form", editArrangementPage(family, arrangement, { form: form.error }), 422);
    const { details, version } = form.value;
    const saving = {
      audit: wrote(actor, "care_arrangement", arrangement.id, changesOf(detailsOf(arrangement), details), {
        familyId: family.id,
      }),
      writes: [updateArrangement(deps.db, arrangement.id, version, details)],
      location: `${familyPaths.show(family.id)}?did=arrangement-changed`,
    };
    return saveOr(c, saving, async () => {
      const current = (await findOwn(c, c.req.valid("param")))?.arrangement ?? arrangement;
      const differences = bothTexts(detailsOf(current), details, arrangementFactText(family));
      const stale = {
        text: lastChangeSaid(await findLastChange(c.var.deps.db, "care_arrangement", arrangement.id)),
        differences,
      };
      const form = { values: typedValues(data), errors: [] };
      return page(c, "@forms/form", editArrangementPage(family, current, { form, stale }), 409);
    });
  },
);

arrangementRoutes.get(
  "/:familyId/arrangements/:arrangementId/ending",
  reading("family:write", { familyId: id, arrangementId: id }, findOwn, look, (c, { family, arrangement }) =>
    page(c, "@forms/form", endArrangementPage(family, arrangement)),
  ),
);

arrangementRoutes.post(
  "/:familyId/arrangements/:arrangementId/ending",
  can("family:write"),
  ofArrangement,
  once(),
  async (c) => {
    const { deps, actor, now } = c.var;
    const found = await findOwn(c, c.req.valid("param"));
    if (!found) return c.notFound();
    const { family, arrangement } = found;
    const data = await c.req.formData();
    const form = parseEnding(data, arrangement, dayOf(now));
    if (!form.ok) return page(c, "@forms/form", endArrangementPage(family, arrangement, { form: form.error }), 422);
    const { toOn, endedHow } = form.value;
    const saving = {
      audit: wrote(actor, "care_arrangement", arrangement.id, { toOn, endedHow }, { familyId: family.id }),
      writes: [endArrangement(deps.db, arrangement.id, form.value)],
      location: `${familyPaths.show(family.id)}?did=arrangement-ended`,
    };
    return saveOr(c, saving, async () => {
      const current = (await findOwn(c, c.req.valid("param")))?.arrangement ?? arrangement;
      const onFile = { toOn: current.toOn, endedHow: current.endedHow };
      const stale = {
        text: lastChangeSaid(await findLastChange(c.var.deps.db, "care_arrangement", arrangement.id)),
        differences: bothTexts(onFile, { toOn, endedHow }),
      };
      const form = { values: typedValues(data), errors: [] };
      return page(c, "@forms/form", endArrangementPage(family, current, { form, stale }), 409);
    });
  },
);
