import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { oldNode } from "../faults/old-node.ts";
import { ROOT } from "../support/hosts.ts";

const folder = mkdtempSync(join(tmpdir(), "kinstep-launcher-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A project that holds nothing but the launcher and programs, and the Node that npm brought, where it is said to. */
function aProject(name: string, { isInstalled }: { isInstalled: boolean }): string {
  const project = join(folder, name);
  for (const file of ["package.json", "scripts/launch.js", "scripts/launcher.js", "bin/kinstep.js"])
    cpSync(join(ROOT, file), join(project, file));
  const brought = join(project, `node_modules/node-${process.platform}-${process.arch}/bin`);
  mkdirSync(brought, { recursive: true });
  if (isInstalled) symlinkSync(process.execPath, join(brought, "node"));
  return project;
}

const project = aProject("installed", { isInstalled: true });
writeFileSync(
  join(project, "told.ts"),
  `console.log(JSON.stringify([process.features.typescript, process.argv.slice(2), process.env.PATH?.split(":")[0]]));
   process.exit(7);`,
);
writeFileSync(
  join(project, "waits.ts"),
  `import { writeFileSync } from "node:fs";
   for (const signal of ["SIGTERM", "SIGINT"])
     process.on(signal, () => { writeFileSync(process.argv[2]!, signal); process.exit(3); });
   setInterval(() => {}, 1000);
   console.log(process.pid);`,
);

const old = oldNode();
if (!old) console.log("Not run here: the launcher on an old Node. This machine has none.");

test.skipIf(!old)(
  "a program is run on the Node that npm brought, with its arguments, and its end is the launcher’s",
  () => {
    const run = spawnSync(old!, [join(project, "scripts/launch.js"), "told.ts", "--reset", "a b"], {
      encoding: "utf8",
    });
    expect([run.status, run.stderr]).toEqual([7, ""]);
    const [typescript, args] = JSON.parse(run.stdout);
    expect([typescript, args]).toEqual(["strip", ["--reset", "a b"]]);
  },
);

test("what the program starts by the name of node is that Node too", () => {
  const run = spawnSync(process.execPath, [join(project, "scripts/launch.js"), "told.ts"], {
    encoding: "utf8",
    env: { PATH: "/usr/bin:/bin" },
  });
  const brought = join(project, `node_modules/node-${process.platform}-${process.arch}/bin`);
  expect(JSON.parse(run.stdout)).toEqual(["strip", [], brought]);
});

test.skipIf(!old).each([
  ["scripts/launch.js", "Kinstep"],
  ["bin/kinstep.js", "kinstep"],
])("%s refuses where there is no Node that could run it, and says what to do", (entry, who) => {
  const bare = aProject(`bare-${who}`, { isInstalled: false });
  const run = spawnSync(old!, [join(bare, entry), "told.ts"], { encoding: "utf8" });
  expect([run.status, run.stdout]).toEqual([1, ""]);
  expect(run.stderr).toMatch(
    new RegExp(
      `^${who} can’t start\\. It needs Node 22\\.18 or newer; this is [\\d.]+\\. Run npm install first: [^\\n]*\\n$`,
    ),
  );
});

test("where npm brought none, the machine’s own is taken when it is new enough", () => {
  const bare = aProject("own", { isInstalled: false });
  cpSync(join(project, "told.ts"), join(bare, "told.ts"));
  expect(spawnSync(process.execPath, [join(bare, "scripts/launch.js"), "told.ts"]).status).toBe(7);
});

test("a Node that npm brought for another machine is passed over", () => {
  const bare = aProject("musl", { isInstalled: false });
  cpSync(join(project, "told.ts"), join(bare, "told.ts"));
  const node = join(bare, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  writeFileSync(node, "#!/lib/ld-not-here.so\n", { mode: 0o755 });
  expect(spawnSync(process.execPath, [join(bare, "scripts/launch.js"), "told.ts"]).status).toBe(7);
});

/** Starts a program that waits, under a launcher that is under `under`; gives that process, and the program's. */
async function waiting(name: string, under: readonly string[], env: Record<string, string> = {}) {
  const note = join(folder, `${name}.note`);
  const [command, ...args] = [...under, process.execPath, join(project, "scripts/launch.js"), "waits.ts", note];
  const child = spawn(command!, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
  let said = "";
  child.stdout!.on("data", (chunk) => (said += chunk));
  await vi.waitFor(() => expect(said).toMatch(/\d\n/), { timeout: 30_000 });
  return { child, ended, pid: Number(said), note };
}

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s to the launcher is told to the program, which may end in its own way",
  async (signal) => {
    const { child, ended, note } = await waiting(signal, []);
    child.kill(signal);
    expect(await ended).toBe(3);
    expect(readFileSync(note, "utf8")).toBe(signal);
  },
);

// A shell stands between npm and what it runs, and this one ends without a word to it.
const SHELL = ["/bin/sh", "-c", '"$@"; exit $?', "sh"];

test("under npm, the program ends when what started the launcher is gone", async () => {
  const { child, note } = await waiting("orphan", SHELL, { npm_lifecycle_event: "start" });
  child.kill("SIGKILL");
  await vi.waitFor(() => expect(readFileSync(note, "utf8")).toBe("SIGTERM"), { timeout: 10_000 });
});

test("elsewhere it goes on, as somebody who logs out expects of a server", async () => {
  const { child, ended, pid, note } = await waiting("left-alone", SHELL, { npm_lifecycle_event: "" });
  child.kill("SIGKILL");
  await ended;
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(existsSync(note)).toBe(false);
  process.kill(pid, "SIGTERM");
  await vi.waitFor(() => expect(readFileSync(note, "utf8")).toBe("SIGTERM"));
});
