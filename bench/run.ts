import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../tests/support/hosts.ts";
import { runCrawl } from "./crawl/run-crawl.ts";
import { REQUESTS } from "./crawl/timing.ts";
import { measureSync } from "./disk.ts";
import { measurePages } from "./pages/pages.ts";
import { firstPageText, machineText, pagesText, startText } from "./report.ts";
import { keepSections, type Section } from "./results-file.ts";
import { figureText, scoreBench } from "./score.ts";
import { measureFirstPage, measureStart } from "./start.ts";

const {
  quick: isQuick,
  crawl: isCrawl,
  times,
} = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    crawl: { type: "boolean", default: false },
    times: { type: "string", default: String(REQUESTS) },
  },
}).values;
const load = loadavg()[0]!;

const sections: Section[] = [];
const tell = (title: string, text: string) => {
  sections.push({ title, text });
  console.log(`\n${title}\n\n${text}`);
};

async function figures(folder: string) {
  const [rounds, seconds] = isQuick ? [2, 2] : [16, 2];
  tell(
    "Machine",
    `${machineText(load)}. A sync of 4 kB takes this disk ${measureSync(folder).toFixed(2)} ms (median).`,
  );
  const { measured, bytes } = await measurePages(folder, rounds, seconds);
  tell(
    "The referrals list: 50 rows of 2,000, signed in, scoped, audited; 16 connections",
    `${pagesText(measured)}\n\nOur page is ${bytes} bytes. ${rounds} rounds of ${seconds} s each, the servers in turn; medians.`,
  );
  const file = join(folder, "start.sqlite");
  tell("Start", startText(await measureStart(file, isQuick ? 3 : 7)));
  tell("The first page, compressed, with all that it fetches", firstPageText(await measureFirstPage(file)));
  if (!isQuick) tell("Scoring SDQ responses from CSV", `\`\`\`\n${scoreBench().map(figureText).join("\n")}\n\`\`\``);
}

// Beside the project and not in the system's temporary folder, which may be in memory, where a sync costs nothing.
mkdirSync(join(ROOT, "data"), { recursive: true });
const folder = mkdtempSync(join(ROOT, "data/bench-"));
try {
  if (isCrawl) await runCrawl(folder, machineText(load), Number(times), tell);
  else await figures(folder);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (!isQuick) keepSections(join(ROOT, "bench/results.md"), sections);
