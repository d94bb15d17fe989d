import { Temporal } from "temporal-polyfill";
import { beforeEach, expect, test } from "vitest";
import { asConflict } from "../../src/db/conflict.ts";
import type { Write } from "../../src/deps.ts";
import { tokenHash } from "../../src/tokens/hash.ts";
import { tokenState } from "../../src/tokens/token.ts";
import { findToken, insertToken, listTokens, revokeTokens, spendTokens } from "../../src/tokens/token-queries.ts";
import { type TestApp, testApp } from "../support/app.ts";

const AT = Temporal.Instant.from("2026-03-02T09:00:00Z");
const LATER = AT.add({ hours: 24 });

/** Tests of the Worker share one database: each has its own texts, and its own things that they open. */
let turn = 100;
let [FIRST, SECOND, THIRD] = ["", "", ""];
let [PACK, ANOTHER] = ["", ""];
beforeEach(() => {
  turn++;
  [FIRST, SECOND, THIRD] = ["a", "b", "c"].map((letter) => `${letter.repeat(40)}${turn}`) as [string, string, string];
  [PACK, ANOTHER] = [`pack ${turn}`, `another pack ${turn}`];
});

const does = (t: TestApp, write: Write) =>
  t.db.executeQuery(write.compile() as never).catch((error) => Promise.reject(asConflict(error)));

async function given(t: TestApp, text: string, subjectId = PACK) {
  const about = { id: t.newId(), kind: "pack-link" as const, subjectId, tokenHash: await tokenHash(text) };
  await does(t, insertToken(t.db, { ...about, expiresAt: LATER, at: AT, by: "bob" }));
  return about.id;
}

const opens = async (t: TestApp, text: string, at = AT) => (await findToken(t.db, "pack-link", text, at))?.subjectId;

test("it opens what it was made for, as often as it is looked at, and looking changes nothing", async () => {
  const t = await testApp();
  await given(t, FIRST);
  const before = await t.db.selectFrom("token").selectAll().execute();
  for (let looked = 0; looked < 10; looked++) expect(await opens(t, FIRST)).toBe(PACK);
  expect(await t.db.selectFrom("token").selectAll().execute()).toEqual(before);
});

test("one that was never made, is over, was spent or was revoked is answered alike", async () => {
  const t = await testApp();
  for (const [text, subject] of [
    [FIRST, `spent ${turn}`],
    [SECOND, `revoked ${turn}`],
    [THIRD, "over"],
  ] as const)
    await given(t, text, subject);
  await does(t, spendTokens(t.db, { kind: "pack-link", subjectId: `spent ${turn}`, at: AT }));
  await does(t, revokeTokens(t.db, { kind: "pack-link", subjectId: `revoked ${turn}`, at: AT }));
  const never = [
    "",
    "a",
    "d".repeat(43),
    `${FIRST}a`,
    FIRST.slice(0, 42),
    `${FIRST.slice(0, 42)}%`,
    "../sign-in",
    "__proto__",
  ];
  for (const text of [FIRST, SECOND, ...never]) expect(await opens(t, text)).toBeUndefined();
  expect(await opens(t, THIRD, LATER)).toBeUndefined();
});

test("the text itself is kept nowhere", async () => {
  const t = await testApp();
  await given(t, FIRST);
  expect(JSON.stringify(await t.db.selectFrom("token").selectAll().execute())).not.toContain(FIRST);
});

test("an earlier one opens the same thing, until all of them are spent or revoked together", async () => {
  const t = await testApp();
  await given(t, FIRST);
  await given(t, SECOND);
  expect([await opens(t, FIRST), await opens(t, SECOND)]).toEqual([PACK, PACK]);
  await does(t, revokeTokens(t.db, { kind: "pack-link", subjectId: PACK, at: AT }));
  expect([await opens(t, FIRST), await opens(t, SECOND)]).toEqual([undefined, undefined]);
  const listed = await listTokens(t.db, "pack-link", PACK);
  expect(listed.map((one) => tokenState(one, AT.toString()))).toEqual(["revoked", "revoked"]);
});

test("what is over stays over: it can't be spent, moved to something else or taken out", async () => {
  const t = await testApp();
  const id = await given(t, FIRST);
  const token = () => t.db.updateTable("token").where("id", "=", id);
  await expect(does(t, token().set({ subject_id: ANOTHER }))).rejects.toThrow("append-only: token");
  await expect(does(t, t.db.deleteFrom("token").where("id", "=", id))).rejects.toThrow("append-only: token");
  await does(t, spendTokens(t.db, { kind: "pack-link", subjectId: PACK, at: AT }));
  await expect(does(t, token().set({ spent_at: null }))).rejects.toThrow("taken: token");
  await expect(does(t, token().set({ revoked_at: AT.toString() }))).rejects.toThrow("taken: token");
});

test("how one stands says what ended it, and its end only where nothing did", () => {
  const one = { spentAt: null, revokedAt: null, expiresAt: "2026-03-03T09:00:00.000Z" };
  const at = "2026-03-02T09:00:00.000Z";
  expect(tokenState(one, at)).toBe("usable");
  expect(tokenState(one, one.expiresAt)).toBe("expired");
  expect(tokenState({ ...one, spentAt: at }, "2027-01-01T00:00:00.000Z")).toBe("spent");
  expect(tokenState({ ...one, revokedAt: at }, at)).toBe("revoked");
});
