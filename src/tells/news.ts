import { longInstant } from "../domain/calendar.ts";
import { wordsOf } from "./telling.ts";

/** A line of what somebody is told: who did what, when, and for whom the reader stands in. */
export type NewsLine = { text: string; when: string; for: string | undefined };

type Told = { verb: string; at: string; byName: string; forName: string | null };

/** What was told, the newest first; what was told twice in the same words by the same person stands once, with its last time. */
export const newsLines = (news: readonly Told[]): NewsLine[] =>
  [
    ...new Map(
      news
        .map(newsLine)
        .reverse()
        .map((line) => [`${line.text} ${line.for}`, line]),
    ).values(),
  ].reverse();

/** One thing that was told, in words: "Ann Lee accepted the referral". */
const newsLine = ({ verb, at, byName, forName }: Told): NewsLine => ({
  text: `${byName} ${wordsOf(verb)}`,
  when: longInstant(at),
  for: forName ?? undefined,
});
