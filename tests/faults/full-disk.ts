import { randomId, systemClock } from "../../src/host.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { listen } from "../../src/node/serve.ts";
import { cookieOf } from "../support/app.ts";
import { fileDatabase } from "../support/file-database.ts";
import { CONFIG, ROOT } from "../support/hosts.ts";
import { hammer, nothingTold, type Told } from "./hammer.ts";
import { openFamily } from "./new-family.ts";
import { type Found, lookAt } from "./whole.ts";

export type Filled = {
  told: Told;
  whileFull: { help: number; form: number; record: number; retryAfter: string | null };
  after: number;
  found: Found;
};

/** Serves a file that may not grow by more than a few pages, as a full disk would have it, then gives it room again. */
export async function fillUp(file: string): Promise<Filled> {
  const { people } = await fileDatabase(file, async () => {});
  const { deps, database } = nodeDeps({ file, config: CONFIG, clock: systemClock, newId: randomId });
  const { port, server, stop } = await listen({ ...deps, log: () => {} }, ROOT, 0);
  const [url, cookie, told] = [`http://127.0.0.1:${port}`, cookieOf(people.alice), nothingTold()];
  const hammering = (isOver: () => boolean) => hammer({ url, cookie, writers: 4, told, isOver });
  const limit = (pages: number) => database.raw.pragma(`max_page_count = ${pages}`);

  await hammering(() => told.acknowledged.length >= 10);
  limit(Number(database.raw.pragma("page_count", { simple: true })) + 2);
  await hammering(() => told.refused.length >= 10);
  const get = (path: string) => fetch(`${url}${path}`, { headers: { Cookie: cookie }, redirect: "manual" });
  const [help, form] = [(await get("/help")).status, (await get("/families/new")).status];
  const { status: record, headers } = await fillTrail(() => get(`/families/${told.acknowledged[0]!.familyId}`));
  limit(1_000_000);
  const n = ++told.asked;
  const answer = await openFamily(url, cookie, n, `form-${n}`);
  if (answer?.familyId) told.acknowledged.push({ key: `form-${n}`, familyId: answer.familyId });
  server.closeAllConnections();
  await stop();
  database.close();
  return {
    told,
    whileFull: { help, form, record, retryAfter: headers.get("retry-after") },
    after: answer?.status ?? 0,
    found: lookAt(file, told),
  };
}

/** Looks at a record until the trail of looks does not fit any more either: then nobody may look. */
async function fillTrail(look: () => Promise<Response>): Promise<Response> {
  for (let i = 0; i < 200; i++) {
    const res = await look();
    if (res.status !== 200) return res;
  }
  throw new Error("The trail never filled up");
}
