import fc from "fast-check";
import { expect, test } from "vitest";
import { command } from "../../src/cli/score/score.ts";
import { stream } from "../measures/sheets.ts";
import { aFile, run } from "./score-run.ts";

const GAD = "id,i1,i2,i3,i4,i5,i6,i7\n";

const wide = async (content: string) => {
  const ran = await run(command, "gad-7", aFile(content), "--layout", "wide");
  expect([ran.status, ran.err]).toEqual([0, ""]);
  return ran.out;
};

test("a file of several megabytes reads the same plain and quoted, whatever falls across a boundary", async () => {
  const random = stream(5);
  const rows = Array.from({ length: 60_000 }, (_, row) => {
    const answers = Array.from({ length: 7 }, () => (random() < 0.05 ? "" : Math.floor(random() * 4)));
    return [random() < 0.3 ? `Zoë 👩‍👧 ${row}` : `family ${row}`, ...answers];
  });
  const plain = GAD + rows.map((row) => `${row.join(",")}\n`).join("");
  const quoted = GAD + rows.map((row) => `${row.map((cell) => `"${cell}"`).join(",")}\r\n`).join("");
  const scores = await wide(plain);
  expect(scores.split("\n")).toHaveLength(60_002);
  expect(await wide(quoted)).toBe(scores);
  const totals = rows.map(
    ([id, ...cells]) => `${id},${cells.includes("") ? "" : cells.map(Number).reduce((a, b) => a + b, 0)}`,
  );
  expect(scores).toBe(`id,total\n${totals.join("\n")}\n`);
});

test("a million repeated ids would be told; so are a hundred thousand, each with its first line", async () => {
  const rows = Array.from({ length: 100_000 }, (_, row) => `${row % 50_000},1,1,1,1,1,1,1\n`).join("");
  const ran = await run(command, "gad-7", aFile(GAD + rows));
  const lines = ran.err.trimEnd().split("\n");
  expect([ran.status, lines.length]).toEqual([1, 50_000]);
  expect(lines[0]).toMatch(/:50002: id: "0" stands on line 2 already$/);
});

test("no bytes whatever make it throw, and what is wrong is said", async () => {
  const pieces = fc.constantFrom(",", '"', "\n", "\r", "id", "i1", "1", "0", "\0", " ", ";", "\u00e9", "=1", "\ufeff");
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { maxLength: 40 }), fc.boolean(), async (parts, withHead) => {
      const ran = await run(command, "gad-7", aFile((withHead ? GAD : "") + parts.join("")));
      expect([0, 1]).toContain(ran.status);
      if (ran.status === 1) expect([ran.out, ran.err.length > 0]).toEqual(["", true]);
    }),
    { numRuns: 300 },
  );
});
