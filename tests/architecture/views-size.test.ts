import { expect, test } from "vitest";
import { viewFiles } from "./view-files.ts";

const tooLong = (isComponent: boolean, most: number) =>
  viewFiles()
    .filter((file) => file.isComponent === isComponent && file.lines.length > most)
    .map(({ name, lines }) => `${name}: ${lines.length} lines`);

test("a page's template has at most 80 lines", () => {
  expect(tooLong(false, 80)).toEqual([]);
});

test("a component has at most 120 lines", () => {
  expect(tooLong(true, 120)).toEqual([]);
});
