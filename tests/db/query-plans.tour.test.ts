import Database from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { doJobs } from "../../src/jobs/do-jobs.ts";
import { JOBS } from "../../src/jobs.ts";
import { testApp } from "../support/app.ts";
import { hearStatements } from "../support/d1-limits.ts";
import { aHousehold } from "../support/family-factories.ts";
import { migratedDatabase } from "../support/hosts.ts";
import { linksOnPage } from "../support/links.ts";
import { ALLOWED, isRead, notAllowed, skips } from "../support/plans/allowed.ts";
import { readSchema } from "../support/plans/growing.ts";
import { complaintsAbout } from "../support/plans/plan.ts";
import { OWNERS, signedInRoutes, stopAt, validPost } from "../support/route-tour.ts";

// Every statement that the app makes, asked how the database would answer it. None may read a table that grows with the years from
// end to end, list of it without a limit, or sort what it does not hold in order (docs/decisions/0013-lists-by-their-order.md).

/** Pages of evaluators, which read all that there is on purpose and are counted anew with outcomes. */
const EVALUATION = /^GET \/(cohorts|extracts)\b/;

/** Each statement with everything that asks it. */
const heard = new Map<string, Set<string>>();

/** Does `visit` with every statement noted by where it was first asked. What making the world asks is not the app's. */
async function noted(at: string, visit: () => Promise<unknown>): Promise<void> {
  const end = hearStatements((sql) => {
    if (isRead(sql)) heard.set(sql, (heard.get(sql) ?? new Set()).add(at));
  });
  await visit();
  end();
}

/** A page, and the same page in every other order, state and place that it leads to. */
async function visitPage(t: Awaited<ReturnType<typeof testApp>>, address: string, at: string) {
  let html = "";
  await noted(at, async () => {
    html = await (await t.get(address)).text();
  });
  for (const link of linksOnPage(html, address)) await noted(at, () => t.get(link));
}

/** Everybody who may see a page, since what a page asks depends on who looks; a form by who has one. */
async function tour() {
  for (const route of signedInRoutes("GET")) {
    const { t, address, owner } = await stopAt(route);
    for (const other of OWNERS) if (other !== owner) await noted(`GET ${route.path}`, () => t.as(other).get(address));
    await visitPage(t, address, `GET ${route.path}`);
  }
  for (const route of signedInRoutes("POST")) {
    const stop = await stopAt(route);
    const form = await validPost(stop, route.path);
    await noted(`POST ${route.path}`, () => stop.t.post(stop.address, form));
  }
  const t = await testApp({ as: "alice" });
  await aHousehold(t);
  await t.get("/families");
  t.clock.set("2026-03-02T10:00:00Z");
  await noted("the jobs", () => doJobs(t.deps!, JOBS));
}

const raw = new Database(migratedDatabase());
const schema = readSchema(raw);

const wrongWith = (sql: string): string[] => notAllowed(raw, schema, sql);

describe("every statement that the app makes", () => {
  beforeAll(tour, 300_000);

  test("reads tables that grow by what they hold in order, and stops", () => {
    const wrong = [...heard]
      .map(([sql, asked]) => ({ sql, at: [...asked].filter((at) => !EVALUATION.test(at)) }))
      .filter(({ at }) => at.length > 0)
      .flatMap(({ sql, at }) => wrongWith(sql).map((complaint) => ({ at, complaint, sql: sql.slice(0, 300) })));
    expect(wrong).toEqual([]);
    expect(heard.size).toBeGreaterThan(250);
  });

  test("nothing is allowed that no statement needs", () => {
    const needed = ALLOWED.filter(({ complaint, of }) =>
      [...heard.keys()].some(
        (sql) => (of?.test(sql) ?? true) && complaintsAbout(raw, schema, sql).some((one) => complaint.test(one)),
      ),
    );
    expect(ALLOWED.filter((one) => !needed.includes(one))).toEqual([]);
  });

  test("no list is left by how many rows come before it", () => {
    const skipping = [...heard].filter(([sql]) => skips(sql));
    expect(skipping.map(([, asked]) => [...asked])).toEqual([]);
  });
});

describe("what would be found", () => {
  test.each([
    ["a scan", "select id from referral where reason like ? limit 5"],
    ["a list without a limit", "select id from referral where to_organisation_id = ? and submitted_at is not null"],
    ["a sort", "select id from concern where organisation_id = ? and state = 'closed' order by summary limit 50"],
    ["a scan within", "select (select count(*) from audit a where a.actor_id = f.id) from family f where f.id = ?"],
    [
      "what belongs to nobody",
      "select (select count(*) from place p where p.enrolment_id is null) from run where id = ?",
    ],
    ["an update of everything", "update person set version = version + 1 where language = ?"],
  ])("%s", (_, sql) => {
    expect(wrongWith(sql)).not.toEqual([]);
  });

  test.each([
    "select id from referral where id = ?",
    "select id from behaviour_check where family_id = ? order by on_day desc",
    "select 1 from session where run_id = ?",
  ])("and what is not: %s", (sql) => expect(wrongWith(sql)).toEqual([]));

  test("and a page that counts the rows before it", () => {
    expect(skips('select "id" from "family" order by "reference" limit ? offset ?')).toBe(true);
    expect(skips('select "id" from "family" where "reference" > ? order by "reference" limit ?')).toBe(false);
  });
});
