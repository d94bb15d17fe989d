import { expect, test } from "vitest";
import { type Wait, waitsByArrangement, waitsByProgramme } from "../../src/features/team/waits.ts";

const TODAY = "2026-03-02";
const waits = (programmeName: string, days: readonly string[], arrangement: string | null = null): Wait[] =>
  days.map((day) => ({
    programmeId: programmeName,
    programmeName,
    submittedAt: `${day}T10:00:00.000Z`,
    arrangement,
  }));

const SIX = ["2026-02-23", "2026-02-16", "2026-02-09", "2026-02-02", "2026-01-26", "2025-12-01"];

test("a programme says how many wait, and the middle and longest wait unless they are few", () => {
  expect(waitsByProgramme([...waits("CBT", SIX.slice(0, 5)), ...waits("Parenting", SIX)], TODAY)).toEqual([
    { name: "Parenting", count: 6, middle: 3, longest: 13 },
    { name: "CBT", count: 5, middle: "c", longest: "c" },
  ]);
});

test("small groups are hidden, and none can be worked out from the others", () => {
  const many = Array.from({ length: 12 }, () => "2026-02-02");
  const all = [
    ...waits("P", many, "special-guardianship"),
    ...waits("P", many.slice(0, 9), "private-fostering"),
    ...waits("P", many.slice(0, 2), "informal"),
    ...waits("P", many.slice(0, 3)),
  ];
  expect(waitsByArrangement(all)).toEqual([
    { kind: "special-guardianship", count: 12 },
    { kind: "private-fostering", count: "c" },
    { kind: "informal", count: "c" },
  ]);
  expect(waitsByArrangement(waits("P", many))).toEqual([]);
});
