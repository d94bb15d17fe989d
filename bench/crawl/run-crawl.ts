import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { crawl } from "./crawl.ts";
import { crawlText } from "./crawl-text.ts";
import { largeDatabase, largeHost } from "./database.ts";
import { delaysText, measureDelays } from "./delay.ts";
import type { Timed } from "./timing.ts";
import { crawlers } from "./visitors.ts";

const AUDITORS_PAGES = 6;

type Tell = (title: string, text: string) => void;

/** The crawl of every page of every role over one authority's ten years, and what an auditor's pages cost others. */
export async function runCrawl(folder: string, machine: string, requests: number, tell: Tell): Promise<void> {
  const file = await largeDatabase(folder, console.log);
  const crawled = await crawl(file, requests, console.log);
  tell("Every page of every role, over one authority’s ten years", `${machine}.\n\n${crawlText(crawled)}`);
  tell("What an auditor’s page costs others", await delays(file, crawled.timed));
  const inMemory = await withMemoryDisk(file, (copy) => delays(copy, crawled.timed));
  if (inMemory) tell("The same, with the database on a disk in memory: what the code alone costs others", inMemory);
}

const MEMORY_DISK = "/dev/shm";

/** Does something with a copy of the database on a disk in memory, where a sync takes no time; null where there is none. */
async function withMemoryDisk<T>(file: string, work: (copy: string) => Promise<T>): Promise<T | null> {
  if (!existsSync(MEMORY_DISK)) return null;
  const folder = mkdtempSync(join(MEMORY_DISK, "kinstep-bench-"));
  try {
    const copy = join(folder, "authority10.sqlite");
    copyFileSync(file, copy);
    return await work(copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function delays(file: string, timed: readonly Timed[]): Promise<string> {
  const { deps, database } = largeHost(file);
  const { people } = crawlers(deps, database.raw);
  database.close();
  const cookieOf = (userId: string) => people.find((one) => one.userId === userId)!.cookie;
  const slowest = timed.filter(({ role }) => role === "auditor").toSorted((a, b) => b.middle - a.middle);
  const own = timed.find(({ userId, route }) => userId === "user-priya" && route === "/families/:familyId")!;
  const measured = await measureDelays({
    file,
    auditor: cookieOf("user-gwen"),
    other: cookieOf("user-priya"),
    pages: slowest.slice(0, AUDITORS_PAGES),
    beside: own.address,
  });
  return delaysText(measured, "a family’s page");
}
