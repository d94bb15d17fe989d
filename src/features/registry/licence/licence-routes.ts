import { wrote } from "../../../domain/audit-entry.ts";
import { type Day, dayOf, instantText } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { measureById } from "../../../measures/index.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory, type PageModel } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { measurePaths } from "../paths.ts";
import { insertLicences, type LicenceAct, licencesOf, standingsOf } from "../permission/licence-queries.ts";
import { parsePermission, parseWithdrawal } from "./licence-form.ts";
import { permissionPage, withdrawalPage } from "./licence-page.ts";

/** Permissions of the holder, recorded and withdrawn by administrators. */
export const licences = factory.createApp();

const MEANWHILE: Refusal = {
  text: "Something was recorded for this measure meanwhile. See how it stands now; what you typed is still here, and nothing of it was saved.",
};
const NOT_PERMITTED: Refusal = { text: "Select only what is permitted today", field: "channels", status: 422 };

/** The measure that an address names, and how its permissions stand. `act` is the last act that was recorded. */
async function find(c: AppContext, asked: { id: string }) {
  const definition = measureById(asked.id);
  if (!definition) return undefined;
  const recorded = await licencesOf(c.var.deps.db, definition.id);
  const act = recorded.reduce((latest, row) => Math.max(latest, row.act), 0);
  return { definition, act, standings: standingsOf(definition, recorded, dayOf(c.var.now)) };
}

type About = NonNullable<Awaited<ReturnType<typeof find>>>;
type Given = Omit<LicenceAct, "measureId" | "act" | "at" | "by">;

type OnChannels<Typed> = {
  path: string;
  parse: (data: FormData, today: Day) => Promise<Result<Typed, FormProblem>> | Result<Typed, FormProblem>;
  decide: (typed: Omit<Typed, "version">, about: About) => Result<Given, Refusal>;
  show: (about: About, form?: FormProblem) => readonly [view: string, model: PageModel];
};

/** One act on the channels of a measure, unless another was recorded since its page was made. */
function onChannels<Typed extends { version: number }>({ path, parse, decide, show }: OnChannels<Typed>): void {
  act(licences, {
    path,
    permission: "measure:license",
    params: { id },
    find,
    look: "nothing-personal",
    parse: (data, _, c) => parse(data, dayOf(c.var.now)),
    decide: ({ version, ...typed }, about) => (version === about.act ? decide(typed, about) : err(MEANWHILE)),
    page: show,
    tells: "nobody",
    audit: ({ channels, status, reference, expiresOn, evidenceHash }: Given, { definition }, c) =>
      wrote(c.var.actor, "licence", definition.id, { channels, status, reference, expiresOn, evidenceHash }),
    writes: (given: Given, about, c) => {
      const { deps, actor, now } = c.var;
      const made = { measureId: about.definition.id, act: about.act + 1, at: instantText(now), by: actor.userId };
      return insertLicences(deps.db, deps.newId, { ...given, ...made });
    },
    did: ({ status }: Given, { definition }) =>
      `${measurePaths.show(definition.id)}?did=${status === "permitted" ? "permitted" : "withdrawn"}`,
    late: ({ what }) => (what.includes("licence") ? MEANWHILE : undefined),
  });
}

onChannels({
  path: "/:id/permissions/new",
  parse: parsePermission,
  decide: (typed) => ok({ ...typed, status: "permitted" }),
  show: (about, form) => ["@registry/permission", permissionPage(about, form)],
});

onChannels({
  path: "/:id/permissions/withdrawal",
  parse: parseWithdrawal,
  decide: (typed, { standings }) => {
    const permitted = new Set(standings.filter((one) => one.permitted).map(({ channel }) => channel));
    if (typed.channels.some((channel) => !permitted.has(channel))) return err(NOT_PERMITTED);
    return ok({ ...typed, status: "withdrawn", evidenceHash: null, grantedOn: null, expiresOn: null });
  },
  show: (about, form) => ["@registry/withdrawal", withdrawalPage(about, form)],
});
