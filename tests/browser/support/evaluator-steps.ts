import { PLANTED } from "./story.ts";
import { pathOf, type Walk } from "./walk.ts";

/** An answer as an evaluator's browser gets it, without showing it. */
async function fetched(walk: Walk, path: string): Promise<{ status: number; type: string; body: string }> {
  const response = await walk.page.request.get(`${walk.kinstep.base}${path}`, { maxRedirects: 0 });
  return { status: response.status(), type: response.headers()["content-type"] ?? "", body: await response.text() };
}

const linksIn = (html: string): string[] =>
  [...html.matchAll(/(?<![-\w])href="(\/[^"#]*)/g)]
    .map(([, href]) => href!.replaceAll("&amp;", "&"))
    .filter((href) => !href.startsWith("/assets/"));

/** Every page and file that links lead to from where the evaluator is, by address. */
export async function crawl(walk: Walk): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const waiting = [pathOf(walk)];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    const { status, type, body } = await fetched(walk, path);
    found.set(path, `${status}\n${body}`);
    if (status === 200 && type.startsWith("text/html")) waiting.push(...linksIn(body));
  }
  return found;
}

const unescaped = (body: string) =>
  body
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .replaceAll(/&#x?[0-9a-f]+;/gi, "’")
    .toLowerCase();

/** Which planted names, contacts and free text stand in a page or file. */
export const plantedIn = (body: string): string[] => {
  const words = unescaped(body);
  return PLANTED.filter((planted) => words.includes(planted.toLowerCase()));
};

/** What an evaluator may open too, and what leads to their own first page. */
const ANYBODYS = /^(200 \/(help|privacy|accessibility|sign-in)|303 \/(sign-in)?)(\?|$)/;

/** Of addresses that others came by, those that do not answer an evaluator with 403 or 404, or that show a planted word. */
export async function openedBeyondTheirOwn(walk: Walk, addresses: readonly string[]): Promise<string[]> {
  const opened: string[] = [];
  for (const path of addresses) {
    const { status, body } = await fetched(walk, path);
    const isRefused = status === 403 || status === 404;
    if (!isRefused && !ANYBODYS.test(`${status} ${path}`)) opened.push(`${status} ${path}`);
    opened.push(...plantedIn(body).map((planted) => `${path} shows ${planted}`));
  }
  return opened;
}
