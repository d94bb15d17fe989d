import { addDays } from "../../../src/domain/calendar.ts";
import { decide, tellCase } from "../caseload.ts";
import { closeFamily } from "../family-life.ts";
import { type Household, household, MILD } from "../households.ts";
import { boxes, checkBehaviour, decideToOffer, openFamily, replyTo } from "../journey.ts";
import type { openAndCheck } from "../pathway.ts";
import { written } from "../referrals-under-way.ts";
import { declineReferral } from "../referring.ts";
import { daysOn, type World, working } from "../world.ts";
import { workerFor } from "./past.ts";
import type { Told } from "./size.ts";

type Found = Awaited<ReturnType<typeof openAndCheck>>;
type Ending = { told?: Partial<Household>; happens: (world: World, worker: string, found: Found) => Promise<unknown> };

const DAYS_UNTIL_CLOSED = 75;

const declining =
  (reason: string): Ending["happens"] =>
  async (world, worker, found) => {
    await decideToOffer(world.as(worker), found.checkId, ["parenting"]);
    await replyTo(world.as(worker), await world.ledger.offer(found.carerId, "parenting"), "declined", reason);
  };

const notOffered =
  (whyOtherwise: string, note: string): Ending["happens"] =>
  (world, worker, found) =>
    decide(world, worker, found, { decided: "not-now", whyOtherwise, note });

async function lookedAtAgain(world: World, worker: string, { familyId, carerId, childId, checkId }: Found) {
  const again = daysOn(world.as(worker).today(), 40);
  await world.as(worker).fill(`/checks/${checkId}/decision`, {
    decided: "look-again",
    ...boxes("lookAgainOn", again),
    note: "Settling. Look again in a few weeks.",
  });
  await world.diary.until(again, "10:40");
  const behaviours = { refuses: { howOften: "2", challenge: "1" } };
  const check = { carerId, childId, source: "telephone", behaviours, ownWords: "Better than it was." };
  await checkBehaviour(world.as(worker), familyId, check);
}

async function somethingElse(world: World, worker: string, found: Found) {
  await decideToOffer(world.as(worker), found.checkId, ["navigator"], "Wants to know what she is entitled to.");
  await replyTo(world.as(worker), await world.ledger.offer(found.carerId, "navigator"), "accepted");
}

/** How it ends with families who never come to a programme. */
const ENDINGS: readonly Ending[] = [
  { happens: declining("childcare") },
  { told: { behaviours: MILD[1]! }, happens: lookedAtAgain },
  { happens: declining("no-time") },
  { happens: notOffered("has-it-already", "Already on a course at school with the family support worker.") },
  { told: { behaviours: MILD[2]! }, happens: somethingElse },
  { happens: declining("not-in-a-group") },
  { happens: notOffered("crisis-first", "Safety first; the offer comes when things are calmer.") },
  { happens: declining("who-would-know") },
];

const daysAgo = (world: World, day: string): number =>
  Math.round((Date.parse(world.today) - Date.parse(day)) / 86_400_000);

/** Families who never came to a programme, two referrals that came to nothing, and a file that was opened in vain; all closed. */
export function tellOthers(world: World, { others }: Told): void {
  for (const [at, { told = {}, happens }] of ENDINGS.slice(0, others).entries()) {
    const number = 230 + at;
    const worker = workerFor(number);
    const opened = daysAgo(world, addDays(world.first, 10 + 3 * at));
    tellCase(world, { number, worker, opened, told }, async (found) => {
      await happens(world, worker, found);
      await closeLater(world, worker, found.familyId);
    });
  }
  openedInVain(world);
  neverBegan(world);
}

async function closeLater(world: World, worker: string, familyId: string) {
  await world.diary.until(daysOn(world.as(worker).today(), DAYS_UNTIL_CLOSED), "16:40");
  await closeFamily(world.as(worker), familyId);
}

function openedInVain(world: World) {
  const openedOn = addDays(world.first, 12);
  world.diary.tell(async () => {
    await world.diary.until(working(openedOn), "15:30");
    await closeLater(world, "user-priya", await openFamily(world.as("user-priya"), household(240, openedOn)));
  });
}

/** A provider that has no place, and a family that moves away while it waits to hear. */
function neverBegan(world: World) {
  const opened = daysAgo(world, addDays(world.first, 15));
  const afterwards = async (id: string, worker: string) => {
    const family = await world.ledger.familyOf(id);
    await closeLater(world, worker, family);
  };
  written(world, { number: 316, opened, worker: "user-priya" }, async (id) => {
    await world.diary.until(daysOn(world.as("user-priya").today(), 6), "10:10");
    await declineReferral(world.as("user-dan"), id, "no-place", "No group in the evening until spring.");
    await afterwards(id, "user-priya");
  });
  written(world, { number: 318, opened, worker: "user-marcus" }, async (id) => {
    await world.diary.until(daysOn(world.as("user-marcus").today(), 4), "11:30");
    await world.as("user-marcus").fill(`/referrals/${id}/withdrawal`, { reason: "moved-away" });
    await afterwards(id, "user-marcus");
  });
}
