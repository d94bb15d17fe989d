import { addDays } from "../../src/domain/calendar.ts";
import { addContact, hold, otherSupport } from "./family-life.ts";
import { type Behaviours, type Household, household, MILD } from "./households.ts";
import { boxes, decideToOffer, openFamily, replyTo } from "./journey.ts";
import { type Coming, closeConcernsOf, openAndCheck } from "./pathway.ts";
import { type World, working } from "./world.ts";

type Found = Awaited<ReturnType<typeof openAndCheck>>;
export type Case = { number: number; worker: string; opened: number; told?: Partial<Household> };

const PRIYA = "user-priya";
const MARCUS = "user-marcus";
const EWA = "user-ewa";

const comingOf = (world: World, { number, worker, opened, told = {} }: Case): Coming => ({
  told: household(number, world.ago(opened), told),
  worker,
  openedOn: world.ago(opened),
  programme: "parenting-group",
  provider: "user-dan",
});

/** A family with a check, and what is done about it after so many days. */
export function tellCase(
  world: World,
  one: Case,
  then: (found: Found, coming: Coming) => Promise<unknown> = async () => {},
) {
  world.diary.tell(async () => {
    const coming = comingOf(world, one);
    const found = await openAndCheck(world, coming);
    await closeConcernsOf(world, world.as(one.worker), found.familyId, coming.told);
    await then(found, coming);
  });
}

/** Families that were opened and have not been asked what things are like at home. */
function notAskedYet(world: World) {
  const cases: Case[] = [
    { number: 201, worker: PRIYA, opened: 16 },
    { number: 202, worker: PRIYA, opened: 4 },
    { number: 203, worker: MARCUS, opened: 9 },
    { number: 204, worker: EWA, opened: 6 },
  ];
  for (const { number, worker, opened } of cases)
    world.diary.tell(async () => {
      await world.diary.until(working(world.ago(opened)), "15:30");
      await openFamily(world.as(worker), household(number, world.ago(opened)));
    });
}

const UNSURE: Behaviours = {
  refuses: { howOften: "not-known", challenge: "3" },
  sleep: { howOften: "2", challenge: "1" },
};
const UNANSWERED: Behaviours = { threatens: { howOften: "", challenge: "2" } };

/** Checks that nobody has decided on: a route is recommended, or an answer is missing that could change it. */
function undecided(world: World) {
  tellCase(world, { number: 205, worker: PRIYA, opened: 14 });
  tellCase(world, { number: 206, worker: PRIYA, opened: 8 });
  tellCase(world, { number: 207, worker: PRIYA, opened: 12, told: { behaviours: UNANSWERED } });
  tellCase(world, { number: 208, worker: MARCUS, opened: 10, told: { behaviours: UNSURE } });
  tellCase(world, { number: 209, worker: EWA, opened: 11 });
}

/** Decides something else than to offer. */
export const decide = (world: World, worker: string, found: Found, given: Record<string, string | number>) =>
  world.as(worker).fill(`/checks/${found.checkId}/decision`, given);

/** Below the rule today: looked at again later, or offered all the same. */
function belowTheRule(world: World) {
  const told = { behaviours: MILD[1]! };
  tellCase(world, { number: 210, worker: PRIYA, opened: 40, told }, (found) =>
    decide(world, PRIYA, found, {
      decided: "look-again",
      ...(Object.fromEntries(Object.entries(boxes("lookAgainOn", world.ago(-20)))) as Record<string, string>),
      note: "A hard month, settling since. Look again after the school holidays.",
    }),
  );
  tellCase(world, { number: 211, worker: MARCUS, opened: 55, told: { behaviours: MILD[2]! } }, async (found) => {
    await decideToOffer(
      world.as(MARCUS),
      found.checkId,
      ["navigator"],
      "Wants to understand what she is entitled to first.",
    );
    await replyTo(world.as(MARCUS), await world.ledger.offer(found.carerId, "navigator"), "accepted");
  });
}

