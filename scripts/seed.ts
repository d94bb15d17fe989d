import { existsSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { build } from "./build.ts";
import { DEMONSTRATION, demonstrationEnvironment } from "./demonstration-environment.ts";

const PORT_OF_THE_DEMONSTRATION = 3000;

/**
 * Fills the demonstration's database and stops: `npm run seed`, or `npm run seed -- --reset` to make it anew, as of today. With
 * `--size authority10` it makes one large authority's ten years in `data/authority10.sqlite`, or in the file after `--to`.
 */
async function seed() {
  const { reset, size, to } = parseArgs({
    options: { reset: { type: "boolean", default: false }, size: { type: "string" }, to: { type: "string" } },
  }).values;
  await build();
  const { readConfig } = await import("../src/config.ts");
  const { systemClock } = await import("../src/host.ts");
  const config = readConfig(demonstrationEnvironment(PORT_OF_THE_DEMONSTRATION));
  const given = { ...DEMONSTRATION, config, clock: systemClock, say: console.log };
  if (size !== undefined) return bulk(size, resolve(to ?? `${DEMONSTRATION.root}data/${size}.sqlite`), given, reset);
  const { demonstrationFile } = await import("./seed/file.ts");
  const isNew = await demonstrationFile({ ...given, ...(to ? { file: resolve(to) } : {}), reset });
  if (!isNew) console.log("The demonstration is there already. Use --reset to make it anew, as of today.");
}

type Given = Omit<Parameters<typeof import("./seed/bulk/build-bulk.ts")["buildBulk"]>[0], "file" | "size">;

async function bulk(name: string, file: string, given: Given, reset: boolean) {
  const { isSizeName, SIZES } = await import("./seed/bulk/size.ts");
  const { buildBulk } = await import("./seed/bulk/build-bulk.ts");
  if (!isSizeName(name)) throw new Error(`--size is one of ${Object.keys(SIZES).join(", ")}.`);
  if (existsSync(file) && !reset) {
    console.log(`${file} is there already. Use --reset to make it anew, as of today.`);
    return;
  }
  for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
  const from = performance.now();
  await buildBulk({ ...given, file, size: SIZES[name] });
  console.log(`${file}: made in ${((performance.now() - from) / 1000).toFixed(1)} s`);
}

seed().catch((error: Error) => {
  process.stderr.write(`The demonstration can’t be seeded. ${error.message}\n`);
  process.exit(1);
});
