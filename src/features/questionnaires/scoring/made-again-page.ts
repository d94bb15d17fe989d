import { Temporal } from "temporal-polyfill";
import { dayOf, longDay } from "../../../domain/calendar.ts";
import { addressOf, COUNTED_TO, countWords, type Page, pageLinks } from "../../../domain/paging.ts";
import {
  type Definition,
  defaultBandSystem,
  measureById,
  reasonWords,
  shownScore,
  type UnscoredReason,
} from "../../../measures/index.ts";
import { timepointSaid } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import type { MadeAgainPair, MovedLine } from "./made-again-queries.ts";
import { type Held, madeBySaid, moveOf, type Side } from "./rescoring.ts";

/** "14, high": a score with its band, or why there is none. */
export function sideSaid({ value, reason, band }: Side): string {
  if (value === null) return `No score: ${reasonWords(reason as UnscoredReason)}`;
  return band === null ? shownScore(value) : `${shownScore(value)}, ${band}`;
}

const dayIn = (at: string): string => longDay(dayOf(Temporal.Instant.from(at)));

const scaleSaid = (definition: Definition | undefined, scale: string): string =>
  definition?.scales.find(({ id }) => id === scale)?.title ?? scale;

function lineOf({ before, after, ...line }: MovedLine) {
  const definition = measureById(line.measureId);
  const move = moveOf(before, after, definition && defaultBandSystem(definition));
  const name = definition?.acronym ?? line.measureId;
  const what = `${name} about ${line.aboutName}, ${timepointSaid(line.timepoint).toLowerCase()}`;
  return [
    { text: what, href: assessmentPaths.show(line.assessmentId) },
    { text: scaleSaid(definition, after.scale) },
    { text: move ? sideSaid(move.before) : "" },
    { text: move ? sideSaid(move.after) : "" },
    { text: move?.isBand ? "Another band" : "Another score, the same band" },
    { text: `${dayIn(after.at)}, by version ${madeBySaid(after)}; before by version ${madeBySaid(before)}` },
  ];
}

type Counts = { moved: number; same: number };

function countSaid({ moved, same }: Counts): string {
  if (moved + same === 0) return "No score was made again";
  if (Math.max(moved, same) > COUNTED_TO)
    return `${countWords(moved, "score", "scores")} made again ${moved === 1 ? "says" : "say"} something else than before`;
  return `${moved} of the ${moved + same} scores made again ${moved === 1 ? "says" : "say"} something else than before`;
}

/** Whose score or band is another one since it was made again, the newest first. */
export const madeAgainPage = (lines: Page<MovedLine>, counts: Counts) => ({
  title: "Scores made again",
  breadcrumbs: [{ text: "Follow-up list", href: assessmentPaths.due() }],
  count: countSaid(counts),
  isNone: counts.moved + counts.same === 0,
  rows: lines.rows.map(lineOf),
  ...pageLinks(lines, (place) => addressOf(assessmentPaths.madeAgain, place)),
});

const heldSaid = (definition: Definition, held: Held): string => {
  const system = defaultBandSystem(definition);
  return sideSaid({ ...held, band: held.bands.find((one) => one.system === system)?.name ?? null });
};

/**
 * What an assessment's page says of its scores that were made again, a row a scale and time: "14, high", before
 * "13, slightly raised", by which versions.
 */
export const madeAgainRows = (
  definition: Definition,
  pairs: readonly MadeAgainPair[],
  titles: ReadonlyMap<string, string>,
) =>
  pairs.map(({ before, after }) => [
    { text: titles.get(after.scale) ?? scaleSaid(definition, after.scale) },
    { text: heldSaid(definition, before) },
    { text: `Version ${madeBySaid(before)}, ${dayIn(before.at)}` },
    { text: heldSaid(definition, after) },
    { text: `Version ${madeBySaid(after)}, ${dayIn(after.at)}` },
    { text: moveOf(before, after, defaultBandSystem(definition)) ? "Changed" : "The same" },
  ]);

/** "Scored again on 3 March 2026 by version 1.1, scorer 2: 1 of 8 scales says something else." The newest time of it. */
export function madeAgainSaid(
  definition: Definition,
  pairs: readonly MadeAgainPair[],
  titles: ReadonlyMap<string, string>,
): string | null {
  const latest = pairs[0]?.after;
  if (!latest) return null;
  const same = pairs.filter(({ after }) => after.at === latest.at);
  const moves = same.flatMap(({ before, after }) => {
    const move = moveOf(before, after, defaultBandSystem(definition));
    return move
      ? [
          `${titles.get(move.scale) ?? scaleSaid(definition, move.scale)} ${sideSaid(move.after)}; before ${sideSaid(move.before)}`,
        ]
      : [];
  });
  const said = moves.length === 0 ? "every score and band stayed as it was" : moves.join(". ");
  return `Scored again on ${dayIn(latest.at)} by version ${madeBySaid(latest)}: ${said}.`;
}
