import type Database from "better-sqlite3";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tellDemonstration } from "../../scripts/seed/demonstration.ts";
import type { SqliteDatabase } from "../../src/db/sqlite.ts";
import { CONFIG, migratedDatabase } from "../support/hosts.ts";
import {
  brokenChains,
  inTheFuture,
  jumpingReferrals,
  namesInViews,
  realNumbers,
  unaudited,
  unfounded,
} from "../support/soundness.ts";

// A Wednesday at lunch time, in a week without a bank holiday.
const NOW = "2026-11-18T12:30:00.000Z";
const TODAY = "2026-11-18";

let told: SqliteDatabase;
let raw: Database.Database;

beforeAll(async () => {
  const clock = { now: () => Temporal.Instant.from(NOW) };
  told = await tellDemonstration({ file: migratedDatabase(), config: { ...CONFIG, demonstration: true }, clock });
  raw = told.raw;
}, 180_000);
afterAll(() => told?.close());

type Row = Record<string, string | number | null>;
const rows = (sql: string, ...given: string[]) => raw.prepare(sql).all(...given) as Row[];
const count = (from: string): number => Number(rows(`select count(*) as n from ${from}`)[0]?.n);

const OBJECTED = "select person_id from v_objection where answer = 'given'";

/** Scores before and after of a scale, as the headline counts them: in their windows, of carers who did not object. */
const pairs = (programme: string, measure: string, scale: string) =>
  rows(
    `select b.value as before, a.value as after from v_enrolment e
     join v_programme p on p.programme_id = e.programme_id and p.name like ?
     join v_assessment t1 on t1.enrolment_id = e.enrolment_id and t1.timepoint = 'T1' and t1.measure_id = ? and t1.late_days = 0
     join v_score b on b.response_id = t1.response_id and b.scale = ? and b.value is not null
     join v_assessment t2 on t2.enrolment_id = e.enrolment_id and t2.timepoint = 'T2' and t2.measure_id = t1.measure_id and t2.late_days = 0
     join v_score a on a.response_id = t2.response_id and a.scale = b.scale and a.value is not null
     where e.carer_id not in (${OBJECTED}) and t1.unpaired_reason is null and t2.unpaired_reason is null`,
    `${programme}%`,
    measure,
    scale,
  ) as { before: number; after: number }[];

describe("what an evaluator finds", () => {
  test("one programme with more than forty pairs, one with fifteen, one with four", () => {
    expect(pairs("Larkfield Parenting", "sdq-p4-17", "total").length).toBeGreaterThanOrEqual(44);
    // Twelve who answered before and after, and three whose answer at the first or the last session serves (docs/rules/burden.md).
    expect(pairs("Steady Ground", "phq-9", "total")).toHaveLength(15);
    expect(pairs("Larkfield at Home", "sdq-p4-17", "total")).toHaveLength(4);
  });

  test("improvement as in published evaluations, and some who are worse", () => {
    const change = pairs("Larkfield Parenting", "sdq-p4-17", "total").map(({ before, after }) => before - after);
    const mean = change.reduce((sum, one) => sum + one, 0) / change.length;
    expect(mean).toBeGreaterThan(1.5);
    expect(mean).toBeLessThan(3.8);
    expect(change.filter((one) => one < 0).length).toBeGreaterThanOrEqual(5);
  });

  test("early leavers with reasons, some of whom still answered", () => {
    const left = rows(
      `select e.left_reason, (select count(*) from v_assessment a where a.enrolment_id = e.enrolment_id and a.timepoint = 'T2' and a.state = 'done') as answered
       from v_enrolment e where e.outcome = 'left-early'`,
    );
    expect(left.length).toBeGreaterThanOrEqual(8);
    expect(left.every(({ left_reason }) => left_reason !== null)).toBe(true);
    expect(left.filter(({ answered }) => Number(answered) > 0).length).toBeGreaterThanOrEqual(3);
  });

  test("late answers, prorated scores, scores that could not be made, and reasons for what is missing", () => {
    expect(count("response where late_days > 0")).toBeGreaterThan(0);
    expect(count("score where prorated = 'yes' and value is not null")).toBeGreaterThan(0);
    expect(count("score where reason = 'too-many-missing'")).toBeGreaterThan(0);
    expect(
      rows("select distinct not_collected_reason from assessment where state = 'not-collected'").length,
    ).toBeGreaterThan(2);
    expect(count("assessment where state = 'preferred-not-to'")).toBeGreaterThan(0);
    expect(count(`v_enrolment where carer_id in (${OBJECTED})`)).toBe(1);
  });

  test("catch-ups, and a session that the service cancelled", () => {
    expect(count("session where kind <> 'planned' and makes_up_id is not null")).toBeGreaterThan(4);
    expect(count("session where status = 'cancelled'")).toBe(1);
    expect(count("attendance where mark = 'none'")).toBeGreaterThan(20);
  });
});

