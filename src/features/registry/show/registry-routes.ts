import { z } from "zod";
import { exported } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { mayDo } from "../../../domain/permissions.ts";
import { allMeasures, type Definition, measureById, type Series, seriesOf } from "../../../measures/index.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { programmePaths } from "../../programmes/index.ts";
import { licencesOf, standingsOf } from "../permission/licence-queries.ts";
import { isSwitchedOn } from "../switching/switching.ts";
import { lastSwitches, switchesOf } from "../switching/switching-queries.ts";
import { programmesUsing } from "../switching/used-queries.ts";
import { editionNumber, inUse, wordingsOf } from "../wording/wording-queries.ts";
import { listPage, SHOWN } from "./list-page.ts";
import { showPage } from "./show-page.ts";
import { tryPage } from "./try-page.ts";

/** Everything under /measures. One registry a partnership: nothing in it is about a person. */
export const measures = factory.createApp();

const one = params(z.object({ id }));

const shown = { show: z.enum(SHOWN).default("all").catch("all") };
type Asked = { show: (typeof SHOWN)[number] };

measures.get(
  "/",
  reading(
    "settings:read",
    {},
    (_, asked): Asked => asked,
    "nothing-personal",
    (c, asked) => listed(c, asked),
    shown,
  ),
);

async function listed(c: AppContext, asked: Asked) {
  const { db } = c.var.deps;
  const today = dayOf(c.var.now);
  const [switches, recorded, worded, used] = await Promise.all([
    lastSwitches(db),
    licencesOf(db),
    wordingsOf(db),
    programmesUsing(db),
  ]);
  const listed = allMeasures().map((definition) => {
    const isThis = ({ measureId }: { measureId: string }) => measureId === definition.id;
    const series = seriesOf(definition.id)!;
    const switched = switches.get(series.id);
    return {
      definition,
      on: isSwitchedOn(series, switched),
      switched,
      standings: standingsOf(definition, recorded, today),
      languages: inUse(worded.filter(isThis), editionNumber(definition)).map(({ language }) => language),
      programmes: used.filter(isThis).map(({ programmeName }) => programmeName),
    };
  });
  return page(c, "@registry/list", listPage(listed, today, asked.show));
}

const measureAsked = (_: AppContext, asked: { id: string }) => measureById(asked.id);

measures.get(
  "/:id",
  reading(
    "settings:read",
    { id },
    (_, asked) => {
      const definition = measureById(asked.id);
      const series = definition && seriesOf(definition.id);
      return definition && series && { definition, series };
    },
    "nothing-personal",
    (c, found) => show(c, found),
  ),
);

async function show(c: AppContext, { definition, series }: { definition: Definition; series: Series }) {
  const { deps, actor, now } = c.var;
  const [switches, history, worded, used] = await Promise.all([
    switchesOf(deps.db, series),
    licencesOf(deps.db, definition.id),
    wordingsOf(deps.db, definition.id),
    programmesUsing(deps.db, definition.id),
  ]);
  const today = dayOf(now);
  const shown = {
    definition,
    series,
    switches,
    history,
    today,
    standings: standingsOf(definition, history, today),
    wordings: worded,
    programmes: used.map((one) => ({ text: one.programmeName, href: programmePaths.show(one.programmeId) })),
    mayLicense: mayDo(actor, "measure:license"),
    maySwitch: mayDo(actor, "settings:write"),
  };
  return page(c, "@registry/show", showPage(shown));
}

measures.get(
  "/:id/definition",
  reading(
    "settings:read",
    { id },
    measureAsked,
    (c, definition) => exported(c.var.actor, "measure", definition.id),
    (c, definition) => {
      c.header("Content-Disposition", `attachment; filename="${definition.id}-${definition.version}.json"`);
      c.header("Content-Type", "application/json; charset=utf-8");
      return c.body(`${JSON.stringify(definition, null, 2)}\n`);
    },
  ),
);

measures.get(
  "/:id/try",
  reading("settings:read", { id }, measureAsked, "nothing-personal", (c, definition) =>
    page(c, "@registry/try", tryPage(definition)),
  ),
);

measures.post("/:id/try", can("settings:read"), one, async (c) => {
  const definition = measureById(c.req.valid("param").id);
  if (!definition) return c.notFound();
  const model = tryPage(definition, await c.req.formData());
  return page(c, "@registry/try", model, model.isWrong ? 422 : 200);
});
