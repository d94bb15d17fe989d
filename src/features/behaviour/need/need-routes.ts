import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id, params, query } from "../../../web/params.ts";
import { note, once, save } from "../../../web/save.ts";
import { findOwnFamily } from "../../families/index.ts";
import { namesOf } from "../check/crumbs-page.ts";
import { behaviourPaths } from "../paths.ts";
import { parseNeedAssessment } from "./need-form.ts";
import { needPage, newNeedPage } from "./need-page.ts";
import { findNeedAssessment, insertNeedAssessment } from "./need-queries.ts";

/** Mounted under /families. */
export const familyNeeds = factory.createApp();

const ofFamily = params(z.object({ familyId: id }));
const asked = query(z.object({ carer: id.optional() }));

familyNeeds.get("/:familyId/need-assessments/new", can("behaviour:write"), ofFamily, asked, async (c) => {
  const { deps, actor, now } = c.var;
  const family = await findOwnFamily(deps.db, actor, c.req.valid("param").familyId);
  if (!family) return c.notFound();
  await note(c, looked(actor, "family", family.id, family.id));
  return page(c, "@behaviour/need-form", newNeedPage(family, dayOf(now), c.req.valid("query").carer));
});

familyNeeds.post("/:familyId/need-assessments/new", can("behaviour:write"), ofFamily, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const family = await findOwnFamily(deps.db, actor, c.req.valid("param").familyId);
  if (!family) return c.notFound();
  const form = parseNeedAssessment(await c.req.formData(), namesOf(family.carers), dayOf(now));
  if (!form.ok) return page(c, "@behaviour/need-form", newNeedPage(family, dayOf(now), undefined, form.error), 422);
  const need = { ...form.value, id: deps.newId(), familyId: family.id, at: instantText(now) };
  const audit = wrote(
    actor,
    "need_assessment",
    need.id,
    { need: need.need, onDay: need.onDay },
    { familyId: family.id },
  );
  const location = `${behaviourPaths.showNeedAssessment(need.id)}?did=recorded`;
  return save(c, audit, insertNeedAssessment(deps.db, actor, need), location);
});

/** Mounted at /need-assessments. */
export const needAssessments = factory.createApp();

needAssessments.get("/:id", can("family:read"), params(z.object({ id })), async (c) => {
  const { deps, actor, now } = c.var;
  const need = await findNeedAssessment(deps.db, actor, c.req.valid("param").id);
  const family = need && (await findOwnFamily(deps.db, actor, need.familyId));
  if (!need || !family) return c.notFound();
  await note(c, looked(actor, "need_assessment", need.id, family.id));
  return page(c, "@behaviour/need", needPage(need, family, dayOf(now)));
});
