import { longDay } from "../../domain/calendar.ts";
import { programmePaths } from "./paths.ts";
import { type CatalogueEntry, FORMATS, ROUTES } from "./programme.ts";
import type { CatalogueFilter } from "./programme-queries.ts";

const PAGE_SIZE = 50;

const options = (wording: Readonly<Record<string, string>>, chosen: string | undefined, all: string) => [
  { value: "", text: all, selected: chosen === undefined },
  ...Object.entries(wording).map(([value, text]) => ({ value, text, selected: value === chosen })),
];

const rowOf = (entry: CatalogueEntry) => [
  { text: entry.name, href: programmePaths.show(entry.id) },
  { text: entry.organisationName },
  { text: ROUTES[entry.route] },
  { text: FORMATS[entry.format] },
  { text: `${entry.childAgeFrom} to ${entry.childAgeTo}` },
  { text: `${entry.evidence.rating} (${entry.evidence.source}, ${longDay(entry.evidence.ratedOn)})` },
];

/** The catalogue by name. A rating is shown with its source and date, and never sorts (docs/rules/people-and-words.md). */
export function listPage(
  entries: readonly CatalogueEntry[],
  total: number,
  filter: CatalogueFilter,
  mayWrite: boolean,
) {
  const chosen = {
    ...(filter.route ? { route: filter.route } : {}),
    ...(filter.format ? { format: filter.format } : {}),
  };
  const address = (page: number) =>
    `${programmePaths.list()}?${new URLSearchParams({ ...chosen, page: String(page) })}`;
  return {
    title: "Programmes",
    notices: { added: "Starter catalogue added" },
    count: total === 1 ? "1 programme" : `${total} programmes`,
    isFiltered: Object.keys(chosen).length > 0,
    clearHref: programmePaths.list(),
    routes: options(ROUTES, filter.route, "All routes"),
    formats: options(FORMATS, filter.format, "Groups and one-to-one"),
    rows: entries.map(rowOf),
    previous: filter.page > 1 ? { href: address(filter.page - 1) } : undefined,
    next: filter.page * PAGE_SIZE < total ? { href: address(filter.page + 1) } : undefined,
    newHref: mayWrite ? programmePaths.create() : null,
    starterHref: mayWrite ? programmePaths.starter() : null,
  };
}
