import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { problem, typedValues } from "../../../forms/form.ts";
import { measureById, seriesOf } from "../../../measures/index.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { recordSetting } from "../../settings/index.ts";
import { measurePaths } from "../paths.ts";
import { isSwitchedOn, switchName } from "./switching.ts";
import { parseSwitching, type Switching } from "./switching-form.ts";
import { switchingPage } from "./switching-page.ts";
import { switchesOf } from "./switching-queries.ts";
import { programmesUsing } from "./used-queries.ts";

/** Measures switched on and off for the partnership by administrators. */
export const switching = factory.createApp();

const one = params(z.object({ id }));

const MEANWHILE =
  "Somebody else switched this while you had it open. See how it stands now; nothing of yours was saved.";

/** The measure, its series, how that was switched so far and which programmes ask it; undefined for what is no measure. */
async function aboutNow(c: AppContext, measureId: string) {
  const { db } = c.var.deps;
  const [definition, series] = [measureById(measureId), seriesOf(measureId)];
  if (!definition || !series) return undefined;
  const asked = new Set(series.members.map((member) => member.id));
  const [switches, used] = await Promise.all([switchesOf(db, series), programmesUsing(db)]);
  const programmes = used.filter((one) => asked.has(one.measureId)).map(({ programmeName }) => programmeName);
  return { definition, series, switches, programmes: [...new Set(programmes)] };
}

type About = NonNullable<Awaited<ReturnType<typeof aboutNow>>>;

switching.get(
  "/:id/switching",
  reading(
    "settings:write",
    { id },
    (c, asked) => aboutNow(c, asked.id),
    "nothing-personal",
    (c, about) => page(c, "@registry/switching", switchingPage(about)),
  ),
);

switching.post("/:id/switching", can("settings:write"), one, once(), async (c) => {
  const about = await aboutNow(c, c.req.valid("param").id);
  if (!about) return c.notFound();
  const form = parseSwitching(await c.req.formData());
  if (!form.ok) return page(c, "@registry/switching", switchingPage(about, form.error), 422);
  return switched(c, about, form.value);
});

async function switched(c: AppContext, about: About, { on, reason, version }: Switching) {
  const { deps, actor, now } = c.var;
  const { definition, series, switches } = about;
  const late = async () => {
    const typed = problem(typedValues(await c.req.formData()), "form", MEANWHILE);
    const there = (await aboutNow(c, definition.id)) ?? about;
    return page(c, "@registry/switching", switchingPage(there, typed), 409);
  };
  const [last] = switches;
  if (version !== (last?.version ?? 0) || on === isSwitchedOn(series, last)) return late();
  const next = { on, reason };
  const entry = wrote(actor, "setting", switchName(series.id), { ...next, version: version + 1 });
  const writes = recordSetting(deps.db, { by: actor.userId, at: now }, switchName(series.id), version + 1, next);
  try {
    return await save(c, entry, writes, `${measurePaths.show(definition.id)}?did=${on ? "on" : "off"}`);
  } catch (error) {
    if (error instanceof Conflict && error.what.includes("setting_version")) return late();
    throw error;
  }
}
