import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { addDays, addMonths } from "../../src/domain/calendar.ts";
import { ABSOLUTE_HOURS, IDLE_MINUTES } from "../../src/domain/session-times.ts";
import { USUAL_HOURS } from "../../src/domain/working-time.ts";
import { MINIMUM_LENGTH } from "../../src/features/accounts/person/password.ts";
import { validTo } from "../../src/features/behaviour/check/need.ts";
import { CONCERN_TIMES, timeRuleOf, timesAfter } from "../../src/features/concerns/concern/concern-times.ts";
import { NO_REPLY_DAYS } from "../../src/features/offers/offer.ts";
import { FEWEST } from "../../src/features/outcomes/feedback.ts";
import { BURDEN, defaultWindow, type PlanTimepoint } from "../../src/features/programmes/plan/plan.ts";
import { DEFAULT_COMPLETION_SHARE } from "../../src/features/programmes/programme.ts";
import { type Anchors, timingOf, type Window, windowOf } from "../../src/features/questionnaires/schedule/window.ts";
import { DRAFT_DAYS, NOTICE_DAYS } from "../../src/features/referrals/draft/draft-keeping.ts";
import { isSoonAgain } from "../../src/features/referrals/referral/again.ts";
import { STANDARDS } from "../../src/features/referrals/referral/clock.ts";
import { QUIET_DAYS, VIABILITY_DAYS } from "../../src/features/runs/delivery/run.ts";
import { absenceTasks } from "../../src/features/runs/register/absence-tasks.ts";
import { DEFAULT_SHARE } from "../../src/features/settings/second-keying.ts";
import { measureById, riskOf } from "../../src/measures/index.ts";
import {
  FEWEST_FOR_ALL,
  FEWEST_FOR_COUNTS,
  FEWEST_FOR_MEANS,
  FEWEST_FOR_RATES,
} from "../../src/statistics/display-tier.ts";
import { testApp } from "../support/app.ts";

// Each number that a rule has unless somebody sets another, in the words of docs/rules. No test beside these repeats the mechanism's own constant.

const [FIRST, SECOND, LAST_BUT_ONE, LAST] = ["2026-04-07", "2026-04-14", "2026-06-02", "2026-06-09"] as const;
const anchors = (change: Partial<Anchors> = {}): Anchors => ({
  enrolledOn: "2026-01-05",
  sessions: [FIRST, SECOND, LAST_BUT_ONE, LAST].map((day, at) => ({ number: at + 1, day })),
  firstAnsweredOn: null,
  leftOn: null,
  ...change,
});
const opens = (timepoint: PlanTimepoint, change: Partial<Anchors> = {}): Window =>
  windowOf(defaultWindow(timepoint), anchors(change), Number(timepoint.slice(1)))!;

describe("windows, unless a plan says otherwise", () => {
  test("the first questionnaire opens 28 days before session 1", () => {
    expect(opens("T1").opensOn).toBe(addDays(FIRST, -28));
  });
  test("the first questionnaire is due 7 days before session 1", () => {
    expect(opens("T1").dueOn).toBe(addDays(FIRST, -7));
  });
  test("the first questionnaire closes on the day of session 2", () => {
    expect(opens("T1").closesOn).toBe(SECOND);
  });
  test("an answer given at most 42 days before session 1 is the first questionnaire", () => {
    expect(defaultWindow("T1")).toMatchObject({ validDaysBefore: 42 });
  });
  test("the last questionnaire opens 14 days before the last session and is due on it", () => {
    expect(opens("T2")).toMatchObject({ opensOn: addDays(LAST, -14), dueOn: LAST });
  });
  test("where the last but one session is earlier than that, the last questionnaire opens on its day", () => {
    const sessions = [FIRST, SECOND, LAST].map((day, at) => ({ number: at + 1, day }));
    expect(opens("T2", { sessions })).toMatchObject({ opensOn: SECOND, dueOn: LAST });
  });
  test("the last questionnaire closes 42 days after the last session", () => {
    expect(opens("T2").closesOn).toBe(addDays(LAST, 42));
  });
  test("who leaves is asked on leaving, or 28 days after their first answers if that is later", () => {
    expect(opens("T2", { leftOn: "2026-05-01" }).opensOn).toBe("2026-05-01");
    expect(opens("T2", { leftOn: "2026-05-01", firstAnsweredOn: "2026-04-20" }).opensOn).toBe(
      addDays("2026-04-20", 28),
    );
  });
  test("who left has 14 days until it is due", () => {
    expect(opens("T2", { leftOn: "2026-05-01" }).dueOn).toBe(addDays("2026-05-01", 14));
  });
  test("the follow-up is due 6 calendar months after the last session", () => {
    expect(opens("T3").dueOn).toBe(addMonths(LAST, 6));
  });
  test("the follow-up opens 30 days before it is due", () => {
    expect(opens("T3").opensOn).toBe(addDays(addMonths(LAST, 6), -30));
  });
  test("the follow-up closes 45 days after it is due", () => {
    expect(opens("T3").closesOn).toBe(addDays(addMonths(LAST, 6), 45));
  });
  test("what is asked at a session closes 6 days after it", () => {
    expect(opens("S2")).toEqual({
      opensOn: SECOND,
      dueOn: SECOND,
      closesOn: addDays(SECOND, 6),
      anchor: `session-2:${SECOND}`,
    });
  });
  test("the weekly check-in opens on the day its week begins and closes 6 days after", () => {
    expect(opens("W2")).toMatchObject({ opensOn: addDays(FIRST, 7), closesOn: addDays(FIRST, 13) });
  });
  test("a window is closing in its last 7 days", () => {
    const window = opens("T2");
    expect(timingOf(window, addDays(window.closesOn, -7))).toBe("closing");
    expect(timingOf(window, addDays(window.closesOn, -8))).toBe("overdue");
  });
});

