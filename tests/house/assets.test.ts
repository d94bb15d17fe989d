import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { assets } from "../../src/generated/assets.js";
import { nodeFetch } from "../../src/node/serve.ts";
import { ORIGIN, ROOT, sqliteHost } from "../support/hosts.ts";

const root = mkdtempSync(join(tmpdir(), "kinstep-assets-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
cpSync(join(ROOT, "public"), join(root, "public"), { recursive: true });
const fetch = nodeFetch(sqliteHost().deps!, root);
// From here on they can only come from memory.
rmSync(join(root, "public"), { recursive: true });

const ask = async (path: string, headers: Record<string, string> = {}, method = "GET") =>
  fetch(new Request(`${ORIGIN}${path}`, { method, headers }));
const bytes = async (res: Response) => Buffer.from(await res.arrayBuffer());

const TYPES: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml; charset=utf-8",
};

test.each(Object.values(assets))("%s is served from memory, whole and in each encoding", async (path) => {
  const file = readFileSync(join(ROOT, "public", path));
  const plain = await ask(path);
  expect((await bytes(plain)).equals(file)).toBe(true);
  expect(plain.headers.get("content-encoding")).toBe(null);
  for (const [accepted, encoding, decoded] of [
    ["gzip, deflate, br, zstd", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
  ] as const) {
    const res = await ask(path, { "Accept-Encoding": accepted });
    expect(res.headers.get("content-encoding")).toBe(encoding);
    expect(decoded(await bytes(res)).equals(file)).toBe(true);
  }
});

test.each(Object.values(assets))("%s is kept for a year, and known again by its tag", async (path) => {
  for (const accepted of ["", "br", "gzip"]) {
    const res = await ask(path, { "Accept-Encoding": accepted });
    const told = Object.fromEntries(res.headers);
    expect(told).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": TYPES[path.split(".").at(-1)!],
      "content-length": String((await bytes(res)).length),
      "x-content-type-options": "nosniff",
      vary: "Accept-Encoding",
    });
    const again = await ask(path, { "Accept-Encoding": accepted, "If-None-Match": `W/"other", ${told.etag}` });
    expect([again.status, (await bytes(again)).length, again.headers.get("etag")]).toEqual([304, 0, told.etag]);
    const head = await ask(path, { "Accept-Encoding": accepted }, "HEAD");
    expect([(await bytes(head)).length, head.headers.get("content-length")]).toEqual([0, told["content-length"]]);
  }
});

test("each encoding has a tag of its own", async () => {
  const tags = await Promise.all(
    ["", "br", "gzip"].map(async (accepted) =>
      (await ask(assets.css, { "Accept-Encoding": accepted })).headers.get("etag"),
    ),
  );
  expect(new Set(tags).size).toBe(3);
});

test("what is no asset is not found, and never a file beside them", async () => {
  for (const path of [
    "/assets/",
    "/assets/app.css",
    "/assets/../../package.json",
    "/assets/%2e%2e/%2e%2e/package.json",
    `${assets.css}.br`,
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
  expect((await ask(assets.css, {}, "POST")).status).toBe(404);
  expect((await ask(`${assets.css}?v=1`)).status).toBe(200);
});
