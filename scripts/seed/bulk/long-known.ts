import { addDays } from "../../../src/domain/calendar.ts";
import { addCarer, addContact, agree, changeArrangement, setReview } from "../family-life.ts";
import { type Household, household } from "../households.ts";
import { checkBehaviour, openFamily } from "../journey.ts";
import { runName } from "../parenting.ts";
import { tellRun } from "../run-story.ts";
import { daysOn, type World, working } from "../world.ts";

const NUMBER = 500;
const WORKER = "user-priya";
const CHECKS = 24;
const DAYS_BETWEEN_CHECKS = 28;
/** Days after the first told one; the app asks why, when somebody comes again within six months. */
const COURSES = [130, 430, 730] as const;
const SHARED = ["council-sees-attendance", "council-sees-goals", "council-sees-scores", "research"] as const;

/** Five children, so that the file has as much in it as a file can be expected to have. */
function largeHousehold(openedOn: string): Household {
  const told = household(NUMBER, openedOn);
  const children = [1, 2, 3, 4, 5].map((at) => ({
    ...household(NUMBER + at, openedOn).children[0]!,
    familyName: told.carer.familyName,
  }));
  return { ...told, children };
}

/** One family that the team has known for as long as is told: three carers, five children, many checks, a course for each of three children. */
export function tellLongKnownFamily(world: World): void {
  const openedOn = working(addDays(world.first, 8));
  const told = largeHousehold(openedOn);
  world.diary.tell(async () => {
    await world.diary.until(openedOn, "10:20");
    const familyId = await openFamily(world.as(WORKER), told);
    const children = await world.ledger.people(familyId, "child");
    const [carer] = await world.ledger.people(familyId, "carer");
    await moreOfThem(world, told, familyId, children[0]!.id);
    for (const [at, days] of COURSES.entries())
      comeAgain(world, told, { familyId, carerId: carer!.id, childId: children[at]!.id }, addDays(world.first, days));
    world.diary.tell(() => keepAsking(world, told, { familyId, carerId: carer!.id }, children));
  });
}

type Known = { familyId: string; carerId: string; childId: string };

async function moreOfThem(world: World, told: Household, familyId: string, childId: string) {
  const worker = world.as(WORKER);
  for (const number of [1, 2]) {
    const other = household(NUMBER + 10 + number, worker.today());
    const carerId = await addCarer(worker, world.ledger, familyId, childId, other);
    for (const [at, kind] of ["mobile", "telephone"].entries())
      await addContact(worker, familyId, carerId, {
        kind,
        value: `${kind === "mobile" ? "07700 900" : "01632 960"}${700 + 10 * number + at}`,
        confidential: "no",
        safe: "yes",
      });
  }
  await changeArrangement(worker, world.ledger, familyId, {
    kind: "special-guardianship",
    relationship: told.arrangement.relationship,
    fromOn: worker.today(),
  });
}

function comeAgain(world: World, told: Household, known: Known, startOn: string) {
  if (startOn >= world.today) return;
  const begins = working(startOn);
  tellRun(world, {
    programme: "parenting-one-to-one",
    minutes: 60,
    people: [
      {
        coming: { told, worker: WORKER, known },
        openedOn: addDays(begins, -48),
        placedOn: working(addDays(begins, -12)),
        fate: { first: "home", last: "in-session", missed: [3], followUp: true },
      },
    ],
    facts: {
      name: runName("At home", begins),
      venue: "The carer’s home",
      venueConfidential: "yes",
      startOn: begins,
      time: "14:00",
      facilitator: "user-dan",
    },
  });
}

/** Every four weeks somebody asks how things are, about one child after another; agreements are gone over twice a year. */
async function keepAsking(
  world: World,
  told: Household,
  who: { familyId: string; carerId: string },
  children: readonly { id: string }[],
) {
  let day = daysOn(world.first, 60);
  for (let number = 0; number < CHECKS && day < world.today; number += 1, day = daysOn(day, DAYS_BETWEEN_CHECKS)) {
    await world.diary.until(day, "13:40");
    const worker = world.as(WORKER);
    const childId = children[number % children.length]!.id;
    const { behaviours, ownWords } = told;
    const checkId = await checkBehaviour(worker, who.familyId, { ...who, childId, behaviours, ownWords });
    if (number % 6 === 5) {
      for (const purpose of SHARED)
        await agree(worker, { familyId: who.familyId, personId: who.carerId, purpose, how: "telephone" });
      await worker.fill(`/checks/${checkId}/decision`, {
        decided: "not-now",
        whyOtherwise: "has-it-already",
        note: "They come for a course at home.",
      });
      await setReview(worker, who.familyId, daysOn(day, 180));
    }
  }
}
