/** Rows on one page of a list. */
export const PAGE_SIZE = 50;

/** What a row is found again by in the order of its list: the values that order it, its id last. */
export type Key = readonly string[];

/** Where a page stands: at the start of its list (null), behind a row, before one, or where the list ends. */
export type Place = { after: Key } | { before: Key } | "end" | null;

/** As the address of a page says it; what is none of ours is taken for the start. */
export type PlaceAsked = { after?: string | undefined; before?: string | undefined };

const BETWEEN = "~";
const END = "end";

const keyText = (key: Key): string => key.join(BETWEEN);

/** The place that an address names. `parts` is of how many values a key of this list is made. */
export function placeOf({ after, before }: PlaceAsked, parts: number): Place {
  if (before === END) return "end";
  const key = (after ?? before ?? "").split(BETWEEN);
  if (key.length !== parts || key.includes("")) return null;
  return after === undefined ? { before: key } : { after: key };
}

/** How a page is read: rows behind a key (or from the list's first), backwards from its last, and at most how many. */
export type Walk = { from: Key | null; backwards: boolean; most: number };

/** A page, with what the addresses of those beside it say; undefined where there is none. */
export type Page<Row> = { rows: Row[]; previous: PlaceAsked | undefined; next: PlaceAsked | undefined };

/**
 * One page of a list that is found by its order and not by counting: as fast at its end as at its start, and a page that
 * somebody keeps shows the same rows when others came before them. `read` gives the rows of a walk in the order it walks.
 */
export async function pageOf<Row>(
  place: Place,
  keyOf: (row: Row) => Key,
  read: (walk: Walk) => Promise<Row[]>,
  size = PAGE_SIZE,
): Promise<Page<Row>> {
  const isBackwards = place === "end" || (place !== null && "before" in place);
  const found = await read({ from: keyIn(place), backwards: isBackwards, most: size + 1 });
  const hasMore = found.length > size;
  // Who comes back to the start sees it whole; behind what is gone stands the end.
  if (place !== null && place !== "end" && isBackwards && !hasMore) return pageOf(null, keyOf, read, size);
  if (place !== null && place !== "end" && found.length === 0) return pageOf("end", keyOf, read, size);
  const rows = isBackwards ? found.slice(0, size).reverse() : found.slice(0, size);
  const [first, last] = [rows[0], rows.at(-1)];
  const hasPrevious = isBackwards ? hasMore : place !== null;
  const hasNext = isBackwards ? place !== "end" : hasMore;
  return {
    rows,
    previous: first && hasPrevious ? { before: keyText(keyOf(first)) } : undefined,
    next: last && hasNext ? { after: keyText(keyOf(last)) } : undefined,
  };
}

const keyIn = (place: Place): Key | null =>
  place === null || place === "end" ? null : "after" in place ? place.after : place.before;

const compared = (a: Key, b: Key): number => {
  const at = a.findIndex((value, place) => value !== b[place]);
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1;
};

/** A page of rows that are all at hand, in the order of their keys. */
export function pageAmong<Row>(
  rows: readonly Row[],
  place: Place,
  keyOf: (row: Row) => Key,
  size = PAGE_SIZE,
): Promise<Page<Row>> {
  const read = async ({ from, backwards, most }: Walk) => {
    const isBehind = (row: Row) => compared(keyOf(row), from!) > 0 !== backwards;
    const walked = backwards ? rows.toReversed() : rows;
    return walked.filter((row) => from === null || (compared(keyOf(row), from) !== 0 && isBehind(row))).slice(0, most);
  };
  return pageOf(place, keyOf, read, size);
}

type Link = { href: string; text?: string };

/** The links under a list, for the pagination component, or null where all of it is on one page. */
export function pageLinks(
  { previous, next }: Pick<Page<unknown>, "previous" | "next">,
  href: (place: PlaceAsked) => string,
): { previous?: Link; next?: Link } | null {
  if (!previous && !next) return null;
  return { ...(previous && { previous: { href: href(previous) } }), ...(next && { next: { href: href(next) } }) };
}

/** An address with these parameters, those without a value left out. */
export function addressOf(path: string, parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => Boolean(pair[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** Where counting stops: nobody reads further than that, and a list grows for years. */
export const COUNTED_TO = 1000;

/** "1 family", "12 families", "More than 1,000 families". */
export function countWords(count: number, one: string, many: string): string {
  if (count > COUNTED_TO) return `More than ${COUNTED_TO.toLocaleString("en-GB")} ${many}`;
  return count === 1 ? `1 ${one}` : `${count} ${many}`;
}
