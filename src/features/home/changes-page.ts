import type { Actor } from "../../domain/actor.ts";
import { mayDo } from "../../domain/permissions.ts";
import { type NewsLine, newsLines } from "../../tells/news.ts";
import { dutyPaths } from "../duty/index.ts";
import { familyPaths } from "../families/index.ts";
import { referralPaths } from "../referrals/index.ts";
import { runPaths, sessionPaths } from "../runs/index.ts";
import type { Change } from "./changes-queries.ts";
import { homePaths } from "./paths.ts";

/** What changed in one record since its reader last looked: whose it is, where it stands, each thing in a line. */
export type ChangedRecord = { about: string; href: string; lines: NewsLine[] };

/** The records that changed, the one with the newest change first. */
export function changedRecords(actor: Actor, changes: readonly Change[]): ChangedRecord[] {
  const byRecord = Map.groupBy(changes, (change) => recordOf(actor, change));
  return [...byRecord].map(([href, ofRecord]) => ({ href, about: ofRecord[0]!.about, lines: newsLines(ofRecord) }));
}

/** The page of the record that something is about, as far as its reader may open it: reading it ends the telling. */
function recordOf(actor: Actor, { familyId, referralId, runId }: Change): string {
  if (referralId !== null) return referralPaths.show(referralId);
  if (familyId !== null) return familyPaths.show(familyId);
  if (runId !== null) return mayDo(actor, "run:read") ? runPaths.show(runId) : sessionPaths.today();
  return mayDo(actor, "duty:read") ? dutyPaths.rota : dutyPaths.leave;
}

/** Everything that changed since somebody last looked, with the press that says it is looked at. */
export const changesPage = (actor: Actor, changes: readonly Change[], isCut: boolean) => ({
  title: "What changed since you last looked",
  breadcrumbs: [{ text: "Home", href: homePaths.home }, { text: "What changed" }],
  records: changedRecords(actor, changes),
  isCut,
  empty: { text: "Nothing has changed since you last looked.", href: homePaths.home, linkText: "Back to home" },
  seenAction: homePaths.changesSeen,
  upTo: Math.max(0, ...changes.map(({ id }) => id)),
  notices: { seen: "Marked as looked at. Each record still has its whole history." },
});

/** Is there news that somebody's one list does not show? A co-leader's shows what changed in runs (docs/rules/who-is-told.md). */
export const isToldElsewhere = ({ role }: Actor, changes: readonly Change[]): boolean =>
  changes.some(({ runId, familyId }) => role !== "co-leader" || runId === null || familyId !== null);
