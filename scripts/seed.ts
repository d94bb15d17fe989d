import { build } from "./build.ts";
import { DEMONSTRATION, demonstrationEnvironment } from "./demonstration-environment.ts";

const PORT_OF_THE_DEMONSTRATION = 3000;

/** Fills the demonstration's database and stops: `npm run seed`, or `npm run seed -- --reset` to make it anew, as of today. */
async function seed() {
  await build();
  const { readConfig } = await import("../src/config.ts");
  const { systemClock } = await import("../src/host.ts");
  const { demonstrationFile } = await import("./seed/file.ts");
  const config = readConfig(demonstrationEnvironment(PORT_OF_THE_DEMONSTRATION));
  const reset = process.argv.includes("--reset");
  const isNew = await demonstrationFile({ ...DEMONSTRATION, config, clock: systemClock, reset, say: console.log });
  if (!isNew) console.log("The demonstration is there already. Use --reset to make it anew, as of today.");
}

seed().catch((error: Error) => {
  process.stderr.write(`The demonstration can’t be seeded. ${error.message}\n`);
  process.exit(1);
});
