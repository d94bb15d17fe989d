import { expect, test } from "vitest";
import { STATES } from "../../src/features/referrals/index.ts";
import { AT_WORK, SEEN_IN } from "../../src/features/sharing/index.ts";
import { type TestApp, testApp } from "../support/app.ts";
import { readRoot } from "../support/hosts.ts";
import { referralStates } from "../support/referral-codes.ts";
import { aReferral, type ReferralMade } from "../support/referral-factories.ts";
import { type End, endsAs, saysOfSharing } from "../support/sharing-factories.ts";

type State = keyof typeof SEEN_IN;
const states = Object.keys(SEEN_IN) as State[];
const ended = states.filter((state) => SEEN_IN[state][0] === "as-it-was") as End[];

const kept = (t: TestApp, { id }: { id: string }) =>
  t.db
    .selectFrom("referral_kept")
    .where("referral_id", "=", id)
    .orderBy("turn")
    .select(["turn", "why", "at"])
    .execute();

test("every state of a referral is decided", () => {
  expect(states).toEqual(Object.keys(STATES));
  expect(states).toEqual(referralStates());
});

test("docs/permissions.md says the same, state by state", () => {
  const rows = readRoot("docs/permissions.md")
    .split("\n")
    .flatMap(
      (line) => /^\| ([A-Z][a-z ]+) \| (the file as it is|the referral as it was|nothing) \| (.+) \|$/.exec(line) ?? [],
    )
    .filter((_, at) => at % 4 !== 0);
  const said = { "as-it-is": "the file as it is", "as-it-was": "the referral as it was", nothing: "nothing" };
  expect(rows).toEqual(states.flatMap((state) => [STATES[state], said[SEEN_IN[state][0]], SEEN_IN[state][1]]));
});

const inState = (t: TestApp, state: State): Promise<ReferralMade> => {
  const made = aReferral(t);
  return state === "information-requested" ? made.informationRequested() : made[state as "submitted"]();
};

test.each(AT_WORK)("the database keeps a copy when a referral that is %s ends, and only then", async (from) => {
  const t = await testApp();
  for (const end of ended) {
    const referral = await inState(t, from);
    await t.db.updateTable("referral").set({ state: from }).where("id", "=", referral.id).execute();
    expect(await kept(t, referral)).toEqual([]);
    await endsAs(t, referral.id, end, "2026-02-27T10:00:00.000Z");
    expect(await kept(t, referral)).toEqual([{ turn: 1, why: "ended", at: "2026-02-27T10:00:00.000Z" }]);
  }
});

test.each(AT_WORK)("and when the carer stops agreeing while it is %s: once, at their no", async (state) => {
  const t = await testApp();
  const referral = await inState(t, state);
  const said = [
    ["declined", "2026-01-01T10:00:00.000Z"],
    ["withdrawn", "2026-02-26T10:00:00.000Z"],
    ["declined", "2026-02-27T10:00:00.000Z"],
  ] as const;
  for (const [answer, at] of said) await saysOfSharing(t, referral, answer, at);
  expect(await kept(t, referral)).toEqual([{ turn: 1, why: "withdrawn", at: "2026-02-26T10:00:00.000Z" }]);
  await saysOfSharing(t, referral, "given", "2026-02-28T10:00:00.000Z");
  await saysOfSharing(t, referral, "withdrawn", "2026-03-01T10:00:00.000Z");
  await endsAs(t, referral.id, "closed");
  expect((await kept(t, referral)).map(({ why }) => why)).toEqual(["withdrawn", "withdrawn"]);
});

test("an ended referral keeps its copy when the carer says no afterwards", async () => {
  const t = await testApp();
  const referral = await inState(t, "accepted");
  await endsAs(t, referral.id, "declined");
  await saysOfSharing(t, referral, "withdrawn", "2026-03-01T10:00:00.000Z");
  expect((await kept(t, referral)).map(({ why }) => why)).toEqual(["ended"]);
});

test("a draft that is withdrawn before it was sent leaves nothing, nor does an organisation's own referral to itself", async () => {
  const t = await testApp();
  const draft = await inState(t, "draft");
  await endsAs(t, draft.id, "closed");
  const own = await aReferral(t, { from: "willow" }).submitted();
  await endsAs(t, own.id, "declined");
  expect([await kept(t, draft), await kept(t, own)]).toEqual([[], []]);
});

test("what is kept is changed and deleted by nobody", async () => {
  const t = await testApp();
  const referral = await inState(t, "accepted");
  await endsAs(t, referral.id, "declined");
  const rows = t.db.updateTable("referral_kept").set({ body: "{}" }).where("referral_id", "=", referral.id);
  await expect(rows.execute()).rejects.toThrow("append-only: referral_kept");
  await expect(t.db.deleteFrom("referral_kept").execute()).rejects.toThrow("append-only: referral_kept");
});
