import { dayOf } from "../../../domain/calendar.ts";
import type { AppContext } from "../../../web/factory.ts";
import { diedSaid } from "./reach.ts";
import { type ReachCard, reachCard } from "./reach-card-page.ts";
import { listCarerIds, readReach } from "./reach-queries.ts";

/** "Before you ring" of each of these carers, by their id, as whoever asks may know it now; one statement for a whole list. */
export async function cardsFor(c: AppContext, personIds: readonly string[]): Promise<Map<string, ReachCard>> {
  const { deps, actor, now } = c.var;
  const facts = await readReach(deps.db, actor, personIds, dayOf(now));
  return new Map([...facts].map(([id, one]) => [id, reachCard(one, now)]));
}

/** The same of one carer; null of somebody who was never theirs to ring. */
export const cardFor = async (c: AppContext, personId: string): Promise<ReachCard | null> =>
  (await cardsFor(c, [personId])).get(personId) ?? null;

/** The same of every carer of a family, for a page about somebody in it. */
export const cardsOfFamily = async (c: AppContext, familyId: string): Promise<ReachCard[]> => [
  ...(await cardsFor(c, await listCarerIds(c.var.deps.db, familyId))).values(),
];

/** Who of these carers died, each with the sentence: said where names are read out or ticked, to whoever may see no contacts as well. */
export async function diedAmong(c: AppContext, personIds: readonly string[]): Promise<Map<string, string>> {
  const { deps, actor, now } = c.var;
  const facts = await readReach(deps.db, actor, personIds, dayOf(now));
  return new Map(
    [...facts].flatMap(([id, { name, diedOn }]) => (diedOn === null ? [] : [[id, diedSaid(name, diedOn)]])),
  );
}
