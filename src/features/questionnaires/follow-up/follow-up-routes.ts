import { z } from "zod";
import { listed, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { pageAmong, placeOf } from "../../../domain/paging.ts";
import { allMeasures } from "../../../measures/index.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params, placeQuery, query } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { note, once, save } from "../../../web/save.ts";
import { openQueries } from "../checking/clarification-page.ts";
import { countOpenQueries, listOpenQueries } from "../doubts/clarification-queries.ts";
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
const listing = query(place.extend({ did: z.string().max(50).optional() }));
const one = params(z.object({ id }));

/** Where the list stood when an attempt was logged from it; what can't be read leads to its beginning. */
const back = place.catch({});

const standardised = allMeasures().flatMap((measure) => (measure.standardised ? [measure.id] : []));

followUp.get("/", can("measure:read"), listing, async (c) => {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const { run, occasion, after, before } = c.req.valid("query");
  const filter = { run, occasion };
  const [packs, rate, doubted, doubts, isMadeAgain] = await Promise.all([
    listDuePacks(deps.db, actor, today),
    bothDone(deps.db, actor, today, standardised),
    listOpenQueries(deps.db, actor),
    countOpenQueries(deps.db, actor),
    hasMadeAgain(deps.db, actor),
  ]);
  const asked = narrowed(packs, filter);
  const found = await pageAmong(asked, placeOf({ after, before }, DUE_KEY), dueKey);
  const due = await listDue(
    deps.db,
    actor,
    today,
    found.rows.map(({ packId }) => packId),
  );
  await note(c, listed(actor, "follow-up", [...new Set([...due, ...doubted].map(({ familyId }) => familyId))]));
  const model = followUpPage(
    {
      due: { ...found, rows: due },
      count: asked.length,
      place: { after, before },
      filter,
      choices: dueChoices(packs),
      rate,
    },
    today,
  );
  const madeAgainHref = isMadeAgain ? assessmentPaths.madeAgain : null;
  const withQueries = { ...model, queries: openQueries(doubted, doubts), madeAgainHref };
  return page(c, "@questionnaires/follow-up/follow-up", withQueries);
});

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