describe("the route rule, version 1", () => {
  test("says what it weighs with, and waits for the partnership's lead", async () => {
    const t = await testApp({ as: "alice" });
    const rows = await t.db.selectFrom("route_rule").where("version", "=", 1).selectAll().execute();
    const { frequentAndChallenging, several, neverBelow, lookAgainWeeks } = JSON.parse(rows[0]!.definition);
    expect(frequentAndChallenging).toMatchObject({ challenge: 2, howOften: 4, howOftenWhereHurtOrDamaged: 3 });
    expect(several).toEqual({ behaviours: 3, howOften: 3, challenge: 2 });
    expect([neverBelow.challenge, lookAgainWeeks, rows[0]!.confirmed_at]).toEqual([3, 8, null]);
  });
  test("a need assessment counts for 12 weeks", () => {
    expect(validTo("2026-03-02")).toBe(addDays("2026-03-02", 84));
  });
});

describe("what happens how soon", () => {
  const monday = Temporal.Instant.from("2026-03-02T10:00:00Z");
  const dueAfterAnswer = (answer: number) => {
    const [risk] = riskOf(measureById("phq-9")!, new Map([[9, answer]]));
    return due("risk-answer", risk!.isUrgent);
  };
  const due = (kind: string, isUrgent = false) =>
    timesAfter(timeRuleOf(kind, isUrgent), monday, USUAL_HOURS).dueAt.toString();
  test("thoughts of ending one's life at 2 or 3: a call within 2 working hours", () => {
    expect(dueAfterAnswer(2)).toBe("2026-03-02T12:00:00Z");
    expect(dueAfterAnswer(3)).toBe("2026-03-02T12:00:00Z");
  });
  test("at 1: by the end of the next working day", () => {
    expect(dueAfterAnswer(1)).toBe("2026-03-03T17:00:00Z");
  });
  test.each(["injury", "hurt-and-challenged", "weapon", "fear", "self-harm", "goes-missing", "sexualised"])(
    "a concern about %s: within 4 working hours",
    (kind) => {
      expect(due(kind)).toBe("2026-03-02T14:00:00Z");
    },
  );
  test("any other concern: within 1 working day, which is the same time of the next", () => {
    expect(due("session")).toBe("2026-03-03T10:00:00Z");
    expect(due("a kind that a feature adds tomorrow")).toBe("2026-03-03T10:00:00Z");
  });
  test("every time of a concern names its source and waits for the partnership's lead", () => {
    for (const rule of Object.values(CONCERN_TIMES)) {
      expect(rule.isConfirmed).toBe(false);
      expect(rule.source).toBe("A proposal of Kinstep’s");
    }
  });
  test("people are at work from Monday to Friday, 9 to 5", () => {
    expect(USUAL_HOURS).toEqual({ days: [1, 2, 3, 4, 5], opens: "09:00", closes: "17:00" });
  });
  test("a referral is acknowledged in 2 working days, contact made in 5, the start in 12 weeks", () => {
    expect(STANDARDS).toEqual({ acknowledged: 2, contact: 5, startWeeks: 12 });
  });
  test("two absences in a row: somebody rings within 2 working days; three: finished, on hold, or left?", () => {
    expect(absenceTasks(1, "2026-03-02").raise).toEqual([]);
    expect(absenceTasks(2, "2026-03-02").raise).toMatchObject([{ kind: "two-absences", dueOn: "2026-03-04" }]);
    expect(absenceTasks(3, "2026-03-02").raise).toMatchObject([{ kind: "three-absences" }]);
  });
  test("a one-to-one course is asked about after 21 days without a session", () => {
    expect(QUIET_DAYS).toBe(21);
  });
  test("a group that is too small is looked at 14 days before its first session", () => {
    expect(VIABILITY_DAYS).toBe(14);
  });
  test("an offer without a reply is shown after 10 days", () => {
    expect(NO_REPLY_DAYS).toBe(10);
  });
  test("a draft goes after 90 days, with 7 days' notice", () => {
    expect([DRAFT_DAYS, NOTICE_DAYS]).toEqual([90, 7]);
  });
  test("the same programme again within 6 calendar months needs a reason", () => {
    expect(isSoonAgain("2026-01-15T10:00:00Z", "2026-07-14")).toBe(true);
    expect(isSoonAgain("2026-01-15T10:00:00Z", "2026-07-15")).toBe(false);
  });
});

describe("shares and sizes", () => {
  test("completed is 70% of core sessions", () => {
    expect(DEFAULT_COMPLETION_SHARE).toBe(0.7);
  });
  test("a plan is lean up to 50 items and 12 minutes an occasion", () => {
    expect(BURDEN).toEqual({ items: 50, minutes: 12 });
  });
  test("a tenth of paper forms is keyed a second time", () => {
    expect(DEFAULT_SHARE).toBe(0.1);
  });
  test("counts are shown from 6 pairs, means from 10, rates from 20, everything from 30; feedback from 10 answers", () => {
    expect([FEWEST_FOR_COUNTS, FEWEST_FOR_MEANS, FEWEST_FOR_RATES, FEWEST_FOR_ALL, FEWEST]).toEqual([
      6, 10, 20, 30, 10,
    ]);
  });
  test("a session ends 30 minutes after the last request and 10 hours after it began; a password has 12 characters", () => {
    expect([IDLE_MINUTES, ABSOLUTE_HOURS, MINIMUM_LENGTH]).toEqual([30, 10, 12]);
  });
});
