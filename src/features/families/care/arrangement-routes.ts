import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { askedOwnFamily, lookAtFamily } from "../family/asked-routes.ts";
import { changesOf } from "../family/changes.ts";
import type { Arrangement, Family } from "../family/family.ts";
import { changedSince } from "../family/history-queries.ts";
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

act(arrangementRoutes, {
  path: "/:familyId/arrangements/new",
  permission: "family:write",
  params: { familyId: id },
  find: askedOwnFamily,
  look: lookAtFamily,
  parse: (data, family, c) => parseArrangement(data, family, dayOf(c.var.now)),
  decide: ({ details }, family, c) =>
    ok({ id: c.var.deps.newId(), familyId: family.id, details, at: instantText(c.var.now) }),
  page: (family, form) => ["@forms/form", newArrangementPage(family, form)],
  tells: (_, family) => ({ verb: "care.changed", about: { familyId: family.id } }),
  audit: (made, family, c) => wrote(c.var.actor, "care_arrangement", made.id, made.details, { familyId: family.id }),
  writes: (made, _, c) => [insertArrangement(c.var.deps.db, c.var.actor, made)],
  did: (_, family) => `${familyPaths.show(family.id)}?did=arrangement-added`,
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

act(arrangementRoutes, {
  path: "/:familyId/arrangements/:arrangementId/edit",
  permission: "family:write",
  params: { familyId: id, arrangementId: id },
  find: findOwn,
  look,
  parse: (data, { family, arrangement }, c) => parseArrangement(data, family, dayOf(c.var.now), arrangement.toOn),
  page: ({ family, arrangement }, form) => [
    "@forms/form",
    editArrangementPage(family, arrangement, { form, stale: form?.conflict }),
  ],
  tells: (_, { family }) => ({ verb: "care.changed", about: { familyId: family.id } }),
  audit: ({ details }, { family, arrangement }, c) => {
    const fields = changesOf(detailsOf(arrangement), details);
    return wrote(c.var.actor, "care_arrangement", arrangement.id, fields, { familyId: family.id });
  },
  writes: ({ details, version }, { arrangement }, c) => [
    updateArrangement(c.var.deps.db, arrangement.id, version, details),
  ],
  did: (_, { family }) => `${familyPaths.show(family.id)}?did=arrangement-changed`,
  conflict: (c, { family, arrangement }, data) => {
    const typed = data && parseArrangement(data, family, dayOf(c.var.now), arrangement.toOn);
    const rows = typed?.ok ? bothTexts(detailsOf(arrangement), typed.value.details, arrangementFactText(family)) : [];
    return changedSince(c.var.deps.db, "care_arrangement", arrangement.id, rows);
  },
});

act(arrangementRoutes, {
  path: "/:familyId/arrangements/:arrangementId/ending",
  permission: "family:write",
  params: { familyId: id, arrangementId: id },
  find: findOwn,
  look,
  parse: (data, { arrangement }, c) => parseEnding(data, arrangement, dayOf(c.var.now)),
  page: ({ family, arrangement }, form) => [
    "@forms/form",
    endArrangementPage(family, arrangement, { form, stale: form?.conflict }),
  ],
  tells: (_, { family }) => ({ verb: "care.changed", about: { familyId: family.id } }),
  audit: ({ toOn, endedHow }, { family, arrangement }, c) =>
    wrote(c.var.actor, "care_arrangement", arrangement.id, { toOn, endedHow }, { familyId: family.id }),
  writes: (ending, { arrangement }, c) => [endArrangement(c.var.deps.db, arrangement.id, ending)],
  did: (_, { family }) => `${familyPaths.show(family.id)}?did=arrangement-ended`,
  conflict: (c, { arrangement }, data) => {
    const typed = data && parseEnding(data, arrangement, dayOf(c.var.now));
    const { toOn, endedHow } = arrangement;
    const rows = typed?.ok
      ? bothTexts({ toOn, endedHow }, { toOn: typed.value.toOn, endedHow: typed.value.endedHow })
      : [];
    return changedSince(c.var.deps.db, "care_arrangement", arrangement.id, rows);
  },
});
