import { z } from "zod";
import { auditEntry, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { ok } from "../../../domain/result.ts";
import { choices, parseForm } from "../../../forms/form.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { behaviourPaths } from "../paths.ts";
import { findLetter } from "./decision-queries.ts";
import { letterPage } from "./letter-page.ts";
import { linesOf, toldBy, without } from "./letter-parts.ts";
import { findPrinting, listPrintings, recordPrinting, tellOf } from "./printing-queries.ts";

/** Mounted at /decisions. */
export const letters = factory.createApp();

async function letterFound(c: AppContext, asked: { id: string }) {
  const letter = await findLetter(c.var.deps.db, c.var.actor, asked.id);
  return letter && { ...letter, id: asked.id };
}

type Found = NonNullable<Awaited<ReturnType<typeof letterFound>>>;

/** A letter as it was made ready for one printing. */
async function printed(c: AppContext, asked: { id: string; printingId: string }) {
  const found = await letterFound(c, asked);
  const printing = found && (await findPrinting(c.var.deps.db, found.id, asked.printingId));
  return found && printing && { ...found, leftOut: printing.leftOut };
}

const print = (c: AppContext, { id: decisionId, familyId }: Found) => ({
  ...auditEntry("print", c.var.actor, "route_decision", decisionId),
  familyId,
});

// Looked over first: a line may be left out, and what the letter tells of is marked as told when it is made ready.
act(letters, {
  path: "/:id/letter",
  permission: "route:decide",
  params: { id },
  find: letterFound,
  look: print,
  parse: (data, { letter }) =>
    parseForm(z.object({ leaveOut: choices(linesOf(letter), "Select lines of this letter") }), data),
  decide: ({ leaveOut }, { id: decisionId }, c) => ok({ id: c.var.deps.newId(), decisionId, leftOut: leaveOut }),
  page: async (found, form, c) => {
    const earlier = await listPrintings(c.var.deps.db, found.id);
    return ["@behaviour/letter", letterPage({ ...found, leftOut: null, earlier }, form)];
  },
  tells: "its-step",
  audit: ({ leftOut }, { id: decisionId, familyId, letter }, c) => {
    const fields = { leftOut, told: toldBy(without(letter, leftOut)) };
    return wrote(c.var.actor, "letter_printing", decisionId, fields, { familyId });
  },
  writes: async (printing, { familyId, carerId, letter, id: decisionId }, c) => {
    const { deps, actor, now } = c.var;
    const at = instantText(now);
    const supports = toldBy(without(letter, printing.leftOut));
    return [
      recordPrinting(deps.db, actor, { ...printing, at }),
      ...(await tellOf(deps, actor, { familyId, carerId, decisionId, supports, today: dayOf(now), at })),
    ];
  },
  did: (printing) => behaviourPaths.printedLetter(printing.decisionId, printing.id),
});

letters.get(
  "/:id/letter/:printingId",
  reading("route:decide", { id, printingId: id }, printed, print, (c, found) =>
    page(c, "@behaviour/letter", letterPage(found)),
  ),
);
