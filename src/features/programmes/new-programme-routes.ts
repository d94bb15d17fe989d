import { z } from "zod";
import { wrote } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { err, ok } from "../../domain/result.ts";
import { BLANK, choice, parseForm, text, typedValues } from "../../forms/form.ts";
import { act, type Refusal } from "../../web/act.ts";
import { type AppContext, factory } from "../../web/factory.ts";
import { offeredToPlans, seriesOn } from "../registry/index.ts";
import { insertProgramme } from "./catalogue-queries.ts";
import { programmePaths } from "./paths.ts";
import { choose, planLines } from "./plan/asked.ts";
import { choicesOf } from "./plan/choices-page.ts";
import { isHeavy, TOO_HEAVY } from "./plan/plan-page.ts";
import { ROUTES } from "./programme.ts";
import { listProviders } from "./programme-queries.ts";
import { STARTER_CATALOGUE } from "./starter/starter-catalogue.ts";
import { seedProgrammes } from "./starter/starter-queries.ts";
import { parseVersion, versionValues } from "./version-form.ts";
import { newProgrammePage, starterPage } from "./version-page.ts";

export const newProgramme = factory.createApp();

const provider = z
  .string({ error: "Select the provider" })
  .min(1, "Select the provider")
  .max(64, "Select the provider");
const named = z.object({
  provider,
  route: choice(ROUTES, "Select the route"),
  name: text("The name", 100),
});

const NAMES = STARTER_CATALOGUE.map(({ name }) => name);
const NOT_LISTED: Refusal = { text: "Select a provider from the list", field: "provider", status: 422 };
const TAKEN: Refusal = { text: "This provider already has a programme of this name", field: "name" };
const CATALOGUE_TAKEN: Refusal = {
  text: "This provider already has a programme of the starter catalogue",
  field: "provider",
};

/** What a programme that is not there yet may ask, and who may deliver it. */
async function choicesNow(c: AppContext) {
  const { deps, now } = c.var;
  const [providers, offered] = await Promise.all([listProviders(deps.db), offeredToPlans(deps.db, dayOf(now))]);
  return { providers, choices: choicesOf(offered, [], null) };
}

const added = (c: AppContext) => ({ by: c.var.actor.userId, at: instantText(c.var.now) });
const isListed = (providers: readonly { id: string }[], chosen: string) => providers.some(({ id }) => id === chosen);

/** A programme as it is first filled in: like the first of the starter catalogue, but for what only its own papers say. */
const begun = () => {
  const { rating: _, ratingSource: __, ...values } = versionValues(STARTER_CATALOGUE[0]!.facts, []);
  return { values: { ...values, summary: "", fidelity: "", sessions: "" }, errors: [] };
};

act(newProgramme, {
  path: "/new",
  permission: "programme:write",
  params: {},
  find: choicesNow,
  look: "nothing-personal",
  parse: (data, { choices }) => {
    const [head, form] = [parseForm(named, data), parseVersion(data, choices)];
    if (head.ok && form.ok) return ok({ ...head.value, ...form.value });
    const errors = [...(head.ok ? [] : head.error.errors), ...(form.ok ? [] : form.error.errors)];
    return err({ values: typedValues(data), errors });
  },
  decide: ({ provider: organisationId, route, name, facts, measures }, { providers }, c) => {
    if (!isListed(providers, organisationId)) return err(NOT_LISTED);
    const plan = planLines(choose([], measures, route), facts.template);
    if (isHeavy(plan) && facts.template.burdenReason === null) return err(TOO_HEAVY);
    const { newId } = c.var.deps;
    return ok({ id: newId(), versionId: newId(), organisationId, route, name, facts, plan });
  },
  page: ({ providers, choices }, form) => [
    "@programmes/version",
    newProgrammePage(form ?? begun(), choices, providers),
  ],
  tells: "nobody",
  audit: ({ id, name }, _, c) => wrote(c.var.actor, "programme", id, { name }),
  writes: (made, _, c) => insertProgramme(c.var.deps.db, made, added(c)),
  did: ({ id }) => `${programmePaths.show(id)}?did=added`,
  late: ({ kind }) => (kind === "duplicate" ? TAKEN : undefined),
});

act(newProgramme, {
  path: "/starter-catalogue",
  permission: "programme:write",
  params: {},
  find: (c) => listProviders(c.var.deps.db),
  look: "nothing-personal",
  parse: (data) => parseForm(z.object({ provider }), data),
  decide: (typed, providers) => (isListed(providers, typed.provider) ? ok(typed.provider) : err(NOT_LISTED)),
  page: (providers, form) => ["@programmes/starter", starterPage(form ?? BLANK, providers, NAMES)],
  tells: "nobody",
  audit: (chosen, _, c) => wrote(c.var.actor, "programme", "starter-catalogue", { provider: chosen }),
  writes: async (chosen, _, c) => {
    const { db, newId } = c.var.deps;
    return seedProgrammes(db, newId, () => chosen, added(c), await seriesOn(db)).writes;
  },
  did: () => `${programmePaths.list()}?did=added`,
  late: ({ kind }) => (kind === "duplicate" ? CATALOGUE_TAKEN : undefined),
});
