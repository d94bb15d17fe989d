import type { Write } from "../../../deps.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import type { AppContext } from "../../../web/factory.ts";
import { cardFor, recordFact } from "../../families/index.ts";

/** The number on the card turned out to be somebody else's: said here, it is nobody's way to reach them any more. */
export async function wrongNumber(c: AppContext, { personId }: { personId: string }): Promise<Write[]> {
  const { deps, actor, now } = c.var;
  const contactId = (await cardFor(c, personId))?.numberId ?? null;
  if (contactId === null) return [];
  const said = { kind: "wrong-number" as const, language: null, note: null, before: null };
  const when = { onDay: dayOf(now), at: instantText(now) };
  return recordFact(deps.db, actor, { id: deps.newId(), personId, contactId, ...said, ...when });
}
