import { listed, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { placeOf } from "../../../domain/paging.ts";
import { err, ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, placeQuery } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { listOfPack } from "../assessment/assessment-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { recordSteps } from "../sheet/recording-queries.ts";
import { askedWith, recordStepsToo } from "../sheet/serving-queries.ts";
import { refusalSaid } from "../show/ending-page.ts";
import { factOf, type Told } from "../show/told-with-ending-routes.ts";
import { type Ended, endPack } from "./unanswered.ts";
import { parseWhy, type WhyTyped } from "./unanswered-form.ts";
import { closedPage, unansweredPage } from "./unanswered-page.ts";
import { CLOSED_KEY, countClosed, listClosed } from "./unanswered-queries.ts";

/** Mounted on /follow-up before the pages of one pack. */
export const unansweredPacks = factory.createApp();

unansweredPacks.get(
  "/closed",
  reading(
    "measure:read",
    {},
    async (c, place) => {
      const { deps, actor, now } = c.var;
      const today = dayOf(now);
      const [found, count] = await Promise.all([
        listClosed(deps.db, actor, today, placeOf(place, CLOSED_KEY)),
        countClosed(deps.db, actor, today),
      ]);
      return { found, count };
    },
    (c, { found }) =>
      listed(c.var.actor, "closed-unanswered", [...new Set(found.rows.map(({ familyId }) => familyId))]),
    (c, { found, count }) => page(c, "@questionnaires/unanswered/closed", closedPage(found, count)),
    placeQuery.shape,
  ),
);

type Pack = readonly [Assessment, ...Assessment[]];

async function find(c: AppContext, asked: { id: string }): Promise<Pack | undefined> {
  const [first, ...rest] = await listOfPack(c.var.deps.db, c.var.actor, asked.id);
  return first && [first, ...rest];
}

const aboutSomebodyElse = ({ aboutId, informantId }: Assessment) => aboutId !== informantId;

/** What a reason says of a person, beyond the forms that it was given for: acts on all that is still to be asked of them. */
function toldBy(pack: Pack, { reason, who }: WhyTyped): Told | null {
  const child = pack.find(aboutSomebodyElse);
  if (reason === "died")
    return { kind: "died", personId: who === "about" && child ? child.aboutId : pack[0].informantId };
  return reason === "child-moved" && child ? { kind: "moved-out", personId: child.aboutId } : null;
}

type Decided = { typed: WhyTyped; ended: Ended[] };

act(unansweredPacks, {
  path: "/:id/unanswered",
  permission: "measure:enter",
  params: { id },
  find,
  look: (c, [{ familyId, packId }]) => looked(c.var.actor, "pack", packId!, familyId),
  parse: (data, pack) => parseWhy(data, pack.some(aboutSomebodyElse)),
  decide: (typed, pack) => {
    const ended = endPack(pack, typed.version, typed.reason);
    return ended.ok ? ok({ typed, ended: ended.value }) : err({ text: refusalSaid(ended.error, pack[0]) });
  },
  page: (pack, form) => ["@questionnaires/unanswered/why", unansweredPage(pack, form)],
  tells: (_, [{ referralId, organisationId }]) => ({
    verb: "questionnaires.unanswered",
    about: { referralId, withinId: organisationId },
  }),
  audit: ({ typed, ended }: Decided, [{ familyId, packId }], c) =>
    wrote(c.var.actor, "pack", packId!, { reason: typed.reason, forms: ended.length }, { familyId }),
  writes: async ({ typed, ended }: Decided, pack, c) => {
    const { deps, actor, now } = c.var;
    const who = { by: actor.userId, at: now };
    const steps = ended.map(async ({ assessment, steps }) => [
      ...recordSteps(deps.db, who, assessment, steps),
      ...recordStepsToo(deps.db, who, await askedWith(deps.db, [assessment]), steps),
    ]);
    return [...(await Promise.all(steps)).flat(), ...(await factOf(c, pack[0], toldBy(pack, typed)))];
  },
  did: () => `${assessmentPaths.closed}?did=ended`,
  late: ({ kind }, [first]) => (kind === "stale" ? { text: refusalSaid("changed-since", first) } : undefined),
});
