import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../tests/support/hosts.ts";
import { measurePages } from "./pages/pages.ts";
import { median } from "./rounds.ts";

const quick = process.argv.includes("--quick");

// Beside the project and not in the system's temporary folder, which may be in memory, where a sync costs nothing.
mkdirSync(join(ROOT, "data"), { recursive: true });
const folder = mkdtempSync(join(ROOT, "data/bench-"));
try {
  const { measured, bytes } = await measurePages(folder, quick ? 2 : 3, quick ? 2 : 5);
  console.log(bytes);
  for (const { name, rates, processor, p50, p99 } of measured)
    console.log(
      name.padEnd(22),
      rates.map((rate) => rate.toFixed(0)).join(" "),
      median(rates).toFixed(0),
      median(processor).toFixed(3),
      median(p50),
      median(p99),
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
