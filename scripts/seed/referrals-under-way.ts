import { chance } from "./chance.ts";
import { household, MILD } from "./households.ts";
import { workerOf } from "./parenting.ts";
import { type Coming, comeToProgramme, offered, routeOf } from "./pathway.ts";
import { acceptReferral, askAbout, type Draft, declineReferral, writeReferral } from "./referring.ts";
import { daysOn, type ProgrammeKey, type World, working } from "./world.ts";

export type UnderWay = { number: number; opened: number; programme?: ProgrammeKey; worker?: string };

const PROVIDER: Readonly<Record<ProgrammeKey, string>> = {
  "parenting-group": "user-dan",
  "parenting-one-to-one": "user-dan",
  "cbt-group": "user-ruth",
};

function comingOf(world: World, { number, opened, programme = "parenting-group", worker }: UnderWay): Coming {
  const told = programme === "cbt-group" ? { behaviours: chance(number).pick(MILD) } : {};
  return {
    told: household(number, world.ago(opened), told),
    worker: worker ?? workerOf(number),
    openedOn: world.ago(opened),
    programme,
    provider: PROVIDER[programme],
  };
}

/** Somebody who has been accepted and waits for a place. */
function waits(world: World, one: UnderWay) {
  world.diary.tell(async () => {
    await comeToProgramme(world, comingOf(world, one));
  });
}

/** A referral that was written, and sent unless `pages` stop short; then what the provider does about it. */
export function written(
  world: World,
  one: UnderWay,
  then: (id: string, route: Draft["route"]) => Promise<unknown>,
  pages = 6,
) {
  world.diary.tell(async () => {
    const coming = comingOf(world, one);
    const { offerId, childId } = await offered(world, coming);
    const { told, programme, worker } = coming;
    const route = routeOf(programme);
    await world.diary.until(daysOn(coming.openedOn, 13), "15:05");
    const draft = { offerId, programmeId: world.programmes[programme], childId, told, route, days: [2, 3] };
    await then(await writeReferral(world.as(worker), world.ledger, draft, pages), route);
  });
}

const nothing = async () => {};

/** Tells the referrals that are on their way today: waiting, to be answered, asked about, unfinished, declined. Families 301 to 315. */
export function tellReferralsUnderWay(world: World): void {
  const { ago, diary, as } = world;
  for (const [number, opened] of [
    [301, 70],
    [302, 52],
    [303, 41],
  ] as const)
    waits(world, { number, opened });
  for (const [number, opened] of [
    [304, 63],
    [305, 38],
  ] as const)
    waits(world, { number, opened, programme: "cbt-group" });
  written(world, { number: 306, opened: 17 }, nothing);
  written(world, { number: 307, opened: 18, worker: "user-ewa" }, nothing);
  written(world, { number: 308, opened: 18, programme: "cbt-group" }, nothing);
  written(world, { number: 309, opened: 22, worker: "user-priya" }, async (id) => {
    await diary.until(working(ago(5)), "12:10");
    await askAbout(
      as("user-dan"),
      id,
      "Is there contact with the children’s mother on group days, and who could bring him home?",
    );
  });
  written(world, { number: 310, opened: 20, worker: "user-priya" }, nothing, 3);
  written(world, { number: 311, opened: 58 }, async (id) => {
    await diary.until(working(ago(40)), "10:10");
    await declineReferral(
      as("user-dan"),
      id,
      "no-place",
      "No group in the evening until spring. Please send it again then.",
    );
  });
  written(world, { number: 312, opened: 80, programme: "cbt-group" }, async (id) => {
    await diary.until(working(ago(62)), "11:25");
    await as("user-ruth").fill(`/referrals/${id}/acceptance`, {
      suitability: "needs-more",
      note: "Told her GP and the kinship team: a trauma service fits better than this course.",
    });
  });
  written(world, { number: 313, opened: 35, programme: "cbt-group" }, async (id) => {
    await diary.until(working(ago(17)), "11:25");
    await acceptReferral(as("user-ruth"), id, "cbt", "Can come on Thursdays from next month.");
  });
}
