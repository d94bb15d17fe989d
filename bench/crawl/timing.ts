import type { Stop } from "./explore.ts";
import type { Crawler } from "./visitors.ts";

/** What one page took, in milliseconds: `middle` and `late` are the median and the 95th in a hundred. */
export type Timed = Stop & {
  role: string;
  userId: string;
  middle: number;
  late: number;
  processor: number;
  times: number;
};

/** How often each page is asked for, where nothing else is wanted. */
export const REQUESTS = 20;
const WARM_UP = 2;
/** A page that takes seconds is asked for less often than twenty times: it is slow already. */
const MOST_MILLISECONDS = 8_000;

/** The value that so many of a hundred do not exceed (nearest rank). */
export function atRank(values: readonly number[], hundredths: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((hundredths / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** Asks for a page again and again, one request at a time, from the request to the last byte, the trail's commit included. */
export async function timePage(crawler: Crawler, stop: Stop, requests: number): Promise<Timed> {
  const once = async () => {
    const from = performance.now();
    const { status } = await crawler.get(stop.address);
    if (status !== 200) throw new Error(`${stop.address} answered ${status} to ${crawler.userId}`);
    return performance.now() - from;
  };
  const began = performance.now();
  for (let warm = 0; warm < WARM_UP && performance.now() - began < MOST_MILLISECONDS / 4; warm++) await once();
  const before = process.cpuUsage();
  const took: number[] = [];
  while (
    took.length < requests &&
    (took.length < Math.min(3, requests) || performance.now() - began < MOST_MILLISECONDS)
  )
    took.push(await once());
  const { user, system } = process.cpuUsage(before);
  return {
    ...stop,
    role: crawler.role,
    userId: crawler.userId,
    middle: atRank(took, 50),
    late: atRank(took, 95),
    processor: (user + system) / 1000 / took.length,
    times: took.length,
  };
}