/** Offers that nobody has answered. */
function noReply(world: World) {
  for (const [number, worker, opened] of [
    [212, PRIYA, 19],
    [213, PRIYA, 24],
    [214, MARCUS, 21],
    [215, EWA, 26],
  ] as const)
    tellCase(world, { number, worker, opened }, (found) =>
      decideToOffer(world.as(worker), found.checkId, ["parenting"]),
    );
}

/** Offers that carers declined, each with the reason that they gave. */
function declined(world: World) {
  const cases = [
    [216, PRIYA, 48, "childcare"],
    [217, PRIYA, 66, "who-would-know"],
    [218, MARCUS, 75, "no-time"],
    [219, EWA, 52, "not-in-a-group"],
    [220, PRIYA, 90, "place-day-or-travel"],
  ] as const;
  for (const [number, worker, opened, reason] of cases)
    tellCase(world, { number, worker, opened }, async (found) => {
      await decideToOffer(world.as(worker), found.checkId, ["parenting"]);
      await world.diary.until(working(world.ago(opened - 9)), "12:40");
      await replyTo(world.as(worker), await world.ledger.offer(found.carerId, "parenting"), "declined", reason);
    });
}

/** What the rule recommends and a person did not offer, with why. */
function notOffered(world: World) {
  const cases = [
    [
      221,
      PRIYA,
      33,
      "crisis-first",
      "The placement is at risk this week. Safety first; the offer comes when things are calmer.",
    ],
    [222, MARCUS, 60, "has-it-already", "Already on a course at school with the family support worker."],
  ] as const;
  for (const [number, worker, opened, whyOtherwise, note] of cases)
    tellCase(world, { number, worker, opened }, (found) =>
      decide(world, worker, found, { decided: "not-now", whyOtherwise, note }),
    );
}

/** An injury was reported at a visit: the concern is open for the manager, the check undecided. */
function injuryReported(world: World) {
  const behaviours: Behaviours = {
    "hurts-carer": { howOften: "3", challenge: "3", injured: "yes", afraid: "no" },
    refuses: { howOften: "5", challenge: "2" },
  };
  world.diary.tell(async () => {
    await openAndCheck(world, comingOf(world, { number: 223, worker: MARCUS, opened: 7, told: { behaviours } }));
  });
}

/** An address that must not be seen, a number not to be used, and a pause after a death in the family. */
function carefulWith(world: World) {
  tellCase(world, { number: 224, worker: PRIYA, opened: 27 }, async ({ familyId, carerId, childId, checkId }) => {
    const priya = world.as(PRIYA);
    await addContact(priya, familyId, carerId, {
      kind: "address",
      value: "Flat 3, 14 Tanner Row, Millbrook QX4 2DE",
      confidential: "yes",
      safe: "yes",
    });
    await addContact(priya, familyId, carerId, {
      kind: "telephone",
      value: "01632 960377",
      confidential: "no",
      safe: "no",
      doNotUseReason: "The child’s father answers this one",
    });
    await decideToOffer(priya, checkId, ["parenting", "peer-support"]);
    await replyTo(priya, await world.ledger.offer(carerId, "peer-support"), "accepted");
    await replyTo(priya, await world.ledger.offer(carerId, "parenting"), "declined", "who-would-know");
    await otherSupport(priya, familyId, { carerId, childId, support: "financial-allowance", state: "told" });
    const from = working(world.ago(6));
    await world.diary.until(from, "10:30");
    const reason = "A death in the family. Please wait until they ring.";
    await hold(priya, familyId, carerId, { from, until: addDays(world.today, 18) }, reason);
  });
}

/** Tells the families who are not on a programme: everything that a practitioner's day begins with. Families 201 to 224. */
export function tellCaseload(world: World): void {
  notAskedYet(world);
  undecided(world);
  belowTheRule(world);
  noReply(world);
  declined(world);
  notOffered(world);
  injuryReported(world);
  carefulWith(world);
}
