import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { checkTogether } from "../src/measures/check-series.ts";
import { checkDefaultPlans, type DefaultPlans, defaultPlansSchema } from "../src/measures/default-plans.ts";
import { type Definition, definitionSchema } from "../src/measures/definition.ts";
import { parseDefinition } from "../src/measures/read-definition.ts";
import { writeIfChanged } from "./write-if-changed.ts";

const root = resolve(import.meta.dirname, "..");
const DECLARATION = `import type { DefaultPlans } from "../measures/default-plans.ts";
import type { Definition } from "../measures/definition.ts";
export declare const MEASURES: readonly Definition[];
export declare const DEFAULT_PLANS: DefaultPlans;
`;

/** What stands beside the definitions in their folder. */
const SCHEMA = "measure.schema.json";
const PLANS = "default-plans.json";

/** The JSON Schema of a definition file, for editors. It says what the zod schema says; the cross-checks stand in code. */
export function measureSchema(): string {
  const schema = z.toJSONSchema(definitionSchema, { io: "input", reused: "ref" });
  return `${JSON.stringify({ ...schema, title: "Kinstep measure definition" }, null, 2)}\n`;
}

function readMeasure(folder: string, name: string): Definition {
  const read = parseDefinition(readFileSync(join(folder, name), "utf8"));
  const file = `measures/${name}`;
  if (!read.ok) throw new Error(read.error.map(({ path, reason }) => `${file}: ${path}: ${reason}`).join("\n"));
  if (`${read.value.id}.json` !== name) throw new Error(`${file}: id: "${read.value.id}" is not the file's name`);
  return read.value;
}

const refuse = (lines: readonly string[]): void => {
  if (lines.length > 0) throw new Error(lines.join("\n"));
};

/** Every definition in a folder, checked by itself and beside the others, by id. Throws "measures/x.json: path: reason", a line a problem. */
export function readMeasures(folder = join(root, "measures")): Definition[] {
  const measures = readdirSync(folder)
    .filter((name) => name.endsWith(".json") && name !== SCHEMA && name !== PLANS)
    .sort()
    .map((name) => readMeasure(folder, name));
  refuse(
    checkTogether(measures).map(({ measureId, path, reason }) => `measures/${measureId}.json: ${path}: ${reason}`),
  );
  return measures;
}

/** What a new programme of each route asks. Throws for what names no measure. */
export function readDefaultPlans(measures: readonly Definition[], folder = join(root, "measures")): DefaultPlans {
  const plans = defaultPlansSchema.parse(JSON.parse(readFileSync(join(folder, PLANS), "utf8")));
  refuse(checkDefaultPlans(plans, measures).map((line) => `measures/${PLANS}: ${line}`));
  return plans;
}

/**
 * Checks measures/*.json and writes them into one module, which needs no file system when it runs (Workers have
 * none); writes the schema for editors beside them. Returns how many there are.
 */
export function buildMeasures(from = join(root, "measures"), to = join(root, "src/generated")): number {
  const measures = readMeasures(from);
  const entries = measures.map((one) => JSON.stringify(one));
  const plans = JSON.stringify(readDefaultPlans(measures, from));
  writeIfChanged(
    join(to, "measures.js"),
    `export const MEASURES = [\n${entries.join(",\n")}\n];\nexport const DEFAULT_PLANS = ${plans};\n`,
  );
  writeIfChanged(join(to, "measures.d.ts"), DECLARATION);
  writeIfChanged(join(from, SCHEMA), measureSchema());
  return measures.length;
}

if (import.meta.main) console.log(`${buildMeasures()} measures checked and built`);
