import { z } from "zod";
import { auditEntry, looked } from "../../domain/audit-entry.ts";
import { dayOf } from "../../domain/calendar.ts";
import { can } from "../../web/can.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, listQuery, params, query } from "../../web/params.ts";
import { note } from "../../web/save.ts";
import { findFamily } from "../families/index.ts";
import { filePage } from "./file-page.ts";
import { type FamilyFile, readFile } from "./file-queries.ts";
import { printPage } from "./print-page.ts";
import { ENTRY_KINDS, type EntryKind } from "./timeline.ts";
import { timelinePage } from "./timeline-page.ts";

/** The front pages of a family's file, which bring together what every feature knows of it. */
export const familyFile = factory.createApp();

const ofFamily = params(z.object({ familyId: id }));

async function findFile(c: AppContext, familyId: string): Promise<FamilyFile | undefined> {
  const { deps, actor, now } = c.var;
  const family = await findFamily(deps.db, actor, familyId);
  return family && readFile(deps.db, actor, family, dayOf(now));
}

familyFile.get("/:familyId", can("family:read"), ofFamily, async (c) => {
  const { actor, now } = c.var;
  const file = await findFile(c, c.req.valid("param").familyId);
  if (!file) return c.notFound();
  await note(c, looked(actor, "family", file.family.id, file.family.id));
  return page(c, "@family-file/show", filePage(file, actor, dayOf(now)));
});

const kinds = Object.keys(ENTRY_KINDS) as [EntryKind, ...EntryKind[]];
const asked = listQuery.extend({ show: z.enum(kinds).optional() });

familyFile.get("/:familyId/timeline", can("family:read"), ofFamily, query(asked), async (c) => {
  const { actor, now } = c.var;
  const file = await findFile(c, c.req.valid("param").familyId);
  if (!file) return c.notFound();
  await note(c, looked(actor, "family", file.family.id, file.family.id));
  return page(c, "@family-file/timeline", timelinePage(file, c.req.valid("query"), dayOf(now)));
});

familyFile.get("/:familyId/print", can("family:read"), ofFamily, async (c) => {
  const { actor, now } = c.var;
  const file = await findFile(c, c.req.valid("param").familyId);
  if (!file) return c.notFound();
  const { id: familyId } = file.family;
  await note(c, { ...auditEntry("print", actor, "family", familyId), familyId });
  return page(c, "@family-file/print", printPage(file, dayOf(now)));
});
