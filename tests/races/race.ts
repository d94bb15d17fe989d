import type { TestApp } from "../support/app.ts";
import { type Answer, atOnce, type Press } from "./barrier.ts";

/** One round of a race: what everybody presses at the same moment, and how to count what came of it. */
export type Round = { presses: Press[]; count: string };

export type Race = {
  name: string;
  /** What holds it: taken away, the race must let more than one through. */
  withoutIt: string[];
  prepare: (t: TestApp) => Promise<Round>;
  /** Does everybody get the winner's answer (a repeat), or only the winner? */
  sameAnswerForAll?: boolean;
};

export type Raced = { came: number; answers: Answer[] };

export async function run(
  urls: readonly string[],
  rounds: readonly Round[],
  count: (sql: string) => Promise<number>,
): Promise<Raced[]> {
  const raced: Raced[] = [];
  for (const round of rounds) {
    const answers = await atOnce(urls, round.presses);
    raced.push({ came: await count(round.count), answers });
  }
  return raced;
}

/** What is wrong with the rounds of a race that is held: each must let exactly one through, and refuse nobody with a 5xx. */
export function problemsOf(race: Race, raced: readonly Raced[]): string[] {
  return raced.flatMap(({ came, answers }, at) => {
    const won = answers.filter(({ status }) => status === 303);
    const places = new Set(won.map(({ location }) => location));
    const failed = answers.filter(({ status }) => status >= 500 || status < 300);
    const isRight = race.sameAnswerForAll
      ? won.length === answers.length && places.size === 1
      : won.length === 1 && answers.every(({ status }) => [303, 409, 422].includes(status));
    const wrong = came !== 1 || failed.length > 0 || !isRight;
    return wrong ? [`${race.name}, round ${at + 1}: ${came} came of ${won.length} won; ${statuses(answers)}`] : [];
  });
}

const statuses = (answers: readonly Answer[]): string => {
  const failed = answers.find(({ status }) => status >= 500 || status < 300);
  return `${answers.map(({ status }) => status).join(" ")} ${failed?.text.slice(0, 2000) ?? ""}`;
};
