import { measureById } from "../../../measures/index.ts";
import { assessmentPaths } from "../paths.ts";

type Waiting = { measureId: string; sheets: number };

/** "2,000 and more" where nobody counted further. */
const numberSaid = (n: number, most: number): string =>
  n > most ? `More than ${most.toLocaleString("en-GB")}` : String(n);

const counted = (n: number, most: number): string =>
  n === 1 ? "1 answer sheet waits" : `${numberSaid(n, most)} answer sheets wait`;

/**
 * For the administrator after an update: how many answer sheets wait to be scored again, by measure, and the button that
 * does it, some at a time. Counts only; who moved band is for those who look after the families. `step`: how many at once, and as far as was counted.
 */
export function rescoringPage(waiting: readonly Waiting[], step: number) {
  const all = waiting.reduce((sum, { sheets }) => sum + sheets, 0);
  return {
    title: "Score answers again",
    breadcrumbs: [{ text: "Settings", href: "/settings" }],
    notices: {
      scored: all === 0 ? "Scored again. Nothing waits any more" : `Scored again. ${counted(all, step)} still`,
    },
    count:
      all === 0
        ? "Nothing waits: every score is by the installed versions"
        : `${counted(all, step)} to be scored again`,
    rows: waiting.map(({ measureId, sheets }) => [
      { text: measureById(measureId)?.acronym ?? measureId },
      { text: numberSaid(sheets, step), format: "numeric" },
      { text: measureById(measureId)?.version ?? "" },
    ]),
    action: all === 0 ? null : assessmentPaths.rescoring,
    button: all > step ? `Score the next ${step} again` : "Score them again",
    isLong: all > step,
  };
}
