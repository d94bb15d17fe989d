import { wrote } from "../../../domain/audit-entry.ts";
import { err, ok } from "../../../domain/result.ts";
import { measureById, seriesOf } from "../../../measures/index.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { recordSetting } from "../../settings/index.ts";
import { measurePaths } from "../paths.ts";
import { isSwitchedOn, switchName } from "./switching.ts";
import { parseSwitching } from "./switching-form.ts";
import { switchingPage } from "./switching-page.ts";
import { switchesOf } from "./switching-queries.ts";
import { programmesUsing } from "./used-queries.ts";

/** Measures switched on and off for the partnership by administrators. */
export const switching = factory.createApp();

const MEANWHILE: Refusal = {
  text: "This was switched while you had it open. See how it stands now; nothing of yours was saved.",
};

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

act(switching, {
  path: "/:id/switching",
  permission: "settings:write",
  params: { id },
  find: (c, asked) => aboutNow(c, asked.id),
  look: "nothing-personal",
  parse: parseSwitching,
  decide: ({ on, reason, version }, { series, switches: [last] }) => {
    const isLate = version !== (last?.version ?? 0) || on === isSwitchedOn(series, last);
    return isLate ? err(MEANWHILE) : ok({ next: { on, reason }, version: version + 1 });
  },
  page: (about, form) => ["@registry/switching", switchingPage(about, form)],
  tells: "nobody",
  audit: ({ next, version }, { series }, c) =>
    wrote(c.var.actor, "setting", switchName(series.id), { ...next, version }),
  writes: ({ next, version }, { series }, c) => {
    const { deps, actor, now } = c.var;
    return recordSetting(deps.db, { by: actor.userId, at: now }, switchName(series.id), version, next);
  },
  did: ({ next }, { definition }) => `${measurePaths.show(definition.id)}?did=${next.on ? "on" : "off"}`,
  late: ({ what }) => (what.includes("setting_version") ? MEANWHILE : undefined),
});
