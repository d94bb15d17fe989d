import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { Script } from "node:vm";
import { Eta } from "eta/core";
import { etaOptions } from "../src/web/eta-options.ts";
import { writeIfChanged } from "./write-if-changed.ts";

const root = resolve(import.meta.dirname, "..");
const DECLARATION = `import type { TemplateFunction } from "eta/core";
export declare const views: Record<string, TemplateFunction>;
`;

const eta = new Eta(etaOptions);
const tracing = new Eta({ ...etaOptions, debug: true });
const asFunction = (body: string) => `function (it, options) {\n${body}\n}`;

function templateFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".eta"))
    .sort()
    .map((name) => join(folder, name));
}

/** Eta's own errors say "at line 3 col 4"; those of JavaScript are found again in a compilation that counts lines. */
function lineOfError(text: string, error: Error): number {
  const told = /at line (\d+)/.exec(error.message)?.[1];
  if (told) return Number(told);
  const body = asFunction(tracing.compileToString(text)).split("\n");
  try {
    new Script(`(${body.join("\n")})`, { filename: "view" });
  } catch (syntax) {
    const at = Number(/^view:(\d+)/.exec((syntax as Error).stack ?? "")?.[1] ?? 1);
    const marks = body.slice(0, at).flatMap((line) => /__eta\.line=(\d+)/.exec(line)?.[1] ?? []);
    return Number(marks.at(-1) ?? 1);
  }
  return 1;
}

function compileView(file: string): string {
  const text = readFileSync(file, "utf8");
  try {
    const compiled = asFunction(eta.compileToString(text));
    new Script(`(${compiled})`);
    return compiled;
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`${relative(root, file)}:${lineOfError(text, error as Error)}: ${message.split("\n")[0]}`);
  }
}

/**
 * Compiles every template under `views` into one module that needs no `new Function` when it runs (Workers forbid
 * it). Returns how many there are; throws "views/x.eta:line: reason" on a syntax error.
 */
export function buildViews(from = join(root, "views"), to = join(root, "src/generated")): number {
  const files = templateFiles(from);
  const entries = files.map((file) => {
    const name = `@${relative(from, file).split(sep).join("/").slice(0, -".eta".length)}`;
    return `${JSON.stringify(name)}: ${compileView(file)}`;
  });
  writeIfChanged(join(to, "views.js"), `export const views = {\n${entries.join(",\n")}\n};\n`);
  writeIfChanged(join(to, "views.d.ts"), DECLARATION);
  return files.length;
}

if (import.meta.main) console.log(`${buildViews()} views compiled`);
