import { buildWhatChanged } from "./build.ts";
import { DEMONSTRATION, demonstrationEnvironment } from "./demonstration-environment.ts";

/** Builds what is not built yet, tells the fictional partnership once, serves it and says who to sign in as. `--reset` tells it anew, as of today; started `isAgain`, it says nothing of that. */
export async function demo({ isAgain = false } = {}) {
  const port = Number(process.env.PORT ?? 3000);
  await buildWhatChanged();
  const { readConfig } = await import("../src/config.ts");
  const { randomId, systemClock } = await import("../src/host.ts");
  const { nodeDeps } = await import("../src/node/deps.ts");
  const { listen } = await import("../src/node/serve.ts");
  const { stopOnSignal } = await import("../src/node/stop.ts");
  const { startTimer } = await import("../src/node/timer.ts");
  const { JOBS } = await import("../src/jobs.ts");
  const { DEMONSTRATION_PASSWORD, demonstrationPeople } = await import("./seed/demonstration.ts");
  const { demonstrationFile } = await import("./seed/file.ts");
  const config = readConfig(demonstrationEnvironment(port));
  const { root, file, migrations } = DEMONSTRATION;
  const reset = process.argv.includes("--reset");
  await demonstrationFile({ file, migrations, config, clock: systemClock, reset, say: console.log });
  const { deps, database } = nodeDeps({ file, config, clock: systemClock, newId: randomId });
  const serving = await listen(deps, root, port);
  stopOnSignal({ serving, timer: startTimer(deps, JOBS), database });
  if (isAgain) return;
  console.log(
    `\nKinstep demonstration: http://localhost:${serving.port}\nEverybody’s password: ${DEMONSTRATION_PASSWORD}\n`,
  );
  console.table(demonstrationPeople());
}

if (import.meta.main)
  demo().catch((error: Error) => {
    process.stderr.write(`The demonstration can’t start. ${error.message}\n`);
    process.exit(1);
  });
