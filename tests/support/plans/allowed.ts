import type Database from "better-sqlite3";
import type { Schema } from "./growing.ts";
import { complaintsAbout } from "./plan.ts";

export type Allowed = { complaint: RegExp; of?: RegExp; why: string };

/** What a plan may read without a limit, since it does not grow with the years. */
export const ALLOWED: readonly Allowed[] = [
  { complaint: /family_lock_user \(user_id=\?\)/, why: "the families that one worker knows in private" },
  { complaint: /auth_session_(user|membership) \(/, why: "one person’s sign-ins, which end after twelve hours" },
  { complaint: /news_unseen \(user_id=\?/, why: "what one person was told in two months and has not looked at" },
  { complaint: /task_open \(organisation_id=\?\)/, why: "what is to be done now" },
  { complaint: /clarification_open \(organisation_id=\?\)/, why: "what is doubted and not answered" },
  {
    complaint: /SCAN \w+ USING COVERING INDEX sqlite_autoindex_second_keying_open/,
    why: "what is drawn and not settled",
  },
  { complaint: /assessment_waiting \(closes_on>\?/, why: "questionnaires whose window is open" },
  { complaint: /assessment_after \(closes_on>\? AND closes_on<\?\)/, why: "the last questionnaires of twelve months" },
  { complaint: /session_day \(local_day=\?\)/, why: "the sessions of one day" },
  { complaint: /run_open \(organisation_id=\?\)/, why: "the runs that go on" },
  {
    complaint: /family_open_checked \(organisation_id=\?\)/,
    of: /"c"\."id" as "checkId"/,
    why: "the checks of the families that are open at once",
  },
  {
    complaint:
      /(saved_search_at|idempotency_at|news_at|auth_session_expires|verification_expires|sign_in_attempt_tried) \(/,
    why: "what a job removes: what has expired since it went off before",
  },
  {
    complaint: /referral_(made|received|from|to) \((from|to)_organisation_id=\?/,
    of: /count\(\*\) as "n" from "family_lock" cross join "referral"/,
    why: "the page has a limit; what has none begins with the families that one worker knows in private",
  },
  {
    complaint: /audit_shown \(at>\? AND at<\?\)/,
    of: /^insert or ignore into family_shown/,
    why: "the lists between two instants that the job has just counted: fifty",
  },
];

/** Does a statement look for rows? One that only adds some is answered by what it brings. */
export const isRead = (sql: string): boolean => /^\s*(select|update|delete|with|insert\b[\s\S]*\bselect)\b/i.test(sql);

/** Does it leave out the rows before a page, which it counts one by one? */
export const skips = (sql: string): boolean => /\boffset\b/i.test(sql);

/** What is wrong with how a statement is answered and is not allowed. */
export const notAllowed = (raw: Database.Database, schema: Schema, sql: string): string[] =>
  complaintsAbout(raw, schema, sql).filter(
    (complaint) => !ALLOWED.some((one) => one.complaint.test(complaint) && (one.of?.test(sql) ?? true)),
  );
