import { Agent, get } from "node:http";
import { startServer } from "../../tests/support/server-process.ts";
import { table } from "../report.ts";
import { atRank, type Timed } from "./timing.ts";

/** Milliseconds: the median and the longest of each round, and the median of somebody alone. */
export type Delay = { address: string; alone: number; beside: number; longest: readonly number[] };

const AIM = 50;
/**
 * A virtual machine halts everybody for some tens of milliseconds now and then, which "nobody" shows as well. What a page costs
 * others it costs in each round: the least of the rounds' longest is held against the aim, the most stands beside it.
 */
const ROUNDS = 3;
const SECONDS = 2;
/** Somebody who works asks for a page about every so many milliseconds. */
const PAUSE = 7;

type Asking = { url: string; cookie: string };

const WARM_SECONDS = 0.3;

/** Milliseconds from asking for a page over a connection that stays open to the last byte of it. */
const ask = ({ url, cookie }: Asking, agent: Agent): Promise<number> =>
  new Promise((resolve, reject) => {
    const from = performance.now();
    get(url, { agent, headers: { Cookie: cookie } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
      response.on("data", () => {}).on("end", () => resolve(performance.now() - from));
    }).on("error", reject);
  });

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Asks again and again for some seconds; gives what each time took. */
async function keepAsking(asking: Asking, seconds: number, every: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const took: number[] = [];
  for (const until = performance.now() + seconds * 1000; performance.now() < until; ) {
    took.push(await ask(asking, agent));
    await pause(every);
  }
  agent.destroy();
  return took;
}

type Given = { file: string; auditor: string; other: string; pages: readonly Timed[]; beside: string };

/**
 * How much longer somebody else waits for a page of theirs while an auditor asks for one page after another, over real sockets:
 * for each of the auditor's slowest pages.
 */
export async function measureDelays({ file, auditor, other, pages, beside }: Given): Promise<Delay[]> {
  const server = await startServer({ file, entry: "bench/crawl/delay-server.ts", args: [file] });
  const theirs = { url: `${server.url}${beside}`, cookie: other };
  const delays: Delay[] = [];
  try {
    await keepAsking(theirs, 1, 0);
    const alone: number[][] = [];
    for (let round = 0; round < ROUNDS; round += 1) alone.push(await keepAsking(theirs, SECONDS, PAUSE));
    const median = atRank(alone.flat(), 50);
    const longest = (rounds: readonly number[][]) => rounds.map((took) => Math.max(...took));
    for (const { address } of pages) {
      const one = { url: `${server.url}${address}`, cookie: auditor };
      // What is loaded at the first page of its kind after a start is no cost of that page.
      await keepAsking(one, WARM_SECONDS, 0);
      const rounds: number[][] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const [took] = await Promise.all([keepAsking(theirs, SECONDS, PAUSE), keepAsking(one, SECONDS, PAUSE)]);
        rounds.push(took);
      }
      delays.push({ address, alone: median, beside: atRank(rounds.flat(), 50), longest: longest(rounds) });
    }
    delays.push({ address: "nobody", alone: median, beside: median, longest: longest(alone) });
  } finally {
    await server.stop();
  }
  return delays;
}

export function delaysText(delays: readonly Delay[], beside: string): string {
  const rows = delays.map(({ address, beside: middle, longest, alone }) => [
    address.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ":id"),
    middle.toFixed(1),
    Math.max(...longest).toFixed(1),
    Math.min(...longest).toFixed(1),
    (Math.min(...longest) - alone).toFixed(1),
  ]);
  const head = ["the auditor asks for", "median ms", "longest ms", "in every round ms", "longer than alone ms"];
  return `A practitioner asks for ${beside} every ${PAUSE} ms over a socket, while an auditor asks for one page as often as it comes, in ${ROUNDS} rounds of ${SECONDS} s. Aim: nobody waits ${AIM} ms longer than alone, in every round; what one round alone shows is the machine’s.\n\n${table(head, rows)}`;
}
