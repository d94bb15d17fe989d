import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { type Amendable, changesBetween } from "../../src/features/referrals/acts/amendment.ts";
import { isSoonAgain } from "../../src/features/referrals/referral/again.ts";
import { shortLabelOf } from "../../src/features/referrals/referral/carried.ts";
import { referenceFrom } from "../../src/features/referrals/referral/reference.ts";
import { accept, amend, decline, submit } from "../../src/features/referrals/referral/referral.ts";
import {
  mayBe,
  mayDoTo,
  type ReferralState,
  STATES,
  TRANSITIONS,
  type Verb,
} from "../../src/features/referrals/referral/states.ts";
import { stepSaid } from "../../src/features/referrals/referral/taking-back.ts";
import { missingFrom, TASK_KEYS, withDone } from "../../src/features/referrals/referral/tasks.ts";
import { referralStates, referralVerbs } from "../support/referral-codes.ts";

const NOW = Temporal.Instant.from("2026-03-02T09:00:00Z");
const referral = (state: ReferralState) => ({ id: "r", version: 3, state });
const DECLINING = { version: 3, reason: "no-place", note: null };

test("a decline is one line of the log, with its reason", () => {
  expect(decline(referral("submitted"), DECLINING, NOW)).toEqual({
    ok: true,
    value: {
      referralId: "r",
      version: 4,
      verb: "decline",
      from: "submitted",
      to: "declined",
      reason: "no-place",
      note: null,
      suitability: null,
      readyFromOn: null,
      changes: null,
      at: NOW,
    },
  });
});

test("nothing is decided twice, and nothing from an old page", () => {
  expect(decline(referral("declined"), DECLINING, NOW)).toEqual({ ok: false, error: "not-open" });
  expect(decline(referral("submitted"), { ...DECLINING, version: 2 }, NOW)).toEqual({
    ok: false,
    error: "changed-since",
  });
  expect(submit(referral("submitted"), 3, NOW)).toEqual({ ok: false, error: "not-open" });
});

test("an amendment leaves the state where it is", () => {
  const amended = amend(referral("waiting"), { version: 3, note: "Why", changes: [] }, NOW);
  expect(amended.ok && [amended.value.from, amended.value.to]).toEqual(["waiting", "waiting"]);
});

test("accepting a parenting referral needs no conversation", () => {
  const accepted = accept(referral("submitted"), { version: 3, suitability: null, readyFromOn: null, note: null }, NOW);
  expect(accepted.ok && accepted.value).toMatchObject({ verb: "accept", to: "accepted", suitability: null });
});

test("from an end there is no way on", () => {
  for (const end of ["declined", "completed", "left-early", "did-not-start", "closed"] as const)
    expect((Object.keys(TRANSITIONS) as Verb[]).filter((verb) => mayBe(verb, end))).toEqual([]);
});

test("every state can be reached from the draft, by listed transitions alone", () => {
  const reached = new Set<ReferralState>(["draft"]);
  const states = Object.keys(STATES) as ReferralState[];
  for (let round = 0; round < states.length; round++)
    for (const from of [...reached])
      for (const verb of Object.keys(TRANSITIONS) as Verb[])
        for (const to of states) if (mayDoTo(verb, from, to)) reached.add(to);
  expect([...reached].sort()).toEqual([...states].sort());
});

test("states and verbs are the ones that the table accepts", () => {
  expect(Object.keys(STATES).sort()).toEqual(referralStates().sort());
  expect(Object.keys(TRANSITIONS).sort()).toEqual(referralVerbs().sort());
});

test("again within six calendar months needs a reason; on the day itself no longer", () => {
  expect(isSoonAgain(undefined, "2026-03-02")).toBe(false);
  expect(isSoonAgain("2025-09-02T12:00:00.000Z", "2026-03-01")).toBe(true);
  expect(isSoonAgain("2025-09-02T12:00:00.000Z", "2026-03-02")).toBe(false);
  expect(isSoonAgain("2025-08-31T12:00:00.000Z", "2026-02-28")).toBe(false);
});

test("a reference can be read out: no letter that is taken for a figure", () => {
  const references = Array.from({ length: 500 }, (_, at) => referenceFrom(`token ${at} ${"x".repeat(30)}`));
  for (const reference of references) expect(reference).toMatch(/^R-[2-9A-HJKMNP-TV-Z]{5}$/);
  expect(new Set(references).size).toBeGreaterThan(498);
});

test("a draft can be sent when every task is done and the carer agrees", () => {
  const done = TASK_KEYS.reduce((draft, task) => withDone(draft, task), { done: [] as readonly string[] });
  expect(missingFrom(done, true)).toEqual([]);
  expect(missingFrom(done, false)).toEqual(["share-not-agreed"]);
  expect(missingFrom({ done: ["goals"] }, false)).not.toContain("share-not-agreed");
  expect(missingFrom(null, true)).toEqual(TASK_KEYS);
});

test("a goal’s few words are cut at a space", () => {
  expect(shortLabelOf("  Get to school ")).toBe("Get to school");
  expect(shortLabelOf("Get to school in the morning without a row")).toBe("Get to school in the morning…");
  expect([...shortLabelOf("👩‍👧".repeat(40))].length).toBeLessThanOrEqual(31);
});

test("what did not change is not named", () => {
  const needs = {
    interpreterLanguage: null,
    childcare: "yes",
    transport: "no",
    access: null,
    workPattern: null,
    safeToCall: null,
    bestTimeForText: null,
  } as const;
  const sent = { child: "c", source: "1C", askedBy: null, reason: "a", needs, free: [], goals: [] };
  const words = ({ reason, needs: of }: Amendable) =>
    [
      ["Why now", reason],
      ["Childcare", of.childcare],
    ] as const;
  const after = { ...sent, needs: { ...needs, childcare: "no" as const } };
  expect(changesBetween(sent, after, words)).toEqual([{ label: "Childcare", before: "yes", after: "no" }]);
});

test("whoever has no place yet may still be declined or given back; whoever has one goes back to the list, and nobody further", () => {
  for (const state of Object.keys(STATES) as ReferralState[]) {
    const isWithout = ["submitted", "accepted", "waiting"].includes(state);
    expect([state, mayDoTo("ask", state, "information-requested")]).toEqual([state, isWithout]);
    expect([state, mayDoTo("decline", state, "declined")]).toEqual([
      state,
      isWithout || state === "information-requested",
    ]);
    const canWait = ["accepted", "waiting", "enrolled", "started"].includes(state);
    expect([state, mayDoTo("wait", state, "waiting")]).toEqual([state, canWait]);
  }
});

test("the log says what a step was from where it began", () => {
  const said = (verb: Verb, from: ReferralState, changes: { label: string }[] | null = null) =>
    stepSaid({ verb, from, changes });
  expect(said("ask", "submitted")).toBe("Information requested");
  expect(said("ask", "waiting")).toBe("Given back to the referrer");
  expect(said("wait", "accepted")).toBe("Put on the waiting list");
  expect(said("wait", "started")).toBe("Back on the waiting list");
  expect(said("amend", "enrolled", [{ label: "Run" }])).toBe("Moved to another run");
  expect(said("amend", "enrolled", [{ label: "Why now" }])).toBe("Referral changed");
});
