import type Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openSqlite } from "../../src/db/sqlite.ts";
import type { Db } from "../../src/deps.ts";
import type { Actor } from "../../src/domain/actor.ts";
import { findLetter } from "../../src/features/behaviour/deciding/decision-queries.ts";
import * as behaviour from "../../src/features/behaviour/index.ts";
import { findNeedAssessment } from "../../src/features/behaviour/need/need-queries.ts";
import { findConcern } from "../../src/features/concerns/concern/concern-queries.ts";
import { listFamiliesById } from "../../src/features/families/finding/list-queries.ts";
import * as families from "../../src/features/families/index.ts";
import { readFile } from "../../src/features/family-file/file-queries.ts";
import * as offers from "../../src/features/offers/offer-queries.ts";
import { findAssessment } from "../../src/features/questionnaires/assessment/assessment-queries.ts";
import { findReferral } from "../../src/features/referrals/referral/referral-queries.ts";
import { listEnrolments } from "../../src/features/referrals/show/attendance-queries.ts";
import { findEnrolment, listEnrolmentsOfReferral } from "../../src/features/runs/delivery/enrolment-queries.ts";
import { findKept } from "../../src/features/sharing/index.ts";
import { countingIds, fixedClock } from "../support/clock.ts";
import { migratedDatabase } from "../support/hosts.ts";

const ACTOR: Actor = {
  userId: "u",
  sessionId: "s",
  name: "Ann",
  email: "ann@example.test",
  role: "facilitator",
  organisationId: "o",
  organisationName: "North",
  organisationKind: "team",
  membershipId: "m",
};

type Asked = { sql: string; parameters: readonly unknown[] };

/** The plan of every statement that some reading asks. */
async function plansOf(read: (db: Db) => Promise<unknown>): Promise<string[]> {
  const heard: Asked[] = [];
  const inspect = (sql: string, parameters: readonly unknown[]) => void heard.push({ sql, parameters });
  const outside = { auditKey: "k".repeat(32), clock: fixedClock(), newId: countingIds(), inspect };
  const { db, raw } = openSqlite(migratedDatabase(), outside);
  await read(db);
  const plans = heard.map((asked) => planOf(raw, asked));
  raw.close();
  return plans;
}

const planOf = (raw: Database.Database, { sql, parameters }: Asked): string =>
  (raw.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[])
    .map(({ detail }) => detail)
    .join("\n");

const OF_AN_ORGANISATION = /INDEX (family_(?:open|closed)\w*|referral_(made|received|from|to)|run_organisation)\b/;

/** What a plan reads of more than the record that was asked for: an organisation's, or a whole table. */
function gathered(plan: string): string[] {
  const lines = plan.split("\n");
  const made = new Set(lines.flatMap((line) => /^(?:CO-ROUTINE|MATERIALIZE) (\w+)/.exec(line)?.[1] ?? []));
  return lines.filter((line) => {
    const scanned = /^SCAN (\w+)/.exec(line)?.[1];
    const isTable = scanned !== undefined && scanned !== "CONSTANT" && !made.has(scanned);
    return OF_AN_ORGANISATION.test(line) || (isTable && !line.includes("VIRTUAL TABLE"));
  });
}

const file = { id: "f" } as families.Family;

const RECORDS: Record<string, (db: Db) => Promise<unknown>> = {
  "a family": (db) => families.findFamily(db, ACTOR, "f"),
  "a family's whole file": (db) => readFile(db, ACTOR, file, "2026-03-02"),
  "an agreement of somebody": (db) => families.hasAgreement(db, ACTOR, "p", "gp"),
  "families of a list of ids": (db) => listFamiliesById(db, ACTOR, ["f"]),
  "a check": (db) => behaviour.findCheck(db, ACTOR, "c"),
  "a need assessment": (db) => findNeedAssessment(db, ACTOR, "n"),
  "the latest need assessment of a carer": (db) => behaviour.latestNeedAssessment(db, ACTOR, "p", "2026-03-02"),
  "a decision's letter": (db) => findLetter(db, ACTOR, "d"),
  "an offer": (db) => offers.findOffer(db, ACTOR, "o"),
  "an offer's history": (db) => offers.listOfferEvents(db, ACTOR, "o"),
  "an enrolment": (db) => findEnrolment(db, ACTOR, "e"),
  "the enrolments of a referral": (db) => listEnrolmentsOfReferral(db, ACTOR, "r"),
  "a referral, with how its family is seen": (db) => findReferral(db, ACTOR, "r"),
  "what a provider keeps of a referral": (db) => findKept(db, "r"),
  "a concern": (db) => findConcern(db, ACTOR, "c"),
  "an assessment": (db) => findAssessment(db, ACTOR, "a"),
  "the places that a referral has had": (db) => listEnrolments(db, "r"),
};

test.each(Object.entries(RECORDS))("%s: whose it is, is asked of that record alone", async (_, read) => {
  const plans = await plansOf(read);
  expect(plans.length).toBeGreaterThan(0);
  expect(plans.flatMap(gathered)).toEqual([]);
});

test("a list of an organisation's own is read from its families, or from what is open, not from everybody's records", async () => {
  const plans = await plansOf((db) => offers.countWaitingOffers(db, ACTOR, "2026-03-02"));
  expect(plans.join()).toMatch(/INDEX (family_(?:open|closed)\w*|offer_unanswered)/);
});
