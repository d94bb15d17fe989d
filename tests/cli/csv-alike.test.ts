import { describe, expect, test } from "vitest";
import { command } from "../../src/cli/score/score.ts";
import { run as runAnalyse } from "./analyse-run.ts";
import { aFile, run as runScore } from "./score-run.ts";

const utf16 = (text: string, isBig = false): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le");
  return Uint8Array.from(isBig ? bytes.swap16() : bytes);
};

/** One file as a spreadsheet may hand it on, for both commands: the same answer whichever reads it. */
describe("`score` and `analyse` read alike:", () => {
  const shapes: [string, (text: string) => string | Uint8Array][] = [
    ["UTF-16 without a mark", (text) => utf16(text)],
    ["UTF-16 with a mark", (text) => utf16(`\ufeff${text}`, true)],
    ["named separator", (text) => `sep=;\n${text.replaceAll(",", ";")}`],
    ["blank cells at the end", (text) => text.replaceAll("\n", ",,\n")],
    ["quoted blank cells at the end", (text) => text.replaceAll("\n", ',""\n')],
    ["tabs", (text) => text.replaceAll(",", "\t")],
    ["semicolons, and a comma in an id", (text) => text.replaceAll(",", ";").replace("\na;", "\na,b,c,d,e,f;")],
  ];

  test.each(shapes)("%s", async (_, shaped) => {
    const scored = await runScore(
      command,
      "gad-7",
      aFile(shaped("id,i1,i2,i3,i4,i5,i6,i7\na,1,1,1,1,1,1,1\nb,0,0,0,0,0,0,0\n")),
      "--layout",
      "wide",
    );
    expect([scored.status, scored.err, scored.out]).toEqual([
      0,
      "",
      expect.stringMatching(/^id,total\n"?a[^"\n]*"?,7\nb,0\n$/),
    ]);
    const files = { "p.csv": shaped("id,pre,post\na,1,2\nb,3,4\n"), "c.json": '{"dir":-1}' };
    const analysed = await runAnalyse(["analyse", "p.csv", "--config", "c.json", "--format", "json"], files);
    expect([analysed.status, analysed.err, JSON.parse(analysed.out).counts.n_matched]).toEqual([0, "", 2]);
  });

  test.each([
    ["too few cells", "a,1\n", "2: has 2 cells; the row of column names has"],
    ["an open quote", '"a,1,1,1,1,1,1,1\n', "2: a quoted cell is never closed"],
    ["a NUL", "a\0,1,1,1,1,1,1,1\n", "2: holds a NUL character, so this is not a text file"],
  ])("%s is told in the same words", async (_, row, says) => {
    const scored = await runScore(command, "gad-7", aFile(`id,i1,i2,i3,i4,i5,i6,i7\n${row}`));
    const files = { "p.csv": `id,pre,post,a,b,c,d,e\n${row}`, "c.json": '{"dir":-1}' };
    const analysed = await runAnalyse(["analyse", "p.csv", "--config", "c.json"], files);
    expect([scored.err, analysed.err]).toEqual([
      expect.stringContaining(`:${says}`),
      expect.stringContaining(`:${says}`),
    ]);
  });
});
