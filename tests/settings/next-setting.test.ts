import { expect, test } from "vitest";
import {
  heldSince,
  nextSetting,
  type SecondKeyingSetting,
  type SecondKeyingVersion,
  secondKeyingSetting,
} from "../../src/features/settings/second-keying.ts";
import { parseSecondKeying } from "../../src/features/settings/second-keying-form.ts";
import { formBody } from "../support/app.ts";

const ON: SecondKeyingSetting = { on: true, share: 0.1, seed: "first", reason: "It begins" };
const OFF = { ...ON, on: false };
const asked = (on: boolean, share = 0.1) => ({ on, share, reason: "Because" });

test("switching on takes the fresh seed, each time anew", () => {
  expect(nextSetting(null, asked(true), "fresh")).toMatchObject({ ok: true, value: { on: true, seed: "fresh" } });
  expect(nextSetting(OFF, asked(true), "fresh")).toMatchObject({ ok: true, value: { on: true, seed: "fresh" } });
});

test("another share keeps the seed, and off keeps share and seed to be read", () => {
  expect(nextSetting(ON, asked(true, 0.25), "fresh")).toMatchObject({
    ok: true,
    value: { share: 0.25, seed: "first" },
  });
  expect(nextSetting(ON, asked(false, 0.9), "fresh")).toEqual({
    ok: true,
    value: { on: false, share: 0.1, seed: "first", reason: "Because" },
  });
});

test("what is so already makes no version", () => {
  for (const [current, wanted] of [
    [null, asked(false)],
    [OFF, asked(false)],
    [ON, asked(true)],
  ] as const)
    expect(nextSetting(current, wanted, "fresh")).toEqual({ ok: false, error: "as-it-is" });
});

test("a value that was written without a state is on; a share above one is no share", () => {
  expect(secondKeyingSetting.parse({ share: 0.2, seed: "s" })).toEqual({ share: 0.2, seed: "s", on: true, reason: "" });
  for (const wrong of [{ share: 7, seed: "s" }, { share: 0.1, seed: "" }, { share: "0.1", seed: "s" }, null])
    expect(secondKeyingSetting.safeParse(wrong).success).toBe(false);
});

test("since when it has been on goes back to the version that made the seed, not to a change of the share", () => {
  const version = (n: number, value: SecondKeyingSetting | null): SecondKeyingVersion => ({
    version: n,
    value,
    at: `2026-03-0${n}T09:00:00.000Z`,
    byName: null,
  });
  const again = { ...ON, seed: "second" };
  const all = [version(4, { ...again, share: 0.5 }), version(3, again), version(2, OFF), version(1, ON)];
  expect(heldSince(all)?.version).toBe(3);
  expect(heldSince(all.slice(2))?.version).toBe(2);
  expect(heldSince(all.slice(3))?.version).toBe(1);
  expect(heldSince([version(2, OFF), version(1, null)])?.version).toBe(1);
  expect(heldSince([])).toBeUndefined();
});

const typed = (fields: Record<string, string>) => {
  const data = new FormData();
  for (const [name, value] of formBody({ state: "on", percent: "10", reason: "Why", version: "0", ...fields }))
    data.append(name, value);
  return parseSecondKeying(data);
};

test("the share is a whole number from 1 to 100, with or without its sign", () => {
  for (const [text, share] of [
    ["1", 0.01],
    [" 33 % ", 0.33],
    ["100", 1],
    ["10%", 0.1],
  ] as const)
    expect(typed({ percent: text })).toMatchObject({ ok: true, value: { share } });
  for (const text of ["", "0", "101", "1.5", "-1", "010", "ten", "1e1", "١٠", "\u0000", "10%%", "9".repeat(1e5)])
    expect(typed({ percent: text }).ok).toBe(false);
});

test("off asks for no share, and everything wrong is told at once", () => {
  expect(typed({ state: "off", percent: "many" })).toMatchObject({ ok: true, value: { on: false } });
  const wrong = typed({ percent: "0", reason: " " });
  expect(wrong.ok ? [] : wrong.error.errors.map(({ field }) => field)).toEqual(["reason", "percent"]);
  expect(typed({ state: "perhaps" }).ok).toBe(false);
  expect(typed({ reason: "x".repeat(501) }).ok).toBe(false);
});
