import Database from "better-sqlite3";
import { beforeAll, describe, expect, test } from "vitest";
import { doJobs } from "../../src/jobs/do-jobs.ts";
import { JOBS } from "../../src/jobs.ts";
import { testApp } from "../support/app.ts";
import { hearStatements } from "../support/d1-limits.ts";
import { migratedDatabase } from "../support/hosts.ts";
import { linksOnPage } from "../support/links.ts";
import { readSchema } from "../support/plans/growing.ts";
import { complaintsAbout } from "../support/plans/plan.ts";
import { selectsOf } from "../support/plans/selects.ts";
import { signedInRoutes, stopAt, validPost } from "../support/route-tour.ts";

// Every statement that the app makes, asked how the database would answer it. None may read a table that grows with the years from
// end to end, list of it without a limit, or sort what it does not hold in order (docs/decisions/0013-lists-by-their-order.md).

type Allowed = { complaint: RegExp; of?: RegExp; why: string };

/** What a plan may read without a limit, since it does not grow with the years. */
const ALLOWED: readonly Allowed[] = [
  { complaint: /family_lock_user \(user_id=\?\)/, why: "the families that one worker knows in private" },
  { complaint: /auth_session_(user|membership)/, why: "one person’s sign-ins, which end after twelve hours" },
  { complaint: /task_open \(organisation_id=\?\)/, why: "what is to be done now" },
  { complaint: /clarification_open \(organisation_id=\?\)/, why: "what is doubted and not answered" },
  { complaint: /second_keying_open/, why: "what is drawn and not settled" },
  { complaint: /assessment_waiting \(closes_on>\?/, why: "questionnaires whose window is open" },
  { complaint: /assessment_after \(closes_on>\? AND closes_on<\?\)/, why: "the last questionnaires of twelve months" },
  { complaint: /session_day \(local_day=\?\)/, why: "the sessions of one day" },
  { complaint: /run_open \(organisation_id=\?\)/, why: "the runs that go on" },
  { complaint: /family_open_checked \(organisation_id=\?\)/, why: "the families that are open at once" },
  {
    complaint: /(saved_search_at|idempotency_at|auth_session_expires|verification_expires|sign_in_attempt_tried) /,
    why: "what a job removes: what has expired since it went off before",
  },
  {
    complaint: /referral_(made|received|from|to) \((from|to)_organisation_id=\?/,
    of: /count\(\*\) as "n" from "family_lock" cross join "referral"/,
    why: "the page has a limit; what has none begins with the families that one worker knows in private",
  },
];

/** Pages of evaluators, which read all that there is on purpose and are counted anew with outcomes. */
const EVALUATION = /^GET \/(cohorts|extracts)\b/;

const heard = new Map<string, string>();

const isRead = (sql: string) => /^\s*(select|update|delete|with|insert\b[\s\S]*\bselect)\b/i.test(sql);

/** Does `visit` with every statement noted by where it was first asked. What making the world asks is not the app's. */
async function noted(at: string, visit: () => Promise<unknown>): Promise<void> {
  const end = hearStatements((sql) => {
    if (isRead(sql) && !heard.has(sql)) heard.set(sql, at);
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

async function tour() {
  for (const route of signedInRoutes("GET")) {
    const { t, address } = await stopAt(route);
    await visitPage(t, address, `GET ${route.path}`);
  }
  for (const route of signedInRoutes("POST")) {
    const stop = await stopAt(route);
    const form = await validPost(stop, route.path);
    await noted(`POST ${route.path}`, () => stop.t.post(stop.address, form));
  }
  const t = await testApp();
  await noted("the jobs", () => doJobs(t.deps!, JOBS));
}

const raw = new Database(migratedDatabase());
const schema = readSchema(raw);

/** What is wrong with a statement and not allowed. */
const wrongWith = (sql: string): string[] =>
  complaintsAbout(raw, schema, sql).filter(
    (complaint) => !ALLOWED.some((one) => one.complaint.test(complaint) && (one.of?.test(sql) ?? true)),
  );

describe("every statement that the app makes", () => {
  beforeAll(tour, 300_000);

  test("reads tables that grow by what they hold in order, and stops", () => {
    const wrong = [...heard]
      .filter(([, at]) => !EVALUATION.test(at))
      .flatMap(([sql, at]) => wrongWith(sql).map((complaint) => ({ at, complaint, sql: sql.slice(0, 300) })));
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

  test("no list of what grows is left by how many rows come before it", () => {
    const skips = (sql: string) =>
      /\boffset\b/i.test(sql) && [...selectsOf(sql)[0]!.from.values()].some((table) => schema.growing.has(table));
    expect([...heard].filter(([sql]) => skips(sql)).map(([, at]) => at)).toEqual([]);
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
});
