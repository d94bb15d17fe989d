/** What made a score: edition and revision of the definition, and the version of the scorer. */
export type MadeBy = { edition: number; revision: number; scorer: string };

type Band = { system: string; name: string };

/** What a score says: its value or why there is none, and its bands, one a band system. */
export type Reading = { value: number | null; reason: string | null; bands: readonly Band[] };

/** The latest score of a scale as it is kept. */
export type Held = Reading & MadeBy & { id: string; scale: string; at: string };

/** A score as it comes out now. */
export type Outcome = Reading & { scale: string };

/** "1.1, scorer 2". */
export const madeBySaid = ({ edition, revision, scorer }: MadeBy): string => `${edition}.${revision}, scorer ${scorer}`;

/**
 * Are these scores to be made again? `current`: made by what is installed. `other-edition`: never, since another edition
 * has other questions or another key. `ahead`: dated after now, so that a row of now would not be the latest.
 * Source: docs/rules/scores.md.
 */
export type Standing = "current" | "other-edition" | "ahead" | "again";

/** The standing of a response, by its newest score. Both times are instants in UTC text. */
export function standingOf(newest: MadeBy & { at: string }, installed: MadeBy, now: string): Standing {
  if (newest.edition !== installed.edition) return "other-edition";
  if (newest.revision === installed.revision && newest.scorer === installed.scorer) return "current";
  return newest.at < now ? "again" : "ahead";
}

/** The systems that both readings have, with the band of each; only these can be compared. */
const shared = (before: readonly Band[], after: readonly Band[]) =>
  before.flatMap(({ system, name }) => {
    const now = after.find((one) => one.system === system);
    return now ? [{ system, isMoved: now.name !== name }] : [];
  });

/** The systems in which two readings name another band; every system of both where they share none. */
function systemsMoved(before: readonly Band[], after: readonly Band[]): string[] {
  const both = shared(before, after);
  if (both.length === 0) return [...after, ...before].map(({ system }) => system);
  return both.filter(({ isMoved }) => isMoved).map(({ system }) => system);
}

/** A stored decimal may have come back a hair's breadth away. */
const isSameValue = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) < 1e-9;

export type Side = { value: number | null; reason: string | null; band: string | null };

/** One scale that says something else since it was scored again. `isBand`: its band is another one, not only its value. */
export type Move = { scale: string; before: Side; after: Side; from: MadeBy; isBand: boolean };

/**
 * What a scale that was scored again says other than before; null where it says the same. A band that is new beside those
 * that were there is no move. The band shown is that of `system`, the measure's default, unless only others moved.
 */
export function moveOf(before: Held, after: Outcome, system: string | undefined): Move | null {
  const moved = systemsMoved(before.bands, after.bands);
  if (moved.length === 0 && isSameValue(before.value, after.value) && before.reason === after.reason) return null;
  const shown = moved.length === 0 || moved.includes(system ?? "") ? system : moved[0];
  const isComparable = shared(before.bands, after.bands).length > 0;
  const side = ({ value, reason, bands }: Reading): Side => {
    const band = bands.find((one) => one.system === shown) ?? (isComparable ? undefined : bands[0]);
    return { value, reason, band: band?.name ?? null };
  };
  const { edition, revision, scorer } = before;
  return {
    scale: after.scale,
    before: side(before),
    after: side(after),
    from: { edition, revision, scorer },
    isBand: moved.length > 0,
  };
}

/** A new score and the one that it takes the place of; null for a scale that had none. */
export type MadeAgain<O extends Outcome> = { outcome: O; again: Held | null };

/** Every scale scored again beside its latest score, and which of them say something else than before. */
export function scoreAgain<O extends Outcome>(
  held: readonly Held[],
  outcomes: readonly O[],
  system: string | undefined,
): { scores: MadeAgain<O>[]; moves: Move[] } {
  const scores = outcomes.map((outcome) => ({
    outcome,
    again: held.find(({ scale }) => scale === outcome.scale) ?? null,
  }));
  const moves = scores.flatMap(({ outcome, again }) => (again ? (moveOf(again, outcome, system) ?? []) : []));
  return { scores, moves };
}
