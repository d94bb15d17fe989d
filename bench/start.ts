import { rmSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { fileDatabase } from "../tests/support/file-database.ts";
import { ROOT } from "../tests/support/hosts.ts";
import { startServer } from "../tests/support/server-process.ts";
import { median } from "./rounds.ts";

/** Milliseconds from the start of the process to its first page, on a file that is up to date: right after an install, and then. */
export type Started = { first: number; median: number; each: number[] };

export type Sent = { path: string; bytes: number };

/** Bytes of an answer's body as they go over the wire to a browser that takes Brotli and gzip. */
const wireBytes = (url: string): Promise<{ bytes: number; text: string }> =>
  new Promise((resolve, reject) => {
    get(url, { headers: { "Accept-Encoding": "br, gzip" } }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        const body = Buffer.concat(parts);
        resolve({ bytes: body.length, text: body.toString("utf8") });
      });
    }).on("error", reject);
  });

/** Starts the production server several times, each time asking for the sign-in page. */
export async function measureStart(file: string, times: number): Promise<Started> {
  await fileDatabase(file, async () => {});
  rmSync(join(ROOT, "node_modules/.cache/kinstep"), { recursive: true, force: true });
  const each: number[] = [];
  for (let time = 0; time <= times; time++) {
    const from = performance.now();
    const server = await startServer({ file });
    await wireBytes(`${server.url}/sign-in`);
    each.push(performance.now() - from);
    await server.stop();
  }
  const [first = 0, ...later] = each;
  return { first, median: median(later), each: later };
}

/** The first page that anybody sees, and everything that it makes a browser fetch. */
export async function measureFirstPage(file: string): Promise<Sent[]> {
  const server = await startServer({ file });
  const page = await wireBytes(`${server.url}/sign-in`);
  const paths = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((found) => found[1]!);
  const sent = [{ path: "/sign-in", bytes: page.bytes }];
  for (const path of paths) sent.push({ path, bytes: (await wireBytes(`${server.url}${path}`)).bytes });
  await server.stop();
  return sent;
}
