import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { type FormProblem, parseForm, problem, text, typedValues, version } from "../../../forms/form.ts";
import { type Definition, measureById } from "../../../measures/index.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
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
const ofVersion = { id, language, number: z.coerce.number().int().min(1).max(100_000) };

const TAKEN_IN: Refusal = {
  text: "Wording in this language was taken in meanwhile. Look at that, then send yours again",
  field: "file",
};

act(wordings, {
  path: "/:id/wordings/new",
  permission: "measure:license",
  params: { id },
  find: (_, asked) => measureById(asked.id),
  look: "nothing-personal",
  parse: async (data, definition) => {
    const sent = await parseImport(data);
    return sent.ok ? readSent(definition, sent.value, typedValues(data)) : sent;
  },
  decide: async (sent, definition, c) => {
    const given = { ...sent, at: instantText(c.var.now), by: c.var.actor.userId };
    const made = await importPack(c.var.deps.db, definition, given);
    return made.ok ? ok({ ...made.value, reference: sent.reference }) : err({ text: made.error, field: "file" });
  },
  page: (definition, form) => ["@registry/import", importPage(definition, form)],
  tells: "nobody",
  audit: ({ hash, language: code, version: number, reference }, definition, c) =>
    wrote(c.var.actor, "wording", definition.id, { language: code, version: number, hash, reference }),
  writes: ({ write }) => [write],
  did: (_, definition) => `${measurePaths.show(definition.id)}?did=worded`,
  late: ({ what }) => (what.includes("wording") ? TAKEN_IN : undefined),
});

/** The pack that was sent, or each reason why it does not fit the measure. */
function readSent(definition: Definition, { reference, bytes }: Sent, values: FormProblem["values"]) {
  const pack = readPack(definition, bytes);
  const unfit = problem(values, "file", "The file does not fit this measure, so nothing of it was taken in");
  return pack.ok ? ok({ pack: pack.value, reference }) : err({ ...unfit, problems: pack.error });
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

const CHANGED: Refusal = { text: "The wording in this language was changed meanwhile" };

act(wordings, {
  path: "/:id/wordings/:language/withdrawal",
  permission: "measure:license",
  params: { id, language },
  // What is not in use has no such page; whoever had it open meanwhile is told so.
  find: async (c, at) => {
    const found = await newest(c, at);
    return found?.latest.state === "in-use" || c.req.method === "POST" ? found : undefined;
  },
  look: "nothing-personal",
  parse: (data) => parseForm(z.object({ reason: text("Why it is withdrawn", 200), version }), data),
  decide: async ({ reason, version: seen }, { latest }, c) => {
    if (latest.state !== "in-use" || seen !== latest.version) return err(CHANGED);
    const made = { edition: latest.edition, language: latest.language, version: seen + 1, reference: reason };
    const hash = await sha256(new TextEncoder().encode("[]"));
    const at = instantText(c.var.now);
    return ok({ ...made, state: "withdrawn" as const, texts: "[]", hash, at, by: c.var.actor.userId });
  },
  page: ({ definition, latest }, form) => [
    "@registry/wording-withdrawal",
    wordingWithdrawalPage(definition, latest, form),
  ],
  tells: "nobody",
  audit: ({ language: code, state, reference }, { definition }, c) =>
    wrote(c.var.actor, "wording", definition.id, { language: code, state, reason: reference }),
  writes: (made, { definition }, c) => [insertWording(c.var.deps.db, definition.id, made)],
  did: (_, { definition }) => `${measurePaths.show(definition.id)}?did=unworded`,
  late: ({ what }) => (what.includes("wording") ? CHANGED : undefined),
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
