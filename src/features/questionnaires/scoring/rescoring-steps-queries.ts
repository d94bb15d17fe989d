import type { Deps, Write } from "../../../deps.ts";
import { type Acting, auditEntry } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { type Chunk, insertAgain, keptAt, type MovedScore, type NotScored, nextChunk } from "./rescoring-queries.ts";
import { insertVersion } from "./scoring-queries.ts";
import type { Installed, Reached } from "./waiting-queries.ts";

/** What one commit did: how many answer sheets were scored again, which scales say something else, and what was left. */
export type RescoringStep = { again: number; moves: MovedScore[]; notScored: NotScored[] };

type Asked = {
  by: Acting;
  verb: "command" | "write";
  installed: readonly Installed[];
  /** Nothing is scored: only told what would be. The look is in the trail all the same. */
  isDry: boolean;
  requestId?: string;
};

type Outside = Pick<Deps, "db" | "commit" | "newId" | "clock">;

/**
 * Scores again whatever another revision or scorer of the same edition scored: some answer sheets a commit, each with its
 * entry in the trail and the families it is about. What was committed stays when it stops half way, and it begins with
 * what is left; with nothing left it does nothing. Raises no concern and moves no window. Throws what a commit throws.
 */
export async function* scoreAgainInSteps(outside: Outside, asked: Asked): AsyncGenerator<RescoringStep> {
  let after: Reached = ["", ""];
  while (true) {
    const at = outside.clock.now();
    const chunk = await nextChunk(outside.db, asked.installed, after, instantText(at));
    if (!chunk) return;
    after = chunk.after;
    const writes = asked.isDry ? [] : await writesOf(outside, chunk, at);
    if (asked.isDry || writes.length > 0) await outside.commit(entryOf(asked, chunk), writes);
    yield stepOf(chunk, asked.isDry ? undefined : await keptAt(outside.db, idsOf(chunk), instantText(at)));
  }
}

const idsOf = ({ rescored }: Chunk) => rescored.map(({ responseId }) => responseId);

async function writesOf(outside: Outside, chunk: Chunk, at: Parameters<typeof insertVersion>[1]): Promise<Write[]> {
  if (chunk.rescored.length === 0) return [];
  const used = new Set(chunk.rescored.map(({ installed }) => installed.definition));
  const versions = await Promise.all([...used].map((definition) => insertVersion(outside.db, at, definition)));
  return [...versions, ...insertAgain(outside, chunk, instantText(at))];
}

function entryOf({ by, verb, isDry, requestId = "" }: Asked, { rescored }: Chunk) {
  const shown = [...new Set(rescored.map(({ familyId }) => familyId))];
  const fields = isDry ? { "dry-run": rescored.length } : { scored: rescored.length };
  return { ...auditEntry(verb, by, "rescoring", "list"), fields, shown, requestId };
}

/** `kept`: the responses whose new scores were kept; all of them where nothing is written. */
function stepOf({ rescored, notScored }: Chunk, kept: ReadonlySet<string> | undefined): RescoringStep {
  const mine = rescored.filter(({ responseId }) => kept?.has(responseId) ?? true);
  return { again: mine.length, moves: mine.flatMap(({ moves }) => moves), notScored };
}
