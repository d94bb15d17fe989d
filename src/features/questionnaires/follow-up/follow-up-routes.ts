import { z } from "zod";
import { listed, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { allMeasures } from "../../../measures/index.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id, pageNumber, params, query } from "../../../web/params.ts";
import { note, once, save } from "../../../web/save.ts";
import { openQueries } from "../checking/clarification-page.ts";
import { countOpenQueries, listOpenQueries } from "../doubts/clarification-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { hasMadeAgain } from "../scoring/made-again-queries.ts";
import { listAttempts, recordAttempt } from "./attempt-queries.ts";
import { bothDone, countDue, DUE_PAGE, dueChoices, findPack, listDue } from "./due-queries.ts";
import { parseAttempt } from "./follow-up-form.ts";
import { attemptsPage, followUpPage } from "./follow-up-page.ts";

export const followUp = factory.createApp();

const empty = z.literal("").transform(() => undefined);
const narrowed = {
  run: empty.or(id).optional(),
  occasion: empty.or(z.string().regex(/^[TSW]\d{1,2}$/)).optional(),
  page: pageNumber,
};
const listing = query(z.object({ ...narrowed, did: z.string().max(50).optional() }));
const one = params(z.object({ id }));

/** Where the list stood when an attempt was logged from it; what can't be read leads to its beginning. */
const back = z.object(narrowed).catch({ page: 1 });

const standardised = allMeasures().flatMap((measure) => (measure.standardised ? [measure.id] : []));

followUp.get("/", can("measure:read"), listing, async (c) => {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const { page: number, run, occasion } = c.req.valid("query");
  const filter = { run, occasion };
  const [due, count, choices, rate, doubted, doubts, isMadeAgain] = await Promise.all([
    listDue(deps.db, actor, today, filter, number),
    countDue(deps.db, actor, today, filter),
    dueChoices(deps.db, actor, today),
    bothDone(deps.db, actor, today, standardised),
    listOpenQueries(deps.db, actor),
    countOpenQueries(deps.db, actor),
    hasMadeAgain(deps.db, actor),
  ]);
  await note(c, listed(actor, "follow-up", [...new Set([...due, ...doubted].map(({ familyId }) => familyId))]));
  const pages = Math.max(1, Math.ceil(count / DUE_PAGE));
  const model = followUpPage({ due, count, pages, page: number, filter, choices, rate }, today);
  const madeAgainHref = isMadeAgain ? assessmentPaths.madeAgain : null;
  const withQueries = { ...model, queries: openQueries(doubted, doubts), madeAgainHref };
  return page(c, "@questionnaires/follow-up/follow-up", withQueries);
});

followUp.get("/:id/attempts", can("measure:enter"), one, async (c) => {
  const { deps, actor } = c.var;
  const pack = await findPack(deps.db, actor, c.req.valid("param").id);
  if (!pack) return c.notFound();
  await note(c, looked(actor, "pack", pack.id, pack.familyId));
  return page(c, "@questionnaires/follow-up/attempts", attemptsPage(pack, await listAttempts(deps.db, pack.id)));
});

followUp.post("/:id/attempts", can("measure:enter"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const pack = await findPack(deps.db, actor, c.req.valid("param").id);
  if (!pack) return c.notFound();
  const data = await c.req.formData();
  const form = parseAttempt(data);
  if (!form.ok)
    return page(
      c,
      "@questionnaires/follow-up/attempts",
      attemptsPage(pack, await listAttempts(deps.db, pack.id), form.error),
      422,
    );
  const attempt = recordAttempt(deps.db, {
    id: deps.newId(),
    packId: pack.id,
    personId: pack.personId,
    referralId: pack.referralId,
    ...form.value,
    at: instantText(now),
    by: actor.userId,
  });
  const entry = wrote(actor, "contact-attempt", pack.id, { ...form.value }, { familyId: pack.familyId });
  const list = assessmentPaths.due(back.parse(Object.fromEntries(data)));
  return save(c, entry, [attempt], `${list}${list.includes("?") ? "&" : "?"}did=logged`);
});
