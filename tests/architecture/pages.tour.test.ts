import { afterAll, expect, test } from "vitest";
import type { TestApp } from "../support/app.ts";
import { wrongDefaults } from "../support/default-buttons.ts";
import { rightToLeft } from "../support/isolation.ts";
import { longAnswersOf } from "../support/long-text.ts";
import { signedInRoutes, stopAt } from "../support/route-tour.ts";

/** Everybody of the world bears a name in Arabic script, and says what they say in it. */
const NAMED = [
  "update person set given_name = 'مريم', family_name = iif(family_name is null, null, 'حسن'), known_as = 'ميمي'",
  "update user set name = 'دان الحسن'",
  "update enrolment set child_initial = 'م'",
  "update goal set words = 'نوم هادئ، بلا صراخ.'",
  "update behaviour_check set own_words = 'يصرخ 3 مرات, ثم يبكي'",
  "update note set text = 'قالت مريم: نعم'",
];

/** What keeps records from being changed is taken away first. */
async function rename({ db }: TestApp): Promise<void> {
  const run = (sql: string) => db.executeQuery<{ name: string }>({ sql, parameters: [] } as never);
  const { rows } = await run("select name from sqlite_master where type = 'trigger'");
  for (const { name } of rows) await run(`drop trigger ${name}`);
  for (const sql of NAMED) await run(sql);
}

let pieces = 0;
let pages = 0;

test.each(signedInRoutes("GET"))(
  "GET $path isolates names of another direction, tells the most that a long answer may hold, and Enter does its main thing (E28)",
  async (route) => {
    const { t, address } = await stopAt(route);
    await rename(t);
    const res = await t.get(address);
    if (!(res.headers.get("content-type") ?? "").startsWith("text/html")) return;
    const html = await res.text();
    const found = rightToLeft(html);
    pieces += found.pieces;
    pages += found.pieces > 0 ? 1 : 0;
    expect(found.loose).toEqual([]);
    expect(longAnswersOf(html).filter(({ told }) => told === null)).toEqual([]);
    expect(wrongDefaults(html)).toEqual([]);
  },
);

afterAll(() => {
  expect([pages > 60, pieces > 300]).toEqual([true, true]);
});
