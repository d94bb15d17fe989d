import type { Day } from "../../src/domain/calendar.ts";
import { RECOGNITION_WORDS } from "../../src/features/runs/joining/recognition-words.ts";
import { boxes, idIn } from "./journey.ts";
import type { PlannedSession } from "./ledger.ts";
import { comesTo, type Participant } from "./participant.ts";
import type { Given, Visitor } from "./visitor.ts";
import type { World } from "./world.ts";

export type RunFacts = {
  name: string;
  venue: string;
  venueConfidential?: "yes" | "no";
  startOn: Day;
  time: string;
  facilitator: string;
  coLeaders?: readonly string[];
  /** Open places; left out for a one-to-one course. */
  open?: number;
};

/** Makes a run with its sessions. Gives its id. */
export async function makeRun(worker: Visitor, programmeId: string, facts: RunFacts): Promise<string> {
  const at = await worker.fill(`/runs/new?programme=${programmeId}`, {
    name: facts.name,
    ...boxes("startOn", facts.startOn),
    time: facts.time,
    venue: facts.venue,
    venueConfidential: facts.venueConfidential ?? "no",
    facilitator: facts.facilitator,
    coLeaders: facts.coLeaders ?? [],
    ...(facts.open === undefined ? {} : { open: facts.open }),
  });
  return idIn(at, "runs");
}

type Placing = { at: number; attendsWith?: string };

/** Gives an accepted referral a place; `at` counts the people on the run, each of whom has a word of their own. */
export const enrol = (worker: Visitor, referralId: string, runId: string, { at, attendsWith = "" }: Placing) =>
  worker.fill(`/waiting/${referralId}/enrolling`, {
    run: runId,
    word: RECOGNITION_WORDS[(at * 7) % 32]!,
    attendsWith,
  });

const REASONS = [
  "illness",
  "childcare",
  "child-at-home-or-excluded",
  "work",
  "transport",
  "contact-or-court",
  "own-health",
  "not-told-why",
] as const;

function markOf(person: Participant, { number }: PlannedSession, minutes: number): Given {
  const { chance } = person.told;
  const name = (field: string) => `${field}-${person.enrolmentId}`;
  if (!comesTo(person, number))
    return {
      [name("mark")]: "none",
      [name("reason")]: chance.pick(REASONS),
      [name("told")]: chance.isSo(0.6) ? "yes" : "no",
    };
  if (chance.isSo(0.05)) return { [name("mark")]: "part", [name("minutes")]: Math.round(minutes * 0.6) };
  return { [name("mark")]: "all", [name("late")]: chance.isSo(0.08) ? "yes" : "no" };
}

/** Marks the register of a session for everybody who was on the run that day. */
export const markRegister = (
  worker: Visitor,
  session: PlannedSession,
  people: readonly Participant[],
  minutes: number,
): Promise<string> =>
  worker.send(
    `/sessions/${session.id}/register`,
    Object.assign({}, ...people.map((person) => markOf(person, session, minutes))),
  );

const WAYS = [
  ["phone", "telephone"],
  ["home-visit", "home-visit"],
  ["catch-up", "in-person"],
] as const;

/** Meets somebody alone to make up for a session they missed. */
export async function makeUpFor(
  { as, ledger }: World,
  runId: string,
  person: Participant,
  missed: PlannedSession,
  day: Day,
) {
  const worker = as(person.keyedBy);
  const [kind, mode] = person.told.chance.pick(WAYS);
  await worker.fill(`/runs/${runId}/sessions/new?for=${person.enrolmentId}`, {
    kind,
    makesUp: missed.id,
    module: "What was missed, talked through",
    ...boxes("day", day),
    time: "1pm",
    minutes: 45,
  });
  const session = await ledger.catchUp(person.enrolmentId);
  const name = (field: string) => `${field}-${person.enrolmentId}`;
  await worker.send(`/sessions/${session}/register`, { [name("mark")]: "all", [name("mode")]: mode });
}

type Leaving = { on: Day; reason: string; decidedBy: string };

export const leaveEarly = ({ as }: World, person: Participant, { on, reason, decidedBy }: Leaving): Promise<string> =>
  as(person.keyedBy).fill(`/enrolments/${person.enrolmentId}/leaving`, {
    ...boxes("leftOn", on),
    reason,
    decidedBy,
    note: "",
  });

export const completeEnrolment = ({ as }: World, person: Participant): Promise<string> =>
  as(person.keyedBy).fill(`/enrolments/${person.enrolmentId}/completing`, {});

export const cancelSession = (worker: Visitor, session: PlannedSession, reason: string): Promise<string> =>
  worker.fill(`/sessions/${session.id}/cancelling`, { reason });

export const closeRun = (worker: Visitor, runId: string): Promise<string> => worker.fill(`/runs/${runId}/closing`, {});
