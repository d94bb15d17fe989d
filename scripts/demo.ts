import { existsSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "./build.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FILE = `${ROOT}data/demo.sqlite`;

/** Says what a demonstration may be run with; these secrets protect nothing but made-up families. */
const environment = (port: number) => ({
  KINSTEP_SECRET: "demonstration only: signs nothing that matters",
  KINSTEP_AUDIT_KEY: "demonstration only: hashes nothing that matters",
  KINSTEP_ORIGIN: `http://localhost:${port}`,
  KINSTEP_DEMONSTRATION: "yes",
});

async function demo() {
  const port = Number(process.env.PORT ?? 3000);
  await build();
  if (process.argv.includes("--reset")) for (const end of ["", "-wal", "-shm"]) rmSync(FILE + end, { force: true });
  const { readConfig } = await import("../src/config.ts");
  const { instantText } = await import("../src/domain/calendar.ts");
  const { randomId, systemClock } = await import("../src/host.ts");
  const { nodeDeps } = await import("../src/node/deps.ts");
  const { migrateFile } = await import("../src/node/migrate.ts");
  const { listen } = await import("../src/node/serve.ts");
  const { seedDemonstration, DEMONSTRATION_PASSWORD, demonstrationPeople } = await import("./seed/demonstration.ts");
  const config = readConfig(environment(port));
  const isNew = !existsSync(FILE);
  await migrateFile(FILE, `${ROOT}migrations`, instantText(systemClock.now()));
  if (isNew) {
    const from = performance.now();
    await seedDemonstration({ file: FILE, config, clock: systemClock });
    console.log(`seeded a fictional partnership in ${((performance.now() - from) / 1000).toFixed(1)} s`);
  }
  const { deps } = nodeDeps({ file: FILE, config, clock: systemClock, newId: randomId });
  const serving = await listen(deps, ROOT, port);
  console.log(
    `\nKinstep demonstration: http://localhost:${serving.port}\nEverybody’s password: ${DEMONSTRATION_PASSWORD}\n`,
  );
  console.table(demonstrationPeople());
}

demo().catch((error: Error) => {
  process.stderr.write(`The demonstration can’t start. ${error.message}\n`);
  process.exit(1);
});
