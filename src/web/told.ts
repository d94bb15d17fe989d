import type { AuditEntry } from "../domain/audit-entry.ts";
import { dayOf, instantText } from "../domain/calendar.ts";
import { mayDo } from "../domain/permissions.ts";
import { newsLines } from "../tells/news.ts";
import { listNewsOf, type NewsSubject, newsSeen } from "../tells/news-queries.ts";
import type { AppContext } from "./factory.ts";
import { note } from "./save.ts";

const SUBJECTS: readonly string[] = ["family", "referral", "run"] satisfies NewsSubject["kind"][];

/** A whole page that somebody reads: only that shows news. A print and a piece of a page do not, so they leave it to be told. */
const showsNews = (c: AppContext, { verb, subject }: AuditEntry) =>
  verb === "read" &&
  SUBJECTS.includes(subject.kind) &&
  c.req.header("HX-Request-Type") !== "partial" &&
  mayDo(c.var.actor, "referral:read");

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
