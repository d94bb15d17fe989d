import { addDays, type Day } from "../../src/domain/calendar.ts";
import { closureOn, sessionDays } from "../../src/features/runs/delivery/session-dates.ts";
import { afterwards } from "./afterwards.ts";
import { partnerComesToo } from "./couple.ts";
import { changeArrangement } from "./family-life.ts";
import { left } from "./fates.ts";
import type { Household } from "./households.ts";
import { candidate, group } from "./parenting.ts";
import type { Fate, Participant } from "./participant.ts";
import type { OnRun } from "./participation.ts";
import { type Candidate, tellRun } from "./run-story.ts";
import { onWeekday, type World, working } from "./world.ts";

const stays: Fate = { first: "in-session", last: "in-session", missed: [] };
const SESSION_TODAY = 4;
const WEEKLY = Array.from({ length: SESSION_TODAY }, (_, at) => at * 7);

/** The day on which a weekly group begins whose fourth session is today; the nearest there is when today is a holiday. */
export function beganFor(today: Day): Day {
  for (let weeks = SESSION_TODAY - 1; weeks < SESSION_TODAY + 4; weeks += 1) {
    const began = addDays(today, -7 * weeks);
    const days = sessionDays(began, WEEKLY, (day) => closureOn(day, []));
    if (days[0]?.day === began && days.at(-1)?.day === today) return began;
  }
  return working(addDays(today, -7 * (SESSION_TODAY - 1)));
}

const GROUP_NOTES = [
  "A warm first evening. Two had not met another kinship carer before. Everybody chose one thing to try.",
  "Time together: most had managed it three or four times. Talked about what gets in the way after contact.",
  "Noticing what goes well. Lively practice in pairs; one carer was upset and stayed to talk afterwards.",
] as const;

async function groupNotes(world: World, { sessions }: OnRun) {
  for (const [at, text] of GROUP_NOTES.entries()) {
    const session = sessions[at]!;
    await world.diary.until(session.day, "20:40");
    await world.as(at === 1 ? "user-jo" : "user-dan").fill(`/sessions/${session.id}/note`, { text });
  }
}

/** The co-leader saw something at the last session; the facilitator has it on the home page. */
async function concernAtSession(world: World, person: Participant, { sessions }: OnRun) {
  await world.diary.until(sessions[2]!.day, "20:55");
  await world.as("user-jo").fill(`/sessions/${sessions[2]!.id}/concerns/new`, {
    enrolment: person.enrolmentId,
    about: "carer",
    kind: "session",
    summary: "Said in the break that she is at the end of her rope and has not slept since the weekend. Tearful.",
    told: "Dan, after the session",
  });
}

/** A court makes an order in the middle of the programme: one kind of care becomes another. */
async function orderMade(world: World, person: Participant, { sessions }: OnRun) {
  const made = working(addDays(sessions[1]!.day, 2));
  await world.diary.until(working(addDays(made, 1)), "10:05");
  await changeArrangement(world.as(person.worker), world.ledger, person.familyId, {
    kind: "special-guardianship",
    relationship: person.told.arrangement.relationship,
    fromOn: made,
  });
}

const named = (told: Household, carer: Partial<Household["carer"]>, child: Partial<Household["carer"]> = {}): void => {
  told.carer = { ...told.carer, ...carer };
  told.children = told.children.map((one, at) => (at === 0 ? { ...one, ...child } : one));
};

/** O'Neill, with two children; Begum, who has one name; a family of Polish descent. */
function nameThem(people: readonly Candidate[]) {
  for (const { coming } of people.slice(0, 4)) coming.worker = "user-priya";
  const told = (at: number) => people[at]!.coming.told;
  named(told(0), {
    givenName: "Bernadette",
    familyName: "O’Neill",
    sex: "F",
    ethnicity: "WIRI",
    language: "en",
    interpreter: "no",
  });
  const [first] = told(0).children;
  const younger = {
    ...first!,
    givenName: "Caoimhe",
    familyName: "O’Neill",
    sex: "F" as const,
    birthOn: addDays(first!.birthOn, 800),
  };
  told(0).arrangement = { ...told(0).arrangement, kind: "special-guardianship", relationship: "grandparent" };
  told(0).children = [{ ...first!, givenName: "Declan", familyName: "O’Neill", sex: "M" }, younger];
  named(
    told(1),
    { givenName: "Begum", familyName: "", sex: "F", ethnicity: "ABAN", language: "bn", interpreter: "yes" },
    { givenName: "Rahim", familyName: "Ali", sex: "M", ethnicity: "ABAN" },
  );
  named(
    told(2),
    { givenName: "Halina", familyName: "Wiśniewska", sex: "F", ethnicity: "WOTH" },
    { givenName: "Łukasz", familyName: "Wiśniewski", sex: "M", ethnicity: "WOTH" },
  );
  told(3).arrangement = {
    kind: "kinship-foster-temporary",
    relationship: "aunt-or-uncle",
    fromOn: told(3).arrangement.fromOn,
  };
}

const FATES: readonly Fate[] = [
  stays,
  { ...stays, first: "home" },
  stays,
  { ...stays, missed: [2, 3] },
  { ...stays, first: "telephone", missed: [3] },
  { ...stays, missed: [2], caughtUp: 2 },
  { ...stays, first: "missing", reason: "we-did-not-ask" },
  { ...stays, last: "telephone", ...left(2, "work-or-day-changed") },
  { ...stays, first: "home" },
];

/** Tells the group whose fourth session is today. Families 101 to 109. */
export function tellCurrentGroup(world: World): void {
  const startOn = beganFor(world.today);
  const people = FATES.map((fate, at) => candidate(101 + at, startOn, fate));
  nameThem(people);
  const also = (at: number, tell: (world: World, person: Participant, run: OnRun) => Promise<void>) => {
    people[at] = {
      ...people[at]!,
      also: (there, person, run) => {
        afterwards(there, person, run);
        there.diary.tell(() => tell(there, person, run));
      },
    };
  };
  also(0, (there, _, run) => groupNotes(there, run));
  also(3, orderMade);
  also(4, concernAtSession);
  people[5]!.placedOn = working(addDays(startOn, -20));
  also(5, partnerComesToo);
  tellRun(world, {
    ...group(startOn, "Willow Tree Family Centre, garden room", "18:00", people),
    marks: (number) => (number === 2 ? "user-jo" : "user-dan"),
  });
}

/** Tells the group that begins in three weeks: five have a place, and there is room. Families 111 to 115. */
export function tellComingGroup(world: World): void {
  const startOn = onWeekday(world.ago(-18), 2);
  const asked = { ...stays, first: "home" as const };
  const people = [11, 9, 7, 6, 5].map((placed, at) => ({
    ...candidate(111 + at, startOn, at === 0 ? { ...asked, firstOn: working(world.ago(4)) } : asked),
    openedOn: world.ago(75 - 6 * at),
    placedOn: working(world.ago(placed)),
  }));
  tellRun(world, group(startOn, "Millbrook library, upstairs room", "10:00", people));
}
