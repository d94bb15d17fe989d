import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getMimeType } from "hono/utils/mime";

const YEAR = 31_536_000;

/** As a browser asks for them, the smallest first, with how the file beside the plain one ends. */
const ENCODINGS = { br: ".br", gzip: ".gz" } as const;

type Sent = { bytes: Uint8Array<ArrayBuffer>; headers: Record<string, string> };
type Asset = { plain: Sent; encoded: Map<string, Sent> };

function sentOf(folder: string, name: string, type: string, encoding?: keyof typeof ENCODINGS): Sent {
  const bytes = new Uint8Array(readFileSync(join(folder, encoding ? name + ENCODINGS[encoding] : name)));
  const tag = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  const headers = {
    "Content-Type": type,
    "Content-Length": String(bytes.length),
    ETag: `"${tag}"`,
    Vary: "Accept-Encoding",
    "Cache-Control": `public, max-age=${YEAR}, immutable`,
    "X-Content-Type-Options": "nosniff",
    ...(encoding && { "Content-Encoding": encoding }),
  };
  return { bytes, headers };
}

function assetOf(folder: string, name: string, all: ReadonlySet<string>): Asset {
  const type = getMimeType(name) ?? "application/octet-stream";
  const kinds = (Object.keys(ENCODINGS) as (keyof typeof ENCODINGS)[]).filter((one) => all.has(name + ENCODINGS[one]));
  const encoded = new Map(kinds.map((one) => [one as string, sentOf(folder, name, type, one)]));
  return { plain: sentOf(folder, name, type), encoded };
}

const accepted = (request: Request, { plain, encoded }: Asset): Sent => {
  const wanted = new Set((request.headers.get("Accept-Encoding") ?? "").split(",").map((one) => one.trim()));
  for (const [encoding, sent] of encoded) if (wanted.has(encoding)) return sent;
  return plain;
};

function answer(request: Request, { bytes, headers }: Sent): Response {
  // Of several tags, or a weak one, too: it holds the name that only these bytes have.
  if (request.headers.get("If-None-Match")?.includes(headers.ETag!)) {
    const { "Content-Length": _, ...unchanged } = headers;
    return new Response(null, { status: 304, headers: unchanged });
  }
  return new Response(request.method === "HEAD" ? null : bytes, { headers });
}

const NAME = /^https?:\/\/[^/]+\/assets\/([^?#]*)/;

/**
 * Styles and scripts from memory, read once at the start: there are some 300 kB of them, and a page without them is no page,
 * so they wait neither for a disk nor for the threads that also hash passwords. Names carry their content's hash, so a
 * browser keeps a file for a year. Gives nothing for what is no address of theirs, and 404 for a name that isn't there.
 */
export function assetsInMemory(folder: string): (request: Request) => Response | undefined {
  const names = new Set(readdirSync(folder));
  const plain = [...names].filter((name) => !/\.(br|gz)$/.test(name));
  const assets = new Map(plain.map((name) => [name, assetOf(folder, name, names)]));
  return (request) => {
    const name = NAME.exec(request.url)?.[1];
    if (name === undefined) return undefined;
    const asset = request.method === "GET" || request.method === "HEAD" ? assets.get(name) : undefined;
    return asset ? answer(request, accepted(request, asset)) : new Response("404 Not Found", { status: 404 });
  };
}
