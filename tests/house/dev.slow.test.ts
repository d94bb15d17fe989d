import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { migratedDatabase } from "../support/hosts.ts";
import { answered, endGroup, freePort, isTaken, npmAtHand, spawnNpm } from "./npm.ts";
import { installedCopy } from "./project-copy.ts";

const PAGE = "/sign-in";
const VIEW = "views/accounts/sign-in.eta";
const SOURCE = "src/app.ts";

/** How long a developer may wait to see what was saved. The best of three counts: other work of the machine is not ours. */
const SEEN_MILLISECONDS = 1000;

let project: string;
let port: number;
let dev: ReturnType<typeof spawnNpm>;
beforeAll(async () => {
  project = installedCopy(afterAll);
  mkdirSync(join(project, "data"));
  // It is there already, so nothing is told: an empty database serves the page that is looked at.
  writeFileSync(join(project, "data/demo.sqlite"), migratedDatabase());
  port = await freePort();
  dev = spawnNpm(npmAtHand(), "npm", ["run", "dev"], { cwd: project, env: { PORT: String(port) } });
  await answered(port, PAGE, dev);
  await vi.waitUntil(() => dev.out().includes("up in"), { timeout: 10_000 });
});
afterAll(() => endGroup(dev.child));

const inPlace = (file: string, text: string) => writeFileSync(join(project, file), text);

/** As many editors save: beside the file, and then over it. */
function byRenaming(file: string, text: string) {
  const beside = join(project, `${file}.tmp~`);
  writeFileSync(beside, text);
  renameSync(beside, join(project, file));
}

const read = (file: string) => readFileSync(join(project, file), "utf8");

/** Waits until the page holds something; says how long it took. */
async function seen(words: string, timeout = 60_000): Promise<number> {
  const from = performance.now();
  await vi.waitUntil(async () => (await answered(port, PAGE, dev)).includes(words), { timeout, interval: 10 });
  return performance.now() - from;
}

const said = (words: RegExp | string, from: number) =>
  vi.waitFor(() => expect(dev.out().slice(from) + dev.err()).toMatch(words), { timeout: 60_000 });

const starts = () => dev.out().match(/up in \d+ ms/g)!.length;

test.each([
  ["in place", inPlace],
  ["by renaming", byRenaming],
])("a view that is saved %s is seen in under a second, without a new start", async (how, save) => {
  const text = read(VIEW);
  const before = starts();
  const took: number[] = [];
  for (const round of [1, 2, 3]) {
    save(VIEW, `${text}<!-- ${how} ${round} -->`);
    took.push(Math.round(await seen(`${how} ${round}`)));
  }
  console.log(`A view saved ${how} was seen after ${took.join(", ")} ms`);
  expect(Math.min(...took)).toBeLessThan(SEEN_MILLISECONDS);
  expect(starts()).toBe(before);
  save(VIEW, text);
});

test("a mistake in a template is said with its place; what was there is served, and the next save is seen", async () => {
  const text = read(VIEW);
  const from = dev.out().length;
  inPlace(VIEW, `${text}<% if (`);
  await said(/Not taken: views\/accounts\/sign-in\.eta:\d+: /, from);
  await answered(port, PAGE, dev);
  byRenaming(VIEW, `${text}<!-- mended -->`);
  await seen("mended");
  inPlace(VIEW, text);
});

test.each([
  ["TypeScript that can’t be read", "const x: = ;", /sign-in|app\.ts:\d+/],
  ["a crash at the start", '\nthrow new Error("planted");\n', /planted/],
])("%s is said, and the next save brings it back", async (_, mistake, words) => {
  const text = read(SOURCE);
  const from = dev.out().length;
  byRenaming(SOURCE, text + mistake);
  await said("Not running. The next save starts it.", from);
  await said(words, from);
  expect(await isTaken(port)).toBe(false);
  byRenaming(SOURCE, text);
  await answered(port, PAGE, dev);
});

test("a mistake that is there from the beginning waits for the next save as well", async () => {
  const text = read(VIEW);
  const from = dev.out().length;
  inPlace(VIEW, `${text}<% if (`);
  await said(/Not taken/, from);
  // Anything but a view starts it anew, and then the template can't be made.
  byRenaming(SOURCE, `${read(SOURCE)}\n`);
  await said("Not running. The next save starts it.", from);
  inPlace(VIEW, text);
  await answered(port, PAGE, dev);
});

test("a signal to npm ends it all", async () => {
  dev.child.kill("SIGTERM");
  await dev.ended;
  expect(await isTaken(port)).toBe(false);
});
