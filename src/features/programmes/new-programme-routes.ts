import { z } from "zod";
import { Conflict } from "../../db/conflict.ts";
import type { Write } from "../../deps.ts";
import { wrote } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { BLANK, choice, type FormProblem, parseForm, problem, text, typedValues } from "../../forms/form.ts";
import { can } from "../../web/can.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { reading } from "../../web/reading.ts";
import { once, save } from "../../web/save.ts";
import { offeredToPlans, seriesOn } from "../registry/index.ts";
import { insertProgramme } from "./catalogue-queries.ts";
import { programmePaths } from "./paths.ts";
import { choose, planLines } from "./plan/asked.ts";
import { choicesOf } from "./plan/choices-page.ts";
import { HEAVY, isHeavy } from "./plan/plan-page.ts";
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
const TAKEN = "This provider already has a programme of this name";

/** What a programme that is not there yet may ask. */
const choicesNow = async ({ var: { deps, now } }: AppContext) =>
  choicesOf(await offeredToPlans(deps.db, dayOf(now)), [], null);

/** Saves; a name that the provider has already is said beside its question. */
async function saveOrSay(
  c: AppContext,
  audit: ReturnType<typeof wrote>,
  writes: readonly Write[],
  location: string,
  taken: () => Response,
): Promise<Response> {
  try {
    return await save(c, audit, writes, location);
  } catch (error) {
    if (error instanceof Conflict && error.kind === "duplicate") return taken();
    throw error;
  }
}

newProgramme.get(
  "/new",
  reading(
    "programme:write",
    {},
    (c) => listProviders(c.var.deps.db),
    "nothing-personal",
    async (c, providers) => {
      const [starter] = STARTER_CATALOGUE;
      const { rating: _, ratingSource: __, ...values } = versionValues(starter!.facts, []);
      const form = { values: { ...values, summary: "", fidelity: "", sessions: "" }, errors: [] };
      return page(c, "@programmes/version", newProgrammePage(form, await choicesNow(c), providers));
    },
  ),
);

newProgramme.post("/new", can("programme:write"), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const data = await c.req.formData();
  const [providers, choices] = await Promise.all([listProviders(deps.db), choicesNow(c)]);
  const again = (form: FormProblem, status: 422 | 409) =>
    page(c, "@programmes/version", newProgrammePage(form, choices, providers), status);
  const [head, form] = [parseForm(named, data), parseVersion(data, choices)];
  if (!head.ok || !form.ok) {
    const errors = [...(head.ok ? [] : head.error.errors), ...(form.ok ? [] : form.error.errors)];
    return again({ values: typedValues(data), errors }, 422);
  }
  if (!providers.some((one) => one.id === head.value.provider))
    return again(problem(typedValues(data), "provider", "Select a provider from the list"), 422);
  const { facts, measures } = form.value;
  const plan = planLines(choose([], measures, head.value.route), facts.template);
  if (isHeavy(plan) && facts.template.burdenReason === null)
    return again(problem(typedValues(data), "burdenReason", HEAVY), 422);

  const { provider: organisationId, route, name } = head.value;
  const made = { id: deps.newId(), versionId: deps.newId(), organisationId, route, name, facts, plan };
  const writes = insertProgramme(deps.db, made, { by: actor.userId, at: instantText(now) });
  const location = `${programmePaths.show(made.id)}?did=added`;
  const taken = () => again(problem(typedValues(data), "name", TAKEN), 409);
  return saveOrSay(c, wrote(actor, "programme", made.id, { name }), writes, location, taken);
});

newProgramme.get(
  "/starter-catalogue",
  reading(
    "programme:write",
    {},
    (c) => listProviders(c.var.deps.db),
    "nothing-personal",
    (c, providers) => page(c, "@programmes/starter", starterPage(BLANK, providers, NAMES)),
  ),
);

newProgramme.post("/starter-catalogue", can("programme:write"), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const data = await c.req.formData();
  const providers = await listProviders(deps.db);
  const again = (form: FormProblem, status: 422 | 409) =>
    page(c, "@programmes/starter", starterPage(form, providers, NAMES), status);
  const form = parseForm(z.object({ provider }), data);
  if (!form.ok) return again(form.error, 422);
  const chosen = form.value.provider;
  if (!providers.some((one) => one.id === chosen))
    return again(problem(typedValues(data), "provider", "Select a provider from the list"), 422);
  const added = { by: actor.userId, at: instantText(now) };
  const isOn = await seriesOn(deps.db);
  const { writes } = seedProgrammes(deps.db, deps.newId, () => chosen, added, isOn);
  const audit = wrote(actor, "programme", "starter-catalogue", { provider: chosen });
  const taken = () =>
    again(
      problem(typedValues(data), "provider", "This provider already has a programme of the starter catalogue"),
      409,
    );
  return saveOrSay(c, audit, writes, `${programmePaths.list()}?did=added`, taken);
});
