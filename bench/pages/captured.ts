import { createApp } from "../../src/app.ts";
import { randomId, systemClock } from "../../src/host.ts";
import { nodeDeps } from "../../src/node/deps.ts";
import { cookieOf } from "../../tests/support/app.ts";
import { CONFIG, ORIGIN } from "../../tests/support/hosts.ts";
import type { Person } from "../../tests/support/world.ts";

export type Statement = { sql: string; parameters: unknown[] };

/** What the app does for one request of the list: its four statements as compiled, and the page that it answers with. */
export type Captured = {
  session: Statement;
  list: Statement;
  /** What changed since this person looked: the marks of the list. */
  news: Statement;
  audit: Statement;
  token: string;
  cookie: string;
  html: string;
};

const PATH = "/referrals";

/** Asks the app itself for the page, in this process, and listens to every statement; the other servers run the same SQL. */
export async function capture(file: string, person: Person): Promise<Captured> {
  const heard: Statement[] = [];
  const inspect = (sql: string, parameters: readonly unknown[]) =>
    void heard.push({ sql, parameters: [...parameters] });
  const { deps, database } = nodeDeps({ file, config: CONFIG, clock: systemClock, newId: randomId, inspect });
  const cookie = cookieOf(person);
  const res = await createApp(deps).request(`${ORIGIN}${PATH}`, { headers: { Cookie: cookie } });
  const html = await res.text();
  database.close();
  const find = (part: string) => {
    const found = heard.filter(({ sql }) => sql.includes(part));
    if (found.length !== 1) throw new Error(`Expected one statement with "${part}", heard ${found.length}`);
    return found[0]!;
  };
  const session = find('from "auth_session"');
  const [list, news, audit] = [find('from "referral"'), find('from "news"'), find("insert into audit")];
  const others = heard.filter((statement) => ![session, list, news, audit].includes(statement));
  if (res.status !== 200 || others.length > 0)
    throw new Error(`The page answered ${res.status} and ran ${others.length} more statements: update the bench`);
  return { session, list, news, audit, token: person.token, cookie, html };
}
