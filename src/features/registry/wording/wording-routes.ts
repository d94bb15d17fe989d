import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { type FormProblem, parseForm, problem, text, typedValues, version } from "../../../forms/form.ts";
import { type Definition, measureById } from "../../../measures/index.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, type AppEnv, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { measurePaths } from "../paths.ts";
import { sha256 } from "../permission/fingerprint.ts";
import { allowedChannels } from "../permission/licence-queries.ts";
import { mayShow } from "./pack.ts";
import { parseImport, type Sent } from "./wording-form.ts";
import { importPage, wordingPage, wordingWithdrawalPage } from "./wording-page.ts";
import { editionNumber, importPack, insertWording, readPack, textsOf, wordingsOf } from "./wording-queries.ts";

/** Wording packs: taken in, looked at, withdrawn. */
export const wordings = factory.createApp();

const language = z.string().regex(/^[A-Za-z0-9-]{2,40}$/);
const one = params(z.object({ id }));
const inLanguage = params(z.object({ id, language }));
const ofVersion = { id, language, number: z.coerce.number().int().min(1).max(100_000) };

wordings.get(
  "/:id/wordings/new",
  reading(
    "measure:license",
    { id },
    (_, asked) => measureById(asked.id),
    "nothing-personal",
    (c, definition) => page(c, "@registry/import", importPage(definition)),
  ),
);

wordings.post("/:id/wordings/new", can("measure:license"), one, once(), async (c) => {
  const definition = measureById(c.req.valid("param").id);
  if (!definition) return c.notFound();
  const sent = await parseImport(await c.req.formData());
  if (!sent.ok) return page(c, "@registry/import", importPage(definition, sent.error), 422);
  return takeIn(c, definition, sent.value);
});

async function takeIn(c: AppContext, definition: Definition, { reference, bytes }: Sent) {
  const { deps, actor, now } = c.var as AppEnv["Variables"];
  const refused = async (problems: readonly string[], text: string, status: 409 | 422) => {
    const form = problem(typedValues(await c.req.formData()), "file", text);
    return page(c, "@registry/import", importPage(definition, form, problems), status);
  };
  const pack = readPack(definition, bytes);
  if (!pack.ok) return refused(pack.error, "The file does not fit this measure, so nothing of it was taken in", 422);
  const given = { pack: pack.value, reference, at: instantText(now), by: actor.userId };
  const made = await importPack(deps.db, definition, given);
  if (!made.ok) return refused([], made.error, 409);
  const { hash, language: code, version: number, write } = made.value;
  const entry = wrote(actor, "wording", definition.id, { language: code, version: number, hash, reference });
  try {
    return await save(c, entry, [write], `${measurePaths.show(definition.id)}?did=worded`);
  } catch (error) {
    if (!(error instanceof Conflict && error.what.includes("wording"))) throw error;
    return refused(
      [],
      "Somebody else took in wording in this language meanwhile. Look at theirs, then send yours again",
      409,
    );
  }
}

/** The versions of a language in this edition, the newest first. */
async function versionsOf(c: AppContext, definition: Definition, code: string) {
  const all = await wordingsOf(c.var.deps.db, definition.id);
  return all.filter((mark) => mark.language === code && mark.edition === editionNumber(definition));
}

/** The newest version in a language of a measure. */
async function newest(c: AppContext, at: { id: string; language: string }) {
  const definition = measureById(at.id);
  const [latest] = definition ? await versionsOf(c, definition, at.language) : [];
  return definition && latest && { definition, latest };
}

wordings.get(
  "/:id/wordings/:language/withdrawal",
  reading(
    "measure:license",
    { id, language },
    async (c, at) => {
      const found = await newest(c, at);
      return found?.latest.state === "in-use" ? found : undefined;
    },
    "nothing-personal",
    (c, { definition, latest }) => page(c, "@registry/wording-withdrawal", wordingWithdrawalPage(definition, latest)),
  ),
);

wordings.post("/:id/wordings/:language/withdrawal", can("measure:license"), inLanguage, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const found = await newest(c, c.req.valid("param"));
  if (!found) return c.notFound();
  const { definition, latest } = found;
  const shown = (form: FormProblem, status: 409 | 422) =>
    page(c, "@registry/wording-withdrawal", wordingWithdrawalPage(definition, latest, form), status);
  const data = await c.req.formData();
  const form = parseForm(z.object({ reason: text("Why it is withdrawn", 200), version }), data);
  if (!form.ok) return shown(form.error, 422);
  if (latest.state !== "in-use" || form.value.version !== latest.version)
    return shown(problem(typedValues(data), "form", "The wording in this language was changed meanwhile"), 409);
  const hash = await sha256(new TextEncoder().encode("[]"));
  const { reason } = form.value;
  const made = { edition: latest.edition, language: latest.language, version: latest.version + 1, reference: reason };
  const rest = { state: "withdrawn" as const, texts: "[]", hash, at: instantText(now), by: actor.userId };
  const entry = wrote(actor, "wording", definition.id, { language: made.language, state: "withdrawn", reason });
  const write = insertWording(deps.db, definition.id, { ...made, ...rest });
  return save(c, entry, [write], `${measurePaths.show(definition.id)}?did=unworded`);
});

wordings.get(
  "/:id/wordings/:language/:number",
  reading(
    "settings:read",
    ofVersion,
    async (c, at) => {
      const definition = measureById(at.id);
      const all = definition ? await versionsOf(c, definition, at.language) : [];
      const mark = all.find((one) => one.version === at.number);
      return definition && mark && { definition, mark, isLatest: mark === all[0] };
    },
    "nothing-personal",
    async (c, { definition, mark, isLatest }) => {
      const { deps, now } = c.var;
      const may = mayShow(mark.language, await allowedChannels(deps.db, definition, dayOf(now)));
      const items = may ? ((await textsOf(deps.db, mark)) ?? null) : null;
      return page(c, "@registry/wording", wordingPage(definition, mark, items, isLatest));
    },
  ),
);
