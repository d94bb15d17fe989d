import { closeSync, fsyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { median } from "./rounds.ts";

/** Milliseconds that this disk takes to make a page of 4 kB durable: what an audited page pays when it shares it with nobody. */
export function measureSync(folder: string, times = 200): number {
  const file = openSync(join(folder, "sync"), "w");
  const page = Buffer.alloc(4096, 1);
  const each = Array.from({ length: times }, () => {
    const from = performance.now();
    writeSync(file, page);
    fsyncSync(file);
    return performance.now() - from;
  });
  closeSync(file);
  return median(each);
}
