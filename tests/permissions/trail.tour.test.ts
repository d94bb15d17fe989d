import { afterAll, expect, test } from "vitest";
import type { TestApp } from "../support/app.ts";
import { signedInRoutes, stopAt } from "../support/route-tour.ts";

const LOOKS = new Set(["read", "print", "export", "search"]);

/** What tells a reader whom a page is about: names of carers and children, references of families and referrals. */
async function tellingWords({ db }: TestApp): Promise<string[]> {
  const [people, families, referrals] = await Promise.all([
    db.selectFrom("person").select(["given_name", "family_name", "known_as"]).execute(),
    db.selectFrom("family").select("reference").execute(),
    db.selectFrom("referral").select("reference").execute(),
  ]);
  const words = [...people.flatMap((person) => Object.values(person)), ...families.map((one) => one.reference)];
  return [...new Set([...words, ...referrals.map((one) => one.reference)])].filter((word) => word !== null);
}

/** The text of the page but for its frame: its own head and the name of who reads it. */
const mainOf = (html: string): string => /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html;

const shows = (text: string, word: string): boolean =>
  new RegExp(`(?<![\\p{L}\\d])${word.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\d])`, "u").test(text);

let pages = 0;

test.each(signedInRoutes("GET"))("GET $path leaves a trail where it shows somebody", async (route) => {
  const { t, address, owner } = await stopAt(route);
  const words = await tellingWords(t);
  const before = (await t.audit()).length;
  const text = mainOf(await (await t.get(address)).text());
  const seen = words.filter((word) => shows(text, word));
  const looks = (await t.audit())
    .slice(before)
    .filter((entry) => LOOKS.has(entry.verb) && entry.actor_id === t.people[owner].userId);
  pages += seen.length > 0 ? 1 : 0;
  expect(looks.length > 0 ? [] : seen).toEqual([]);
});

afterAll(() => {
  expect(pages).toBeGreaterThan(70);
});
