import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { findOwnFamily } from "../../families/index.ts";
import { latestChecksOf } from "../check/check-queries.ts";
import { namesOf } from "../check/crumbs-page.ts";
import { behaviourPaths } from "../paths.ts";
import { parseNeedAssessment } from "./need-form.ts";
import { needPage, newNeedPage } from "./need-page.ts";
import { findNeedAssessment, insertNeedAssessment } from "./need-queries.ts";

/** Mounted under /families. */
export const familyNeeds = factory.createApp();

act(familyNeeds, {
  path: "/:familyId/need-assessments/new",
  permission: "behaviour:write",
  params: { familyId: id },
  find: (c, { familyId }) => findOwnFamily(c.var.deps.db, c.var.actor, familyId),
  look: (c, family) => looked(c.var.actor, "family", family.id, family.id),
  parse: (data, family, c) => parseNeedAssessment(data, namesOf(family.carers), dayOf(c.var.now)),
  decide: (typed, family, c) =>
    ok({ ...typed, id: c.var.deps.newId(), familyId: family.id, at: instantText(c.var.now) }),
  page: (family, form, c) => [
    "@behaviour/need-form",
    newNeedPage(family, dayOf(c.var.now), c.req.query("carer"), form),
  ],
  tells: (_, family) => ({ verb: "need.recorded", about: { familyId: family.id } }),
  audit: (need, family, c) =>
    wrote(c.var.actor, "need_assessment", need.id, { need: need.need, onDay: need.onDay }, { familyId: family.id }),
  writes: (need, _, c) => insertNeedAssessment(c.var.deps.db, c.var.actor, need),
  did: (need) => `${behaviourPaths.showNeedAssessment(need.id)}?did=recorded`,
});

/** Mounted at /need-assessments. */
export const needAssessments = factory.createApp();

needAssessments.get(
  "/:id",
  reading(
    "family:read",
    { id },
    async (c, asked) => {
      const need = await findNeedAssessment(c.var.deps.db, c.var.actor, asked.id);
      const family = need && (await findOwnFamily(c.var.deps.db, c.var.actor, need.familyId));
      if (!need || !family) return undefined;
      return { need, family, checks: await latestChecksOf(c.var.deps.db, c.var.actor, need) };
    },
    (c, { need, family }) => looked(c.var.actor, "need_assessment", need.id, family.id),
    (c, { need, family, checks }) => page(c, "@behaviour/need", needPage(need, family, checks, dayOf(c.var.now))),
  ),
);
