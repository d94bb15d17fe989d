import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { command } from "../../src/cli/measures/measures.ts";
import { allMeasures } from "../../src/measures/index.ts";
import { aFile, aFolder, run } from "./score-run.ts";

const definition = (id: string) => readFileSync(join(import.meta.dirname, "../../measures", `${id}.json`), "utf8");

test("lists every measure with its version, items and scales", async () => {
  const { status, out } = await run(command);
  expect(status).toBe(0);
  expect(out).toMatch(/^id +version +start +items +scales +title\n/);
  for (const { id, title } of allMeasures())
    expect([out.includes(`${id} `), out.includes(title)]).toEqual([true, true]);
  expect(out).toMatch(/^sdq-p4-17 +1\.0 +on +35 +9 /m);
  expect(out).toMatch(/^ecbi +1\.0 +off +- +2 /m);
});

describe("show", () => {
  test("prints the scales with sources, and marks what was not read", async () => {
    const { status, out } = await run(command, "show", "phq-9");
    expect(status).toBe(0);
    expect(out).toContain("total: sum of items 1, 2, 3, 4, 5, 6, 7, 8, 9; 0 to 27, higher is worse [camcops, awell]");
    expect(out).toContain("reliable change: 6 points or more, default [nhs-bulletin, talking-therapies]");
    expect(out).toContain("RISK at 1 or more [camcops]");
    expect(out).toContain("URGENT at 2 or more [own] UNVERIFIED");
    expect(out).toContain("asked in a plan, unless it says otherwise: before, after, at follow-up");
    expect(out).toContain("needs all answered [memory] UNVERIFIED.");
    expect(out).toContain("memory: From memory of the literature; not read for this definition. (not read)");
  });

  test("prints the SDQ's reversal, points and gate", async () => {
    const { out } = await run(command, "show", "sdq-p4-17");
    expect(out).toContain("conduct: sum of items 5, 7, 12, 18, 22, reversed 7; 0 to 10, higher is worse [pmhc-2019]");
    expect(out).toContain("points 0 = 0, 1 = 0, 2 = 1, 3 = 2, 0 when item 26 is 0; 0 to 10");
    expect(out).toContain("total: emotional + conduct + hyperactivity + peer; 0 to 40");
    expect(out).toContain("reliable change: more than 6.82 points (computed), default [memory] UNVERIFIED");
    expect(out).toContain("screen-carer: not permitted. Needs a licence from Youthinmind.");
  });

  test("prints typed totals, gaps that are left out, and questions of our own", async () => {
    const rcads = (await run(command, "show", "rcads-p-47")).out;
    expect(rcads).toContain("separation-anxiety: typed from the owner's form, in steps of 1; 0 to 21, higher is worse");
    expect(rcads).toContain("steps of 1, the sum of total-anxiety, depression; 0 to 141");
    expect((await run(command, "show", "k10")).out).toContain("needs at least 9 of 10 answered, the sum of those");
    const feedback = (await run(command, "show", "feedback")).out;
    expect(feedback).toContain("not standardised: our own questions, without norms");
    expect(feedback).toContain("asks: Did you get what you needed?");
    expect(feedback).toContain("what to change, in the answerer's own words: What should we change?");
  });

  test.each(allMeasures().map((one) => one.id))("prints %s without a hole", async (id) => {
    const { out } = await run(command, "show", id);
    expect(out).not.toMatch(/undefined|\[object|NaN/);
    expect(out).toContain("Sources\n");
  });
});

describe("check", () => {
  test("accepts a sound definition", async () => {
    const file = aFile(definition("gad-7"), "gad-7.json");
    expect(await run(command, "check", file)).toEqual({
      status: 0,
      out:
        `${file}: gad-7 1.0 is sound (7 items, 1 scale)\n` +
        "  unverified: ages, minutes, forms[0].smallestInterval, scales[0].missing\n",
      err: "",
    });
  });

  test("counts typed totals", async () => {
    const file = aFile(definition("ecbi"), "ecbi.json");
    expect((await run(command, "check", file)).out).toContain(": ecbi 1.0 is sound (2 typed totals)\n");
  });

  test("refuses a file that is not called as its measure", async () => {
    const file = aFile(definition("gad-7"), "gad.json");
    expect(await run(command, "check", file)).toEqual({
      status: 1,
      out: "",
      err: `${file}: id: "gad-7" is not the file's name\n`,
    });
  });

  test("checks every file, and one that is wrong hides no other", async () => {
    const [wrong, sound] = [aFile("{", "a.json"), aFile(definition("k6"), "k6.json")];
    const ran = await run(command, "check", wrong, sound);
    expect(ran).toMatchObject({ status: 1, out: expect.stringContaining("k6 1.0 is sound") });
    expect(ran.err).toContain(`${wrong}: (file): not JSON`);
  });

  test("finds every definition of the registry sound", async () => {
    const files = allMeasures().map(({ id }) => aFile(definition(id), `${id}.json`));
    expect(await run(command, "check", ...files)).toMatchObject({ status: 0, err: "" });
  });

  test("says what is wrong with file, path and reason", async () => {
    const file = aFile(definition("gad-7").replace('"direction": "higher-is-worse",', ""), "gad-7.json");
    const ran = await run(command, "check", file);
    expect([ran.status, ran.out]).toEqual([1, ""]);
    expect(ran.err).toMatch(new RegExp(`^${file}: scales\\[0\\]\\.direction: `));
  });

  test("refuses what is no JSON, no text, or not there", async () => {
    expect((await run(command, "check", aFile("{"))).err).toContain(": (file): not JSON: ");
    expect((await run(command, "check", aFile(Uint8Array.of(0xff, 0xfe, 0x41, 0)))).status).toBe(1);
    const missing = join(aFolder(), "none.json");
    expect(await run(command, "check", missing)).toEqual({
      status: 1,
      out: "",
      err: `${missing}: there is no such file\n`,
    });
  });
});

describe("usage", () => {
  test.each([
    [["show"], "name a measure"],
    [["check"], "name a file"],
    [["show", "nothing"], 'there is no measure "nothing"'],
    [["show", "phq-9", "gad-7"], "one at a time"],
    [["draw"], 'there is no "draw"; use show or check'],
  ])("%j", async (args, says) => {
    expect(await run(command, ...args)).toMatchObject({ status: 2, out: "", err: expect.stringContaining(says) });
  });
});
