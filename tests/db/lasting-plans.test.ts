import { performance } from "node:perf_hooks";
import type Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openSqlite } from "../../src/db/sqlite.ts";
import type { Actor } from "../../src/domain/actor.ts";
import { listConcerns } from "../../src/features/concerns/concern/concern-queries.ts";
import { listOpenClarifications } from "../../src/features/questionnaires/doubts/clarification-queries.ts";
import { findDrawn } from "../../src/features/questionnaires/doubts/second-keying-queries.ts";
import {
  countWaiting,
  installedMeasures,
  listWaiting,
} from "../../src/features/questionnaires/scoring/waiting-queries.ts";
import { listForgottenDrafts } from "../../src/features/referrals/draft/draft-keeping-queries.ts";
import { findReferral } from "../../src/features/referrals/referral/referral-queries.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { migratedDatabase } from "../support/hosts.ts";

const ACTOR: Actor = {
  userId: "u",
  sessionId: "s",
  name: "Ann",
  email: "ann@example.test",
  role: "practitioner",
  organisationId: "o",
  organisationName: "North",
  organisationKind: "team",
  membershipId: "m",
};

/** An empty database that keeps every statement it is asked. */
function listening() {
  const heard: { sql: string; parameters: readonly unknown[] }[] = [];
  const inspect = (sql: string, parameters: readonly unknown[]) => void heard.push({ sql, parameters });
  const outside = { auditKey: "k".repeat(32), clock: fixedClock(), newId: countingIds(), inspect };
  return { ...openSqlite(migratedDatabase(), outside), heard };
}

/** The least that `times` runs took, in milliseconds: what a busy machine disturbs least. */
function least(times: number, act: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    act();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

test("a statement that was prepared is not planned anew when it is run with values", async () => {
  const { db, raw, heard } = listening();
  await findReferral(db, ACTOR, "r");
  const { sql, parameters } = heard[0]!;
  const statement = raw.prepare(sql);
  const running = least(200, () => statement.all(...parameters));
  const preparing = least(200, () => raw.prepare(sql));
  expect(preparing / running).toBeGreaterThan(10);
});

const planOf = (raw: Database.Database, { sql, parameters }: { sql: string; parameters: readonly unknown[] }) =>
  (raw.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[]).map(({ detail }) => detail);

test("what is open is found by the index of what is open", async () => {
  const { db, raw, heard } = listening();
  await listConcerns(db, ACTOR, "open", null);
  await listOpenClarifications(db, ACTOR);
  expect(planOf(raw, heard[0]!).join()).toContain("INDEX concern_open (organisation_id=?)");
  expect(planOf(raw, heard[1]!).join()).toContain("INDEX clarification_open (organisation_id=?)");
});

test("drafts that the timer looks for are found by their own index, not among every referral", async () => {
  const { db, raw, heard } = listening();
  await listForgottenDrafts(db, "2026-01-01T00:00:00.000Z", 50);
  expect(planOf(raw, heard[0]!).join()).toContain("referral USING INDEX referral_draft (created_at<?)");
});

test("who saw a drawn form is read from the trail of the form, not from everything that the person did since", async () => {
  const { db, raw, heard } = listening();
  await findDrawn(db, "r", "u");
  const plan = planOf(raw, heard[0]!).join();
  expect(plan).toContain("INDEX audit_subject (subject_id=?)");
});

test("sheets that wait to be scored again are found between two texts, and those that do not are not looked at", async () => {
  const { db, raw, heard } = listening();
  await countWaiting(db, installedMeasures(), 2000);
  await listWaiting(db, installedMeasures(), ["", ""]);
  expect(heard).toHaveLength(2);
  for (const statement of heard)
    expect(planOf(raw, statement).join()).toContain("INDEX response_scored_by (scored_by>? AND scored_by<?)");
});
