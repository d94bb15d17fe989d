import { build } from "./build.ts";
import { DEMONSTRATION, demonstrationEnvironment } from "./demonstration-environment.ts";

/** Builds, tells the fictional partnership once, serves it and says who to sign in as. `--reset` tells it anew, as of today. */
async function demo() {
  const port = Number(process.env.PORT ?? 3000);
  await build();
  const { readConfig } = await import("../src/config.ts");
  const { randomId, systemClock } = await import("../src/host.ts");
  const { nodeDeps } = await import("../src/node/deps.ts");
  const { listen } = await import("../src/node/serve.ts");
  const { startTimer } = await import("../src/node/timer.ts");
  const { CHORES } = await import("../src/chores/index.ts");
  const { DEMONSTRATION_PASSWORD, demonstrationPeople } = await import("./seed/demonstration.ts");
  const { demonstrationFile } = await import("./seed/file.ts");
  const config = readConfig(demonstrationEnvironment(port));
  const { root, file, migrations } = DEMONSTRATION;
  const reset = process.argv.includes("--reset");
  await demonstrationFile({ file, migrations, config, clock: systemClock, reset, say: console.log });
  const { deps } = nodeDeps({ file, config, clock: systemClock, newId: randomId });
  const serving = await listen(deps, root, port);
  startTimer(deps, CHORES);
  console.log(
    `\nKinstep demonstration: http://localhost:${serving.port}\nEverybody’s password: ${DEMONSTRATION_PASSWORD}\n`,
  );
  console.table(demonstrationPeople());
}

demo().catch((error: Error) => {
  process.stderr.write(`The demonstration can’t start. ${error.message}\n`);
  process.exit(1);
});
