import { cookieOf } from "../support/app.ts";
import { fileDatabase } from "../support/file-database.ts";
import { startServer } from "../support/server-process.ts";
import { hammer, nothingTold, type Told } from "./hammer.ts";
import { type Found, lookAt } from "./whole.ts";

const WRITERS = 8;

/** How many are acknowledged before the kill: another number each round, so that it falls on other moments of a commit. */
const enough = (round: number): number => 3 + ((round * 37) % 61);

export type Killed = { told: Told; found: Found[]; inFlight: number };

/**
 * Rounds of kill -9 on one file: a server, eight people writing, the kill in the middle of it, the file looked at, and the
 * next server started on what the last one left.
 */
export async function killRounds(file: string, rounds: number): Promise<Killed> {
  const { people } = await fileDatabase(file, async () => {});
  const told = nothingTold();
  const found: Found[] = [];
  for (let round = 0; round < rounds; round++) {
    const server = await startServer({ file });
    const goal = told.acknowledged.length + enough(round);
    let isOver = false;
    const hammering = hammer({
      url: server.url,
      cookie: cookieOf(people.alice),
      writers: WRITERS,
      told,
      isOver: () => isOver,
    });
    let isGone = false;
    void server.ended.then(() => (isGone = true));
    while (told.acknowledged.length < goal && !isGone) await new Promise((resolve) => setTimeout(resolve, 1));
    if (isGone) throw new Error(`The server ended by itself: ${server.output()}`);
    await server.stop("SIGKILL");
    isOver = true;
    await hammering;
    found.push(lookAt(file, told));
  }
  return { told, found, inFlight: told.asked - told.acknowledged.length - told.refused.length };
}
