import { z } from "zod";
import { listed, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { pageAmong, placeOf } from "../../../domain/paging.ts";
import { ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory, type PageModel, page } from "../../../web/factory.ts";
import { id, placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { cardFor, cardsFor, findSubject, learnAt, toldPage } from "../../families/index.ts";
import { openClarifications } from "../checking/clarification-page.ts";
import { countOpenClarifications, listOpenClarifications } from "../doubts/clarification-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { hasMadeAgain } from "../scoring/made-again-queries.ts";
import { listAttempts, recordAttempt } from "./attempt-queries.ts";
import { bothDone } from "./both-done-queries.ts";
import { DUE_KEY, dueChoices, dueKey, narrowed } from "./due.ts";
import { findPack, listDue, listDuePacks } from "./due-queries.ts";
import { parseAttempt } from "./follow-up-form.ts";
import { attemptsPage, followUpPage } from "./follow-up-page.ts";
import { wrongNumber } from "./wrong-number-routes.ts";

export const followUp = factory.createApp();

const empty = z.literal("").transform(() => undefined);
const place = z.object({
  run: empty.or(id).optional(),
  occasion: empty.or(z.string().regex(/^[TSW]\d{1,2}$/)).optional(),
  ...placeQuery.shape,
});
const listing = { ...place.shape, did: z.string().max(50).optional() };

/** Each is a card with a number, forms and buttons: as many as somebody rings in a morning. */
const PEOPLE_SHOWN = 20;

/** Where the list stood when an attempt was logged from it; what can't be read leads to its beginning. */
const back = place.catch({});

/** Who is to be asked now, as far as the list is narrowed, and the doubts that are open. */
async function find(c: AppContext, { run, occasion, after, before }: z.output<typeof place>) {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const filter = { run, occasion };
  const [packs, rate, doubted, doubts, isMadeAgain] = await Promise.all([
    listDuePacks(deps.db, actor, today),
    bothDone(deps.db, actor, today),
    listOpenClarifications(deps.db, actor),
    countOpenClarifications(deps.db, actor),
    hasMadeAgain(deps.db, actor),
  ]);
  const asked = narrowed(packs, filter);
  const found = await pageAmong(asked, placeOf({ after, before }, DUE_KEY), dueKey, PEOPLE_SHOWN);
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
    async (c, { list, doubted, doubts, isMadeAgain }) => {
      const cards = await cardsFor(
        c,
        list.due.rows.map(({ personId }) => personId),
      );
      return page(c, "@questionnaires/follow-up/follow-up", {
        ...followUpPage(list, cards, dayOf(c.var.now)),
        clarifications: openClarifications(doubted, doubts),
        madeAgainHref: isMadeAgain ? assessmentPaths.madeAgain : null,
      } as PageModel);
    },
    listing,
  ),
);

act(followUp, {
  path: "/:id/attempts",
  permission: "measure:enter",
  params: { id },
  find: async (c, asked) => {
    const pack = await findPack(c.var.deps.db, c.var.actor, asked.id);
    return pack && { pack, attempts: await listAttempts(c.var.deps.db, pack.id) };
  },
  look: (c, { pack }) => looked(c.var.actor, "pack", pack.id, pack.familyId),
  parse: (data) => {
    const form = parseAttempt(data);
    const list = assessmentPaths.due(back.parse(Object.fromEntries(data)));
    return form.ok ? ok({ attempt: form.value, list }) : form;
  },
  page: async ({ pack, attempts }, form, c) => {
    const { deps, actor, now } = c.var;
    const [card, subject] = await Promise.all([
      cardFor(c, pack.personId),
      findSubject(deps.db, actor, pack, dayOf(now)),
    ]);
    const told = subject ? toldPage(subject, assessmentPaths.attempts(pack.id)) : null;
    const model = { ...attemptsPage(pack, attempts, form), card, told };
    return ["@questionnaires/follow-up/attempts", model];
  },
  tells: "its-step",
  audit: ({ attempt }, { pack }, c) =>
    wrote(c.var.actor, "contact-attempt", pack.id, { ...attempt }, { familyId: pack.familyId }),
  writes: async ({ attempt }, { pack }, c) => {
    const { deps, actor, now } = c.var;
    const wrong = attempt.outcome === "wrong-number" ? await wrongNumber(c, pack) : [];
    const about = { packId: pack.id, personId: pack.personId, referralId: pack.referralId };
    const made = { id: deps.newId(), at: instantText(now), by: actor.userId };
    return [recordAttempt(deps.db, { ...about, ...attempt, ...made }), ...wrong];
  },
  did: ({ list }) => `${list}${list.includes("?") ? "&" : "?"}did=logged`,
});

learnAt(followUp, {
  path: "/:id/attempts",
  permission: "measure:enter",
  params: { id },
  whom: async (c, asked) => {
    const pack = await findPack(c.var.deps.db, c.var.actor, asked.id);
    return pack && { personId: pack.personId, familyId: pack.familyId, at: assessmentPaths.attempts(pack.id) };
  },
});
