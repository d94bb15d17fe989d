import type { Temporal } from "temporal-polyfill";
import { addressOf, countWords, type Page, pageLinks } from "../../../domain/paging.ts";
import { CONCERN_SOURCES, type Concern, kindSaid } from "../concern/concern.ts";
import type { ShownConcerns } from "../concern/concern-queries.ts";
import { dueSaid } from "../concern/concern-words.ts";
import { concernPaths } from "../paths.ts";
import { stateTag } from "./concern-page.ts";

/** The list of concerns: open ones by when they are due, or closed ones. */
export function concernsPage(found: Page<Concern>, count: number, show: ShownConcerns, now: Temporal.Instant) {
  return {
    title: { open: "Concerns", unacknowledged: "Concerns that nobody looks at", closed: "Closed concerns" }[show],
    count: countWords(count, "concern", "concerns"),
    tabs: [
      { text: "Open", href: concernPaths.list, active: show === "open" },
      { text: "Nobody looks at", href: concernPaths.unacknowledged, active: show === "unacknowledged" },
      { text: "Closed", href: concernPaths.closed, active: show === "closed" },
      { text: "Who is on duty", href: concernPaths.duty, active: false },
    ],
    rows: found.rows.map((concern) => [
      { text: `${kindSaid(concern.kind)}: ${concern.aboutName}`, href: concernPaths.show(concern.id) },
      { text: concern.familyReference },
      { text: CONCERN_SOURCES[concern.source] },
      { text: dueSaid(concern.dueAt, now) },
      { text: concern.forUserName ?? "Nobody yet" },
      { tag: stateTag(concern, now) },
    ]),
    empty: {
      open: "No open concerns.",
      unacknowledged: "Somebody looks at every open concern.",
      closed: "No concern has been closed yet.",
    }[show],
    ...pageLinks(found, (place) => addressOf(concernPaths.list, { show, ...place })),
  };
}
