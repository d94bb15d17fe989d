import { z } from "zod";
import { listed, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { pageAmong, placeOf } from "../../../domain/paging.ts";
import { allMeasures } from "../../../measures/index.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, type PageModel, page } from "../../../web/factory.ts";
import { id, params, placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { openClarifications } from "../checking/clarification-page.ts";
import { countOpenClarifications, listOpenClarifications } from "../doubts/clarification-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { hasMadeAgain } from "../scoring/made-again-queries.ts";
import { listAttempts, recordAttempt } from "./attempt-queries.ts";
import { DUE_KEY, dueChoices, dueKey, narrowed } from "./due.ts";
import { bothDone, findPack, listDue, listDuePacks } from "./due-queries.ts";
import { parseAttempt } from "./follow-up-form.ts";
import { attemptsPage, followUpPage } from "./follow-up-page.ts";

export const followUp = factory.createApp();

const empty = z.literal("").transform(() => undefined);
const place = z.object({
  run: empty.or(id).optional(),
  occasion: empty.or(z.string().regex(/^[TSW]\d{1,2}$/)).optional(),
  ...placeQuery.shape,
});
const listing = { ...place.shape, did: z.string().max(50).optional() };
const one = params(z.object({ id }));

/** Where the list stood when an attempt was logged from it; what can't be read leads to its beginning. */
const back = place.catch({});

const standardised = allMeasures().flatMap((measure) => (measure.standardised ? [measure.id] : []));

/** Who is to be asked now, as far as the list is narrowed, and the doubts that are open. */
async function find(c: AppContext, { run, occasion, after, before }: z.output<typeof place>) {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const filter = { run, occasion };
  const [packs, rate, doubted, doubts, isMadeAgain] = await Promise.all([
    listDuePacks(deps.db, actor, today),
    bothDone(deps.db, actor, today, standardised),
    listOpenClarifications(deps.db, actor),
    countOpenClarifications(deps.db, actor),
    hasMadeAgain(deps.db, actor),
  ]);
  const asked = narrowed(packs, filter);
  const found = await pageAmong(asked, placeOf({ after, before }, DUE_KEY), dueKey);
  const ids = found.rows.map(({ packId }) => packId);
  const due = { ...found, rows: await listDue(deps.db, actor, today, ids) };
  const list = { due, count: asked.length, place: { after, before }, filter, choices: dueChoices(packs), rate };
  return { list, doubted, doubts, isMadeAgain };
}

followUp.get(
  "/",
  reading(
    "measure:read",
    {},
    find,
    (c, { list, doubted }) =>
      listed(c.var.actor, "follow-up", [...new Set([...list.due.rows, ...doubted].map(({ familyId }) => familyId))]),
    (c, { list, doubted, doubts, isMadeAgain }) =>
      page(c, "@questionnaires/follow-up/follow-up", {
        ...followUpPage(list, dayOf(c.var.now)),
        clarifications: openClarifications(doubted, doubts),
        madeAgainHref: isMadeAgain ? assessmentPaths.madeAgain : null,
      } as PageModel),
    listing,
  ),
);

const packAsked = (c: AppContext, asked: { id: string }) => findPack(c.var.deps.db, c.var.actor, asked.id);

followUp.get(
  "/:id/attempts",
  reading(
    "measure:enter",
    { id },
    packAsked,
    (c, pack) => looked(c.var.actor, "pack", pack.id, pack.familyId),
    async (c, pack) => {
      const attempts = await listAttempts(c.var.deps.db, pack.id);
      return page(c, "@questionnaires/follow-up/attempts", attemptsPage(pack, attempts));
    },
  ),
);

followUp.post("/:id/attempts", can("measure:enter"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const pack = await packAsked(c, c.req.valid("param"));
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
