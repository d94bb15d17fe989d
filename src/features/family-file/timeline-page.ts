import type { Day } from "../../domain/calendar.ts";
import { familyFrame, familyPaths, pagination } from "../families/index.ts";
import { entriesOf, timelineItem } from "./entries-page.ts";
import { alertsOf } from "./file-page.ts";
import type { FamilyFile } from "./file-queries.ts";
import { ENTRY_KINDS, type EntryKind } from "./timeline.ts";

const PAGE_SIZE = 50;
type Filter = { show?: EntryKind; page: number };

const address = (familyId: string, { show, page }: Filter): string => {
  const asked = [show && `show=${show}`, page > 1 && `page=${page}`].filter(Boolean).join("&");
  return `${familyPaths.timeline(familyId)}${asked === "" ? "" : `?${asked}`}`;
};

/** Everything that happened, newest first, all of it or one kind. */
export function timelinePage(file: FamilyFile, filter: Filter, today: Day) {
  const { family } = file;
  const all = entriesOf(file);
  const entries = filter.show ? all.filter((entry) => entry.kind === filter.show) : all;
  const kinds = (Object.keys(ENTRY_KINDS) as EntryKind[]).filter((kind) => all.some((entry) => entry.kind === kind));
  return {
    ...familyFrame(family, today, "timeline", alertsOf(file, today)),
    title: "Timeline",
    filters: [
      { text: "Everything", href: address(family.id, { page: 1 }), active: filter.show === undefined },
      ...kinds.map((kind) => ({
        text: ENTRY_KINDS[kind],
        href: address(family.id, { show: kind, page: 1 }),
        active: filter.show === kind,
      })),
    ],
    counted: `${entries.length} ${entries.length === 1 ? "entry" : "entries"}`,
    items: entries.slice((filter.page - 1) * PAGE_SIZE, filter.page * PAGE_SIZE).map(timelineItem),
    pagination: pagination(entries.length, PAGE_SIZE, filter.page, (page) => address(family.id, { ...filter, page })),
  };
}
