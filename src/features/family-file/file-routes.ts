import { z } from "zod";
import { auditEntry, looked } from "../../domain/audit-entry.ts";
import { dayOf } from "../../domain/calendar.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { id, listQuery } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { cardsFor, findFamily } from "../families/index.ts";
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

/** "Before you ring" of each carer of the family, in the order of the file. */
async function cardsOf(c: AppContext, { family }: FamilyFile) {
  const cards = await cardsFor(
    c,
    family.carers.map(({ id: carerId }) => carerId),
  );
  return family.carers.flatMap((carer) => cards.get(carer.id) ?? []);
}

const look = (c: AppContext, { family }: FamilyFile) => looked(c.var.actor, "family", family.id, family.id);

familyFile.get(
  "/:familyId",
  reading("family:read", { familyId: id }, findFile, look, async (c, file) => {
    const model = { ...filePage(file, c.var.actor, c.var.now), reach: await cardsOf(c, file) };
    return page(c, "@family-file/show", model);
  }),
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
    async (c, file) => {
      const model = { ...printPage(file, dayOf(c.var.now)), reach: await cardsOf(c, file) };
      return page(c, "@family-file/print", model);
    },
  ),
);
