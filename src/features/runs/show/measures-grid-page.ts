import { nameOf } from "../../families/index.ts";
import { assessmentPaths, type Grid, type GridCell, timepointSaid } from "../../questionnaires/index.ts";
import type { Enrolment } from "../delivery/enrolment-queries.ts";

const more = (cell: GridCell): string[] => [
  cell.overdue > 0 ? `${cell.overdue} overdue` : "",
  cell.missed > 0 ? `${cell.missed} past closing` : "",
  cell.notCollected > 0 ? `${cell.notCollected} not collected` : "",
  cell.preferredNotTo > 0 ? `${cell.preferredNotTo} preferred not to` : "",
];

/** "3 of 5 done, 2 overdue"; the words say it, a tint only helps to find it. */
function cellOf(cell: GridCell | undefined) {
  if (!cell) return { text: "" };
  const text = [`${cell.done} of ${cell.asked} done`, ...more(cell)].filter((part) => part !== "").join(", ");
  return cell.overdue + cell.missed > 0 ? { tag: { text, classes: "govuk-tag--orange" } } : { text };
}

/** The measures of a run: people down, occasions across (docs/rules/windows.md). Null where nothing is asked. */
export function measuresGrid(grid: Grid, people: readonly Enrolment[]) {
  if (grid.occasions.length === 0) return null;
  const cells = new Map(grid.people.map((person) => [person.enrolmentId, person.cells]));
  return {
    head: [{ text: "Carer" }, ...grid.occasions.map((occasion) => ({ text: timepointSaid(occasion) }))],
    rows: people
      .filter(({ id }) => cells.has(id))
      .map((one) => [
        { text: nameOf(one.carer), href: assessmentPaths.ofEnrolment(one.id), hiddenText: "measures" },
        ...grid.occasions.map((occasion) => cellOf(cells.get(one.id)?.[occasion])),
      ]),
  };
}
