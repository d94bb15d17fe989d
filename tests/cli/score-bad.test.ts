import { describe, expect, test } from "vitest";
import { command } from "../../src/cli/score/score.ts";
import { aFile, aFolder, run } from "./score-run.ts";

const GAD = "id,i1,i2,i3,i4,i5,i6,i7\n";
const GOOD = "1,1,1,1,1,1,1,1\n";

/** What a file is told, without its path: the lines of the error stream. Nothing may have been written. */
async function told(content: string | Uint8Array, measure = "gad-7"): Promise<string[]> {
  const file = aFile(content);
  const ran = await run(command, measure, file);
  expect([ran.status, ran.out]).toEqual([1, ""]);
  return ran.err
    .trimEnd()
    .split("\n")
    .map((line) => (line.startsWith(`${file}:`) ? line.slice(file.length + 1) : line));
}

describe("wrong values", () => {
  test("are all listed by file, line and item, and nothing is written", async () => {
    const rows = `${GOOD}2,1,1,1,1,1,1,5\n3,1,x,1,1,1,-1,1\n${GOOD.replace("1,", "4,")}5,1,1,1,1,1,1,1.5\n`;
    expect(await told(GAD + rows)).toEqual([
      '3: i7: "5" is not one of 0, 1, 2, 3',
      '4: i2: "x" is not one of 0, 1, 2, 3',
      '4: i6: "-1" is not one of 0, 1, 2, 3',
      '6: i7: "1.5" is not one of 0, 1, 2, 3',
    ]);
  });

  test("name the file as it was typed", async () => {
    const file = aFile(`${GAD}1,1,1,1,1,1,1,5\n`);
    expect((await run(command, "gad-7", file)).err).toBe(`${file}:2: i7: "5" is not one of 0, 1, 2, 3\n`);
  });

  test.each(["NA", "9", "1e0", "0x1", "１", "999999999999999999999", "Infinity", "1,", "__proto__", "1 1", "+1"])(
    "%j is no answer",
    async (cell) => {
      const text = cell.includes(",") ? `"${cell}"` : cell;
      expect(await told(`${GAD}1,${text},1,1,1,1,1,1\n`)).toEqual([`2: i1: "${cell}" is not one of 0, 1, 2, 3`]);
    },
  );

  test("a scale that starts at 1 takes no 0", async () => {
    expect(await told(`${GAD}1,0,1,1,1,1,1,1\n`, "swemwbs")).toEqual(['2: i1: "0" is not one of 1, 2, 3, 4, 5']);
  });

  test("a megabyte in a cell is refused in one short line", async () => {
    const [long] = await told(`${GAD}1,${"9".repeat(1_000_000)},1,1,1,1,1,1\n`);
    expect(long).toMatch(/^2: i1: "9+…" is not one of 0, 1, 2, 3$/);
    expect(long!.length).toBeLessThan(120);
  });

  test("ten thousand wrong rows are ten thousand lines", async () => {
    const rows = Array.from({ length: 10_000 }, (_, row) => `${row},1,1,1,7,1,1,1\n`).join("");
    expect(await told(GAD + rows)).toHaveLength(10_000);
  });
});

describe("ids", () => {
  test("must not repeat: the earlier line is named", async () => {
    const rows = ["a", "b", "a", '"b"', "A"].map((id) => `${id},1,1,1,1,1,1,1\n`).join("");
    expect(await told(GAD + rows)).toEqual([
      '4: id: "a" stands on line 2 already',
      '5: id: "b" stands on line 3 already',
    ]);
  });

  test("must be there and be short", async () => {
    expect(await told(`${GAD},1,1,1,1,1,1,1\n  ,1,1,1,1,1,1,1\n${"x".repeat(1_000_000)},1,1,1,1,1,1,1\n`)).toEqual([
      "2: id is blank",
      "3: id is blank",
      "4: id has 1000000 characters, 200 at most",
    ]);
  });
});

describe("columns", () => {
  test.each([
    [
      "id,i1,i2,i3,i4,i5,i6\n",
      ['1: column "i7" is missing: total needs it (leave cells blank that were not answered)'],
    ],
    ["id,i1,i2,i3,i4,i5,i6,i7,i8\n", ['1: column "i8" is not id or i1 to i7']],
    [
      "id,i1,i2,i3,i4,i5,i6,i7,age,__proto__\n",
      ['1: column "age" is not id or i1 to i7', '1: column "__proto__" is not id or i1 to i7'],
    ],
    ["id,i1,i1,i3,i4,i5,i6,i7\n", ['1: column "i1" stands twice']],
    ["i1,i2,i3,i4,i5,i6,i7\n", ['1: there is no column "id"']],
    ["id\n", ["1: there is no column of answers: i1, i2, ..."]],
    ["id,i1,i2,,i3,i4,i5,i6,i7\n", ["1: column 4 has no name"]],
    ["id,i01,i2,i3,i4,i5,i6,i7\n", ['1: column "i01" is not id or i1 to i7']],
  ])("%j", async (head, says) => {
    expect(await told(`${head}1,1,1,1,1,1,1,1\n`)).toEqual(says);
  });

  test("a scale may be left out whole, never in part", async () => {
    expect(await told("id,i1,i4,i9,i17,i20,i3\n1,1,1,1,1,1,1\n", "sdq-p4-17")).toEqual(
      ["i8", "i13", "i16", "i24"].map(
        (item) => `1: column "${item}" is missing: emotional needs it (leave cells blank that were not answered)`,
      ),
    );
    expect((await run(command, "sdq-p4-17", aFile("id,i1,i4,i9,i17,i20\n1,1,1,1,1,1\n"))).status).toBe(0);
  });

  test("a row with too few or too many cells is told", async () => {
    expect(await told(`${GAD}1,1,1,1,1,1,1\n2,1,1,1,1,1,1,1,1\n3\n`)).toEqual([
      "2: has 7 cells; the row of column names has 8",
      "3: has 9 cells; the row of column names has 8",
      "4: has 1 cell; the row of column names has 8",
    ]);
  });
});

describe("files", () => {
  test("that hold nothing, or only blank lines", async () => {
    expect(await told("")).toEqual([" has no first row of column names"]);
    expect(await told("\n\r\n,,\n")).toEqual([" has no first row of column names"]);
  });

  test("that are no UTF-8", async () => {
    const latin = Buffer.concat([Buffer.from(GAD), Buffer.from([0xe9]), Buffer.from(",1,1,1,1,1,1,1\n")]);
    expect(await told(latin)).toEqual(["2: is not UTF-8 text. Save the file as UTF-8 (in Excel: CSV UTF-8)"]);
  });

  test("with an open quote, or something after a closing one", async () => {
    expect(await told(`${GAD}${GOOD}"2,1,1,1,1,1,1,1\n3,1,1,1,1,1,1,1\n`)).toEqual([
      "3: a quoted cell is never closed",
    ]);
    expect(await told(`${GAD}"2"x,1,1,1,1,1,1,1\n`)).toEqual(["2: something follows the closing quote of a cell"]);
  });

  test("that are not there, or are a folder", async () => {
    const folder = aFolder();
    expect(await run(command, "gad-7", `${folder}/none.csv`)).toMatchObject({
      status: 1,
      err: `${folder}/none.csv: there is no such file or folder\n`,
    });
    expect(await run(command, "gad-7", folder)).toMatchObject({ status: 1, err: `${folder}: is a folder\n` });
  });
});
