import { readFileSync } from "node:fs";
import { cookieOf } from "../support/app.ts";
import { fileDatabase } from "../support/file-database.ts";
import { startServer } from "../support/server-process.ts";
import { nothingTold, type Told } from "./hammer.ts";
import { openFamily } from "./new-family.ts";
import { SYNCS, strace } from "./straced.ts";
import { type Found, lookAt } from "./whole.ts";

export type Failed = {
  told: Told;
  /** The answers in their order, one after the other: a status for each write. */
  statuses: number[];
  /** Syncs to disk that the kernel refused. */
  injected: number;
  found: Found;
};

/**
 * A disk that fails for a while: from the 81st sync of the server on (the first round of the timer is done by then), `failures` of them are answered with EIO by the kernel.
 * One person writes before, during and after. Then the server is killed and the file looked at as the next start finds it.
 */
export async function failSyncs(file: string, failures: number): Promise<Failed> {
  const { people } = await fileDatabase(file, async () => {});
  const [log, first] = [`${file}.strace`, 81];
  const inject = `inject=${SYNCS}:error=EIO:when=${first}..${first + failures - 1}`;
  const server = await startServer({ file, under: strace(log, "-e", `trace=${SYNCS}`, "-e", inject) });
  const told = nothingTold();
  const statuses: number[] = [];
  const cookie = cookieOf(people.alice);
  const isBetter = () => statuses.includes(503) && statuses.slice(-5).every((status) => status === 303);
  while (!isBetter() && statuses.length < 10 * (first + failures)) {
    const key = `form-${++told.asked}`;
    const answer = await openFamily(server.url, cookie, told.asked, key);
    if (!answer) throw new Error(`The server is gone: ${server.output()}`);
    statuses.push(answer.status);
    if (answer.familyId) told.acknowledged.push({ key, familyId: answer.familyId });
    else told.refused.push({ status: answer.status, text: answer.text });
  }
  await server.stop("SIGKILL");
  const injected = readFileSync(log, "utf8").match(/EIO .*\(INJECTED\)/g)?.length ?? 0;
  return { told, statuses, injected, found: lookAt(file, told) };
}
