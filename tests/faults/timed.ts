import { Agent, request } from "node:http";

export type Asked = { method?: string; headers?: Record<string, string>; body?: Buffer };
export type Timed = { status: number; headers: Record<string, unknown>; text: string; milliseconds: number };

/** Connections that stay open, as a browser's or a proxy's do. */
export const keptOpen = (connections: number) => new Agent({ keepAlive: true, maxSockets: connections });

/** Asks through a socket, and how long until the whole answer was here. */
export const timed = (agent: Agent, url: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Timed> =>
  new Promise((resolve, reject) => {
    const from = performance.now();
    const asking = request(url, {
      agent,
      method,
      headers: { ...headers, ...(body && { "Content-Length": body.length }) },
    });
    asking.on("error", reject);
    asking.on("response", (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString(),
          milliseconds: performance.now() - from,
        }),
      );
    });
    asking.end(body);
  });

/** Asks the same again and again while something goes on; gives how long the slowest answer took, in milliseconds. */
export async function slowestWhile(ask: () => Promise<Timed>, going: Promise<unknown>): Promise<number> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  going.then(over, over);
  let slowest = 0;
  while (!isOver) {
    const { milliseconds } = await ask();
    slowest = Math.max(slowest, milliseconds);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await going;
  return slowest;
}

const TRIES = 30;

/**
 * Measures until what must hold does, some tries at most: what other processes take on a busy machine is there in one try and
 * gone in another, what the server itself takes is there in all of them. Gives the last figures, and whether they are well.
 */
export async function tried<F extends object>(measure: () => Promise<F>, isWell: (figures: F) => boolean) {
  for (let n = 1; ; n++) {
    const figures = await measure();
    if (isWell(figures) || n === TRIES) return { ...figures, isWell: isWell(figures) };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
