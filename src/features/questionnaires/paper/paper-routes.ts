import { z } from "zod";
import { auditEntry, searched } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { parseForm, problem, text, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { note } from "../../../web/save.ts";
import { findWorker } from "../../families/index.ts";
import { findPack } from "../follow-up/due-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { readPaperId } from "./paper.ts";
import { paperIdPage, paperPage } from "./paper-page.ts";
import { findByNumber, formsOfPack, gateOf, numberOfPack, stopsOfPack } from "./paper-queries.ts";

/** Mounted on /follow-up beside the list of who is to be asked. */
export const paper = factory.createApp();

const NOT_FOUND = "There is no pack with this number on your runs";

const shape = z.object({ number: text("The number on the pack", 40) });

paper.get(
  "/paper-id",
  reading(
    "measure:enter",
    {},
    () => ({}),
    "nothing-personal",
    (c) => page(c, "@questionnaires/paper/paper-id", paperIdPage()),
  ),
);

paper.post("/paper-id", can("measure:enter"), async (c) => {
  const { deps, actor } = c.var;
  const data = await c.req.formData();
  const form = parseForm(shape, data);
  if (!form.ok) return page(c, "@questionnaires/paper/paper-id", paperIdPage(form.error), 422);
  const refused = (sentence: string) =>
    page(c, "@questionnaires/paper/paper-id", paperIdPage(problem(typedValues(data), "number", sentence)), 422);
  const number = readPaperId(form.value.number);
  if (!number.ok) return refused(number.error);
  const found = await findByNumber(deps.db, actor, number.value);
  await note(c, searched(actor, "paper-pack", String(number.value), found ? [found.familyId] : []));
  if (!found) return refused(NOT_FOUND);
  const isWaiting = found.state === "scheduled" || found.state === "open";
  return c.redirect(isWaiting ? assessmentPaths.keying(found.id) : assessmentPaths.show(found.id), 303);
});

paper.get(
  "/:id/paper",
  reading(
    "measure:enter",
    { id },
    async (c, asked) => {
      const { deps, actor } = c.var;
      const pack = await findPack(deps.db, actor, asked.id);
      const number = pack && (await numberOfPack(deps.db, pack.id));
      return pack && number !== undefined ? { pack: { ...pack, number }, isLarge: asked.large === "yes" } : undefined;
    },
    (c, { pack }) => ({ ...auditEntry("print", c.var.actor, "pack", pack.id), familyId: pack.familyId }),
    async (c, { pack, isLarge }) => {
      const { deps, actor, now } = c.var;
      const today = dayOf(now);
      const [forms, gate, stops, worker] = await Promise.all([
        formsOfPack(deps.db, actor, pack.id, today),
        gateOf(deps.db, actor, pack.id),
        stopsOfPack(deps.db, actor, pack, today),
        findWorker(deps.db, pack.familyId),
      ]);
      return page(
        c,
        "@questionnaires/paper/paper",
        paperPage(pack, forms, { organisation: actor.organisationName, today, isLarge, gate, worker, stops }),
      );
    },
    { large: z.literal("yes").optional() },
  ),
);
