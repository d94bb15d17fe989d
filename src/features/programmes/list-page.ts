import { longDay } from "../../domain/calendar.ts";
import { addressOf, countWords, type Page, pageLinks } from "../../domain/paging.ts";
import { programmePaths } from "./paths.ts";
import { type CatalogueEntry, FORMATS, ROUTES } from "./programme.ts";
import type { CatalogueFilter } from "./programme-queries.ts";

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
export function listPage(found: Page<CatalogueEntry>, total: number, filter: CatalogueFilter, mayWrite: boolean) {
  return {
    title: "Programmes",
    notices: { added: "Starter catalogue added" },
    count: countWords(total, "programme", "programmes"),
    isFiltered: filter.route !== undefined || filter.format !== undefined,
    clearHref: programmePaths.list(),
    routes: options(ROUTES, filter.route, "All routes"),
    formats: options(FORMATS, filter.format, "Groups and one-to-one"),
    rows: found.rows.map(rowOf),
    pages: pageLinks(found, (place) => addressOf(programmePaths.list(), { ...filter, ...place })),
    newHref: mayWrite ? programmePaths.create() : null,
    starterHref: mayWrite ? programmePaths.starter() : null,
  };
}
