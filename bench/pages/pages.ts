import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ServerProcess, startServer } from "../../tests/support/server-process.ts";
import { type Measured, rounds, type Target } from "../rounds.ts";
import { type Captured, capture } from "./captured.ts";
import { partnership } from "./partnership.ts";
import type { Audit } from "./parts.ts";

type Variant = { name: string; entry: string; audit: Audit; argument?: string };

const VARIANTS: readonly Variant[] = [
  { name: "ours", entry: "our-server.ts", audit: "grouped" },
  { name: "ours, no audit", entry: "our-server.ts", audit: "none" },
  { name: "floor", entry: "floor-server.ts", audit: "grouped" },
  { name: "floor, a sync each", entry: "floor-server.ts", audit: "each" },
  { name: "floor, no audit", entry: "floor-server.ts", audit: "none" },
  { name: "peer", entry: "peer-server.ts", audit: "each", argument: "macros" },
  { name: "peer, no audit", entry: "peer-server.ts", audit: "none", argument: "macros" },
  { name: "peer, rows by hand", entry: "peer-server.ts", audit: "each", argument: "rows" },
  { name: "string alone", entry: "floor-server.ts", audit: "none", argument: "ceiling" },
];

export type PagesMeasured = { measured: Measured[]; bytes: number };

/** The servers side by side, each a process of its own on a copy of the same file. */
export async function measurePages(folder: string, count: number, seconds: number): Promise<PagesMeasured> {
  const file = join(folder, "pages.sqlite");
  const { people } = await partnership(file);
  const captured = await capture(file, people.alice);
  const servers: ServerProcess[] = [];
  try {
    const targets: Target[] = [];
    for (const [index, variant] of VARIANTS.entries()) {
      const server = await serve(folder, `${index}`, variant, { file, captured });
      servers.push(server);
      const [url, pid] = [`${server.url}/referrals`, server.child.pid!];
      targets.push({ name: variant.name, url, cookie: captured.cookie, pid });
      await checkPage(targets.at(-1)!, captured);
    }
    return { measured: await rounds(targets, count, seconds), bytes: Buffer.byteLength(captured.html) };
  } finally {
    for (const server of servers) await server.stop("SIGKILL");
  }
}

async function serve(folder: string, name: string, variant: Variant, from: { file: string; captured: Captured }) {
  const [file, told] = [join(folder, `${name}.sqlite`), join(folder, `${name}.json`)];
  copyFileSync(from.file, file);
  writeFileSync(told, JSON.stringify({ file, captured: from.captured, audit: variant.audit }));
  const entry = `bench/pages/${variant.entry}`;
  return startServer({ file, entry, args: [told, ...(variant.argument ? [variant.argument] : [])] });
}

/** A server that does not answer with fifty referrals has no place in the comparison. */
async function checkPage({ name, url, cookie }: Target, { html }: Captured) {
  const res = await fetch(url, { headers: { Cookie: cookie } });
  const text = await res.text();
  const references = (page: string) => new Set(page.match(/R-[0-9a-z]{6}/g)).size;
  if (res.status !== 200 || references(text) !== 50 || references(html) !== 50)
    throw new Error(`${name} answered ${res.status} with ${references(text)} referrals`);
  const size = text.length / html.length;
  if (size < 0.7 || size > 1.6) throw new Error(`${name} answers with ${size.toFixed(2)} times our page`);
}
