/** Rows on one page of a list. */
export const PAGE_SIZE = 50;

type PageLink = { href: string } | undefined;

/** The links from one page of a list to those beside it. */
export function pageLinks(
  total: number,
  page: number,
  href: (page: number) => string,
): { previous: PageLink; next: PageLink } {
  const last = Math.max(1, Math.ceil(total / PAGE_SIZE));
  return {
    previous: page > 1 ? { href: href(page - 1) } : undefined,
    next: page < last ? { href: href(page + 1) } : undefined,
  };
}
