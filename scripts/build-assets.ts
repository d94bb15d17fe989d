import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { compile } from "sass";
import { writeIfChanged, writeWhole } from "./write-if-changed.ts";

const root = resolve(import.meta.dirname, "..");
const COMPRESSED = /\.(br|gz)$/;

export type AssetManifest = { css: string; js: string; htmx: string; icon: string };

const sources: Record<keyof AssetManifest, { name: string; content: () => Promise<Buffer> }> = {
  css: { name: "app.css", content: styles },
  js: { name: "app.js", content: clientScript },
  htmx: { name: "htmx.js", content: async () => readFileSync(join(root, "node_modules/htmx.org/dist/htmx.min.js")) },
  icon: { name: "icon.svg", content: async () => readFileSync(join(root, "assets/icon.svg")) },
};

async function styles(): Promise<Buffer> {
  const { css } = compile(join(root, "assets/app.scss"), {
    style: "compressed",
    loadPaths: [join(root, "node_modules"), root],
    quietDeps: true,
    logger: { warn: (message, { stack }) => stack?.includes("node_modules") || console.warn(message) },
  });
  return Buffer.from(css);
}

async function clientScript(): Promise<Buffer> {
  const { outputFiles } = await build({
    entryPoints: [join(root, "assets/client.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    legalComments: "none",
  });
  const [file] = outputFiles;
  if (!file) throw new Error("esbuild gave no client script");
  return Buffer.from(file.contents);
}

/** The name carries a hash of the content, so that a browser may keep the file for ever. */
function hashedName(name: string, content: Buffer): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  return `${basename(name, extname(name))}.${hash}${extname(name)}`;
}

function writeWithCompressed(folder: string, name: string, content: Buffer): void {
  const file = join(folder, name);
  if (existsSync(file)) return;
  writeWhole(`${file}.br`, brotliCompressSync(content));
  writeWhole(`${file}.gz`, gzipSync(content, { level: 9 }));
  writeWhole(file, content);
}

/** Another build may be at work here: what it has half written is its own, and what both find old is removed by either. */
function removeOld(folder: string, kept: string[]): void {
  for (const name of readdirSync(folder)) {
    const isOld = !name.endsWith(".part") && !kept.includes(name.replace(COMPRESSED, ""));
    if (isOld) rmSync(join(folder, name), { force: true });
  }
}

function writeManifest(manifest: AssetManifest, folder: string): void {
  const type = Object.keys(manifest).map((key) => `${key}: string`);
  const files = {
    "assets.js": `export const assets = ${JSON.stringify(manifest, null, 2)};\n`,
    "assets.d.ts": `export declare const assets: { ${type.join("; ")} };\n`,
  };
  for (const [name, text] of Object.entries(files)) writeIfChanged(join(folder, name), text);
}

/**
 * Builds styles, client script, htmx and icon into public/assets under names with a content hash (each with .br and
 * .gz beside it), and src/generated/assets.js with their addresses. Both hosts serve `public` as it is.
 */
export async function buildAssets(): Promise<AssetManifest> {
  const folder = join(root, "public/assets");
  mkdirSync(folder, { recursive: true });
  const built = await Promise.all(
    Object.entries(sources).map(async ([key, source]) => {
      const content = await source.content();
      const name = hashedName(source.name, content);
      writeWithCompressed(folder, name, content);
      return [key, name] as const;
    }),
  );
  removeOld(
    folder,
    built.map(([, name]) => name),
  );
  const manifest = Object.fromEntries(built.map(([key, name]) => [key, `/assets/${name}`])) as AssetManifest;
  writeManifest(manifest, join(root, "src/generated"));
  return manifest;
}

if (import.meta.main) console.log(Object.values(await buildAssets()).join("\n"));
