import type { TestApp } from "./app.ts";
import type { PersonName } from "./world.ts";

const MOST = 250;
const BEGIN = ["/", "/families", "/referrals", "/runs", "/follow-up", "/concerns", "/waiting", "/sessions"];

/** Every page that somebody gets to by links from where they begin, with its text. */
export async function walk(t: TestApp, as: PersonName, begin = BEGIN): Promise<Map<string, string>> {
  const reader = t.as(as);
  const seen = new Map<string, string>();
  const waiting = [...begin];
  for (const path of waiting) {
    if (seen.has(path) || seen.size >= MOST) continue;
    const answer = await reader.get(path);
    if (answer.status !== 200) continue;
    const html = await answer.text();
    seen.set(path, html);
    for (const [, href] of html.matchAll(/href="(\/[^"#]*)"/g)) {
      const next = href!.replaceAll("&amp;", "&");
      if (!/^\/(assets|sign-out|help)/.test(next)) waiting.push(next);
    }
  }
  return seen;
}
