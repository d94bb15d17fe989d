import type { Write } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { AuditEntry } from "../domain/audit-entry.ts";
import { dayOf, instantText } from "../domain/calendar.ts";
import { mayDo } from "../domain/permissions.ts";
import type { Tell } from "../tells/happening.ts";
import { newsLines } from "../tells/news.ts";
import { listNewsOf, type NewsSubject, newsSeen } from "../tells/news-queries.ts";
import { tells } from "../tells/telling-queries.ts";
import type { AppContext } from "./factory.ts";
import { note } from "./save.ts";

/** Who reads the page of a subject so that it is told there: a co-leader has the list of sessions alone. */
const READERS: Readonly<Record<NewsSubject["kind"], (actor: Actor) => boolean>> = {
  family: (actor) => mayDo(actor, "referral:read"),
  referral: (actor) => mayDo(actor, "referral:read"),
  run: (actor) => mayDo(actor, "run:read"),
  enrolment: (actor) => mayDo(actor, "run:read"),
  duty: () => true,
  absence: (actor) => !mayDo(actor, "duty:read"),
  sessions: (actor) => !mayDo(actor, "run:read"),
};

/** A whole page that somebody reads: only that shows news. A print and a piece of a page do not, so they leave it to be told. */
const showsNews = (c: AppContext, { verb, subject }: AuditEntry) =>
  verb === "read" &&
  c.req.header("HX-Request-Type") !== "partial" &&
  subject.kind in READERS &&
  READERS[subject.kind as NewsSubject["kind"]](c.var.actor);

/**
 * Keeps in the trail that somebody looked, and with it that they were told: what changed in this record since they last looked
 * goes to the top of the page they are about to see, and is not told again.
 */
export async function noteAndTell(c: AppContext, entry: AuditEntry): Promise<void> {
  if (!showsNews(c, entry)) return note(c, entry);
  const { deps, actor, now, requestId } = c.var;
  const news = await listNewsOf(deps.db, actor, entry.subject as NewsSubject, dayOf(now));
  c.set("news", newsLines(news));
  await deps.commit({ ...entry, requestId }, newsSeen(deps.db, actor, news, instantText(now)));
}

/** The writes that tell of what whoever asks does now; for the commit of it. */
export const toldOf = (c: AppContext, tell: Tell | readonly Tell[]): Write[] => {
  const { deps, actor, now } = c.var;
  return [tell].flat().flatMap((one: Tell) => tells(deps.db, { ...one, by: actor.userId, at: instantText(now) }));
};
