import { readFileSync } from "node:fs";
import autocannon from "autocannon";

/**
 * One server under test, a figure a round: pages answered a second, milliseconds of processor that a page took (which a
 * busy machine disturbs less), and the latency of the middle and the slowest in a hundred.
 */
export type Measured = { name: string; rates: number[]; processor: number[]; p50: number[]; p99: number[] };

export type Target = { name: string; url: string; cookie: string; pid: number };

export const CONNECTIONS = 16;

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** Processor time of a process so far, in milliseconds (proc(5): fields 14 and 15, in hundredths of a second). NaN where there is no /proc. */
function processorTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

/** Fires at one server for some seconds. Throws when anything but a 200 came back: a fast refusal is no page. */
async function fire({ name, url, cookie, pid }: Target, seconds: number) {
  const before = processorTime(pid);
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds, headers: { Cookie: cookie } });
  if (result.non2xx + result.errors + result.timeouts > 0)
    throw new Error(`${name}: ${result.non2xx} refused, ${result.errors} failed, ${result.timeouts} too late`);
  const processor = (processorTime(pid) - before) / result.requests.total;
  return { rate: result.requests.total / result.duration, processor, p50: result.latency.p50, p99: result.latency.p99 };
}

/**
 * Takes turns: each round measures every server once, in an order that turns by one each time, so that whatever else the
 * machine does is shared out among them. A warm-up of each comes first and counts for nothing.
 */
export async function rounds(targets: readonly Target[], count: number, seconds: number): Promise<Measured[]> {
  const measured = targets.map(({ name }): Measured => ({ name, rates: [], processor: [], p50: [], p99: [] }));
  for (const target of targets) await fire(target, Math.max(2, seconds / 2));
  for (let round = 0; round < count; round++)
    for (let turn = 0; turn < targets.length; turn++) {
      const at = (round + turn) % targets.length;
      const { rate, processor, p50, p99 } = await fire(targets[at]!, seconds);
      const row = measured[at]!;
      row.rates.push(rate);
      row.processor.push(processor);
      row.p50.push(p50);
      row.p99.push(p99);
    }
  return measured;
}
