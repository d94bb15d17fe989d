import type { Temporal } from "temporal-polyfill";
import { type Concern, isOverdue, isWaiting, kindSaid } from "../concern/concern.ts";
import { dueSaid } from "../concern/concern-words.ts";
import { WHYS, type Why } from "../concern/telling.ts";
import { concernPaths } from "../paths.ts";

type Shown = Pick<Concern, "id" | "kind" | "aboutName" | "summary" | "state" | "dueAt"> & { why?: Why | null };

const TOLD_OF: Readonly<Record<Why, string>> = {
  ...WHYS,
  recorded: "You recorded it",
  duty: "You are on duty",
  "opened-again": "You opened it again",
};

function stateSaid({ state, dueAt, why }: Shown, now: Temporal.Instant): string {
  if (!isWaiting({ state })) return "Somebody looks at it. It is not closed yet";
  const late = isOverdue({ state, dueAt }, now) ? ". The time is over" : "";
  return `${why ? `${TOLD_OF[why]}: say` : "Say"} that you look at it ${dueSaid(dueAt, now)}${late}`;
}

/**
 * The one loud thing of a page: what somebody must look at, each with by when, led to by its link (`@concerns/_look`). It names whom it is about,
 * or, on a page about that person, what was said.
 */
export const lookPanel = (
  concerns: readonly Shown[],
  now: Temporal.Instant,
  named: "aboutName" | "summary" = "aboutName",
) =>
  concerns.map((one) => ({
    text: `${kindSaid(one.kind)}: ${one[named]}`,
    href: concernPaths.show(one.id),
    said: stateSaid(one, now),
    isLate: isOverdue(one, now),
  }));

export type LookPanel = ReturnType<typeof lookPanel>;
