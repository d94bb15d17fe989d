import { existsSync } from "node:fs";
import { buildSchema } from "./build-schema.ts";

const started = performance.now();
const step = async (name: string, run: () => unknown) => {
  const from = performance.now();
  await run();
  console.log(`${name.padEnd(12)} ${Math.round(performance.now() - from)} ms`);
};

/** Makes everything generated, in the order that each needs the other. */
export async function build(): Promise<void> {
  await step("schema", buildSchema);
  if (existsSync(new URL("./build-measures.ts", import.meta.url))) {
    const { buildMeasures } = await import("./build-measures.ts");
    await step("measures", buildMeasures);
  }
  const { buildAssets } = await import("./build-assets.ts");
  await step("assets", () => buildAssets());
  const { buildViews } = await import("./build-views.ts");
  await step("views", () => buildViews());
  console.log(`built in ${Math.round(performance.now() - started)} ms`);
}

if (import.meta.main) await build();
