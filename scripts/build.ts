import { isMade, isThere, type Making, made } from "./made.ts";

/** Everything generated, in the order that each needs the other. Makers are loaded when they are needed: sass takes half a second. */
const EVERYTHING: readonly Making[] = [
  {
    name: "schema",
    from: ["migrations", "scripts/build-schema.ts"],
    to: "src/generated/migrations.js",
    make: async () => (await import("./build-schema.ts")).buildSchema(),
  },
  {
    name: "measures",
    from: ["measures", "src/measures", "scripts/build-measures.ts"],
    to: "src/generated/measures.js",
    make: async () => (await import("./build-measures.ts")).buildMeasures(),
  },
  {
    name: "assets",
    from: ["assets", "scripts/build-assets.ts", "package-lock.json"],
    to: "src/generated/assets.js",
    make: async () => (await import("./build-assets.ts")).buildAssets(),
  },
  {
    name: "views",
    from: ["views", "scripts/build-views.ts", "src/web/eta-options.ts", "package-lock.json"],
    to: "src/generated/views.js",
    make: async () => (await import("./build-views.ts")).buildViews(),
  },
];

async function told(making: Making) {
  const from = performance.now();
  await made(making);
  console.log(`${making.name.padEnd(12)} ${Math.round(performance.now() - from)} ms`);
}

/** Makes everything generated, as it is now. */
export async function build(): Promise<void> {
  const from = performance.now();
  for (const making of EVERYTHING) await told(making);
  console.log(`built in ${Math.round(performance.now() - from)} ms`);
}

/** Makes what is missing, and what is older than its sources; of everything, or of one thing by its name. */
export async function buildWhatChanged(name?: string): Promise<void> {
  for (const making of EVERYTHING) if ((name ?? making.name) === making.name && !isMade(making)) await told(making);
}

/**
 * The same without a word, for the command line. What can't be made again is used as it was made before, and the sentence that says
 * so is given back: a definition that is being written is not sound yet, and it is the command line that says why.
 */
export async function buildQuietly(): Promise<string[]> {
  const kept: string[] = [];
  for (const making of EVERYTHING.filter((one) => !isMade(one)))
    await made(making).catch((error: Error) => {
      if (!isThere(making)) throw error;
      kept.push(`uses the ${making.name} made before: ${error.message}`);
    });
  return kept;
}

if (import.meta.main) await build();
