import { describe, expect, test } from "vitest";
import { command } from "../../src/cli/score/score.ts";
import { aFile, run } from "./score-run.ts";

const GAD = "id,i1,i2,i3,i4,i5,i6,i7\n";
const PLAIN = `${GAD}a,1,2,3,0,1,2,3\nb,0,,0,0,0,0,0\nc,,,,,,,\n`;

const wide = async (content: string | Uint8Array) => {
  const ran = await run(command, "gad-7", aFile(content), "--layout", "wide");
  expect([ran.status, ran.err]).toEqual([0, ""]);
  return ran.out;
};

const SAME = "id,total\na,12\nb,\nc,\n";

describe("the same answers are read the same from every kind of CSV:", () => {
  test.each([
    ["plain", PLAIN],
    ["byte order mark", `\ufeff${PLAIN}`],
    ["Windows line ends", PLAIN.replaceAll("\n", "\r\n")],
    ["old Mac line ends", PLAIN.replaceAll("\n", "\r")],
    ["no line end at the end", PLAIN.trimEnd()],
    ["blank lines and rows", `\n${PLAIN.replaceAll("\n", "\n\n ,,,,,,,\n")}\r\n\n`],
    ["quoted ids", PLAIN.replaceAll(/^([abc]),/gm, '"$1",')],
    ["everything quoted", PLAIN.replaceAll(/[^,\n]+/g, '"$&"').replaceAll(/(?<=,)(?=,|\n)/g, '""')],
    ["semicolons", PLAIN.replaceAll(",", ";")],
    ["tabs", PLAIN.replaceAll(",", "\t")],
    ["spaces round answers", PLAIN.replaceAll(/,(?=\d)/g, ", ").replaceAll(/(\d),/g, "$1 ,")],
    ["whole numbers with a decimal point", PLAIN.replaceAll(/,(\d)/g, ",$1.0")],
    ["upper case names", PLAIN.replace(GAD, GAD.toUpperCase())],
  ])("%s", async (_, content) => {
    expect(await wide(content)).toBe(SAME);
  });

  test("columns in another order", async () => {
    expect(await wide("i7,i1,id,i2,i3,i4,i5,i6\n3,1,a,2,3,0,1,2\n0,0,b,,0,0,0,0\n,,c,,,,,\n")).toBe(SAME);
  });

  test("answers of two digits", async () => {
    const ran = await run(command, "gbo", aFile("id,i1,i2,i3\n1,10,0,\n2,9,10,10\n"), "--layout", "wide");
    expect(ran.out).toBe("id,goal-1,goal-2,goal-3\n1,10,0,\n2,9,10,10\n");
  });
});

test("line numbers are those of the file, with blank lines and line ends in cells", async () => {
  const ran = await run(command, "gad-7", aFile(`\n${GAD}\n"two\nlines",1,1,1,1,1,1,1\nx,1,1,1,1,1,1,9\n`));
  expect(ran.err).toMatch(/:6: i7: "9" is not one of 0, 1, 2, 3\n$/);
});
