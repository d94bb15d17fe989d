import { expect, test } from "vitest";
import { ethnicGroup } from "../../src/features/extracts/variables.ts";
import { csvCell, csvLine } from "../../src/files/csv-writing.ts";

test("text that a spreadsheet would run is disarmed, and negative numbers are not touched", () => {
  const cells = [
    "=1+1",
    "+44",
    "-not a number",
    "@cmd",
    "\tx",
    "0123",
    "-3",
    -3.5,
    'a "quote"',
    "a,b",
    "line\nbreak",
    "",
    null,
    "é🙂",
  ];
  expect(cells.map((cell) => csvCell(cell))).toEqual([
    "'=1+1",
    "'+44",
    "'-not a number",
    "'@cmd",
    "'\tx",
    "0123",
    "-3",
    "-3.5",
    '"a ""quote"""',
    '"a,b"',
    '"line\nbreak"',
    "",
    "",
    "é🙂",
  ]);
});

test("a line ends as every reader expects", () => {
  expect(csvLine(["a", 1, null])).toBe("a,1,\r\n");
});

test("ethnicity goes out in five groups and not known", () => {
  expect(["WBRI", "MOTH", "AIND", "CHNE", "BCRB", "OOTH", "REFU", "NOBT"].map(ethnicGroup)).toEqual([
    "white",
    "mixed",
    "asian",
    "asian",
    "black",
    "other",
    "not_known",
    "not_known",
  ]);
});
