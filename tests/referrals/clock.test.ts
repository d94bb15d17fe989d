import { expect, test } from "vitest";
import { clockOf } from "../../src/features/referrals/referral/clock.ts";
import type { LoggedEvent } from "../../src/features/referrals/referral/event-queries.ts";
import { stateBefore, stepSaid } from "../../src/features/referrals/referral/taking-back.ts";
import { stepsPage } from "../../src/features/referrals/show/steps-page.ts";

const sent = { verb: "submit", at: "2026-03-02T10:00:00.000Z" } as const;

test("a draft has no clock", () => {
  expect(clockOf([{ verb: "open", at: sent.at }], [], "2026-03-02")).toBeNull();
});

test("working days are counted from the day after it was sent; standards are dates", () => {
  expect(clockOf([sent], [], "2026-03-09")).toMatchObject({
    sentOn: "2026-03-02",
    acknowledgeBy: "2026-03-04",
    acknowledgedOn: null,
    contactBy: "2026-03-09",
    startBy: "2026-05-25",
    workingDays: 5,
    isPaused: false,
  });
});

test("Easter is not a working day", () => {
  const easter = clockOf([{ verb: "submit", at: "2026-04-01T10:00:00.000Z" }], [], "2026-04-08");
  expect(easter).toMatchObject({ acknowledgeBy: "2026-04-07", workingDays: 3 });
});

test("days spent waiting for the referrer do not count and move what is due", () => {
  const events = [
    sent,
    { verb: "ask", at: "2026-03-03T10:00:00.000Z" },
    { verb: "answer", at: "2026-03-10T10:00:00.000Z" },
  ] as const;
  const clock = clockOf(events, [], "2026-03-12");
  expect(clock).toMatchObject({ acknowledgedOn: "2026-03-03", workingDays: 3, isPaused: false, startBy: "2026-06-01" });
  expect(clock?.pauses).toEqual([{ why: "information-requested", after: "2026-03-03", to: "2026-03-10" }]);
});

test("while it waits for the referrer the clock stands still", () => {
  const events = [sent, { verb: "ask", at: "2026-03-03T10:00:00.000Z" }] as const;
  expect(clockOf(events, [], "2026-03-20")).toMatchObject({ workingDays: 1, isPaused: true });
});

test("an amendment in between does not end a pause", () => {
  const events = [
    sent,
    { verb: "ask", at: "2026-03-03T10:00:00.000Z" },
    { verb: "amend", at: "2026-03-04T10:00:00.000Z" },
  ] as const;
  expect(clockOf(events, [], "2026-03-06")).toMatchObject({ isPaused: true, workingDays: 1 });
});

test("a hold of the carer counts as nobody’s time", () => {
  const hold = { why: "hold", after: "2026-03-03", to: "2026-03-06" } as const;
  expect(clockOf([sent], [hold], "2026-03-06")).toMatchObject({ workingDays: 1, isPaused: true });
  expect(clockOf([sent], [hold], "2026-03-09")).toMatchObject({ workingDays: 2, isPaused: false });
});

test("it stops at the first session or the end", () => {
  const events = [sent, { verb: "decline", at: "2026-03-04T10:00:00.000Z" }] as const;
  expect(clockOf(events, [], "2026-06-01")).toMatchObject({ stoppedOn: "2026-03-04", workingDays: 2, isPaused: false });
});

test("half past midnight in summer is the new day", () => {
  expect(clockOf([{ verb: "submit", at: "2026-06-30T23:30:00.000Z" }], [], "2026-07-01")?.sentOn).toBe("2026-07-01");
});

test("who never came and was put back on the run waits as if nothing had ended", () => {
  const enrolled = { verb: "enrol", from: "waiting", at: "2026-03-03T10:00:00.000Z" } as const;
  const ended = { verb: "not-start", from: "enrolled", at: "2026-03-04T10:00:00.000Z" } as const;
  const back = { verb: "enrol", from: "did-not-start", at: "2026-03-05T10:00:00.000Z" } as const;
  const came = { verb: "start", from: "enrolled", at: "2026-03-06T10:00:00.000Z" } as const;
  const at = (events: Parameters<typeof clockOf>[0]) => clockOf([sent, enrolled, ...events], [], "2026-03-09");
  expect(at([ended])?.stoppedOn).toBe("2026-03-04");
  expect(at([ended, back])).toEqual(at([]));
  expect(at([ended, back, came])?.stoppedOn).toBe("2026-03-06");
});

test("a line of the log that takes an ending back is named so, and no other", () => {
  expect(stepSaid({ verb: "enrol", from: "did-not-start" })).toBe("Ending taken back");
  for (const from of ["completed", "left-early"] as const) {
    expect(stepSaid({ verb: "start", from })).toBe("Ending taken back");
    expect(stateBefore(from)).toBe("started");
  }
  expect(stepSaid({ verb: "start", from: "enrolled" })).toBe("Came to the first session");
  expect(stepSaid({ verb: "enrol", from: "waiting" })).toBe("Enrolled on a run");
  expect(stateBefore("declined")).toBeNull();
});

test("what was taken back leaves no mark on the road", () => {
  const line = (verb: LoggedEvent["verb"], from: LoggedEvent["from"], to: LoggedEvent["to"]) =>
    ({ verb, from, to, at: sent.at }) as LoggedEvent;
  const came = [line("submit", "draft", "submitted"), line("start", "enrolled", "started")];
  const back = [...came, line("complete", "started", "completed"), line("start", "completed", "started")];
  expect(stepsPage(back, "started")).toEqual(stepsPage(came, "started"));
});

test.each([
  ["information-requested", ["Submitted (done)", "Information requested (now)", "Accepted (to come)"]],
  ["waiting", ["Submitted (done)", "Accepted (done)", "Waiting (now)", "Enrolled (to come)"]],
  ["submitted", ["Submitted (now)", "Accepted (to come)"]],
] as const)("a referral that is %s keeps every step that it reached", (state, said) => {
  const to = { "information-requested": ["submitted"], waiting: ["submitted", "accepted"], submitted: [] }[state];
  const events = [...to, state].map((one) => ({ verb: "submit", to: one, at: sent.at })) as unknown as LoggedEvent[];
  expect(
    stepsPage(events, state)
      .map(({ text, status }) => `${text} (${status})`)
      .slice(0, said.length),
  ).toEqual(said);
});