describe("what a day begins with", () => {
  test("a session today whose register is to be done, with people on it", () => {
    const today = rows("select * from session where local_day = ? and status = 'planned' and number = 4", TODAY);
    expect(today).toHaveLength(1);
    expect(count(`enrolment where run_id = '${today[0]?.run_id}' and outcome is null`)).toBe(9);
    expect(count("enrolment where attends_with_id is not null")).toBeGreaterThan(0);
    expect(count(`attendance where session_id = '${today[0]?.id}'`)).toBe(0);
  });

  test("a group that begins in about three weeks with places free, and people who wait", () => {
    const coming = rows(
      `select r.id, min(s.local_day) as first, (select count(*) from place p where p.run_id = r.id and p.enrolment_id is null) as free
       from run r join session s on s.run_id = r.id where r.name like 'Larkfield%' group by r.id having first > ?`,
      TODAY,
    );
    expect(coming).toHaveLength(1);
    expect(Number(coming[0]?.free)).toBeGreaterThan(2);
    expect(count("referral where state in ('accepted', 'waiting')")).toBeGreaterThanOrEqual(5);
  });

  test("referrals at each earlier state", () => {
    for (const state of ["draft", "submitted", "information-requested", "declined"])
      expect([state, count(`referral where state = '${state}'`) > 0]).toEqual([state, true]);
    for (const state of ["offered", "declined", "not-offered", "accepted", "told"])
      expect([state, count(`offer where state = '${state}'`) > 0]).toEqual([state, true]);
  });

  test("checks without a decision, families not asked yet, a hold, a confidential contact, a changed arrangement", () => {
    expect(
      count("behaviour_check c where not exists (select 1 from route_decision d where d.check_id = c.id)"),
    ).toBeGreaterThan(3);
    expect(
      count("family f where not exists (select 1 from behaviour_check c where c.family_id = f.id)"),
    ).toBeGreaterThan(2);
    expect(count("route_decision where decided = 'look-again'")).toBeGreaterThan(0);
    expect(count("route_decision where why_otherwise is not null")).toBeGreaterThan(1);
    expect(count("hold where until_on > '2026-11-18'")).toBe(1);
    expect(count("contact where confidential = 'yes'")).toBeGreaterThan(0);
    expect(count("care_arrangement where ended_how in ('order-changed', 'child-returned-to-parent')")).toBe(2);
    expect(count("family where organisation_id = 'org-willow'")).toBe(1);
  });

  test("answers about risk raised concerns; all but one are closed with what was done", () => {
    expect(count("concern where source = 'answer' and state <> 'closed'")).toBe(1);
    expect(count("concern where source = 'answer' and state = 'closed'")).toBeGreaterThanOrEqual(3);
    expect(count("concern_event where verb = 'closed' and note is null")).toBe(0);
  });

  test("names that software gets wrong", () => {
    const names = rows("select given_name, family_name from person").map((one) =>
      [one.given_name, one.family_name].filter(Boolean).join(" "),
    );
    for (const name of ["Bernadette O’Neill", "Begum", "Łukasz Wiśniewski", "Oyinkansola Adeleke"])
      expect(names).toContain(name);
  });
});

describe("that it is sound", () => {
  test("nothing points at what is not there", () => {
    expect(raw.pragma("foreign_key_check")).toEqual([]);
  });

  test("every log is in order, and every record stands where its log says", () => {
    expect(brokenChains(raw)).toEqual([]);
    expect(jumpingReferrals(raw)).toEqual([]);
  });

  test("every score has answers", () => {
    expect(unfounded(raw)).toEqual([]);
  });

  test("every write is in the trail", () => {
    expect(unaudited(raw)).toEqual([]);
  });

  test("nothing has happened in the future", () => {
    expect(inTheFuture(raw, NOW)).toEqual([]);
  });

  test("no telephone number that somebody could answer", () => {
    expect(realNumbers(raw)).toEqual([]);
  });

  test("nobody’s name stands in what an evaluator may read", () => {
    expect(namesInViews(raw)).toEqual([]);
  });

  test("nobody is signed in", () => {
    expect(count("auth_session")).toBe(0);
  });
});
