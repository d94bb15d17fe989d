import { z } from "zod";
import { auditEntry, looked } from "../../domain/audit-entry.ts";
import { dayOf } from "../../domain/calendar.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, listQuery } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { findFamily } from "../families/index.ts";
import { filePage } from "./file-page.ts";
import { type FamilyFile, readFile } from "./file-queries.ts";
import { printPage } from "./print-page.ts";
import { ENTRY_KINDS, type EntryKind } from "./timeline.ts";
import { timelinePage } from "./timeline-page.ts";

/** The front pages of a family's file, which bring together what every feature knows of it. */
export const familyFile = factory.createApp();

async function findFile(c: AppContext, { familyId }: { familyId: string }): Promise<FamilyFile | undefined> {
  const { deps, actor, now } = c.var;
  const family = await findFamily(deps.db, actor, familyId);
  return family && readFile(deps.db, actor, family, dayOf(now));
}

const look = (c: AppContext, { family }: FamilyFile) => looked(c.var.actor, "family", family.id, family.id);

familyFile.get(
  "/:familyId",
  reading("family:read", { familyId: id }, findFile, look, (c, file) =>
    page(c, "@family-file/show", filePage(file, c.var.actor, dayOf(c.var.now))),
  ),
);

const kinds = Object.keys(ENTRY_KINDS) as [EntryKind, ...EntryKind[]];

familyFile.get(
  "/:familyId/timeline",
  reading(
    "family:read",
    { familyId: id },
    async (c, { familyId, ...asked }) => {
      const file = await findFile(c, { familyId });
      return file && { file, asked };
    },
    (c, { file }) => look(c, file),
    (c, { file, asked }) => page(c, "@family-file/timeline", timelinePage(file, asked, dayOf(c.var.now))),
    { ...listQuery.shape, show: z.enum(kinds).optional() },
  ),
);

familyFile.get(
  "/:familyId/print",
  reading(
    "family:read",
    { familyId: id },
    findFile,
    (c, { family }) => ({ ...auditEntry("print", c.var.actor, "family", family.id), familyId: family.id }),
    (c, file) => page(c, "@family-file/print", printPage(file, dayOf(c.var.now))),
  ),
);
