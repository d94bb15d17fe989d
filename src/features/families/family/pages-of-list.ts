type Link = { number: number; href: string; current: boolean } | { ellipsis: true };

/** Parameters of the pagination under a list, or null when all of it fits on one page. */
export function pagination(count: number, pageSize: number, current: number, hrefOf: (page: number) => string) {
  const last = Math.ceil(count / pageSize);
  if (last <= 1) return null;
  const near = Array.from({ length: last }, (_, at) => at + 1).filter(
    (number) => number === 1 || number === last || Math.abs(number - current) <= 1,
  );
  const items = near.flatMap((number, at): Link[] => {
    const link = { number, href: hrefOf(number), current: number === current };
    return at > 0 && number - near[at - 1]! > 1 ? [{ ellipsis: true }, link] : [link];
  });
  return {
    items,
    previous: current > 1 ? { href: hrefOf(current - 1) } : undefined,
    next: current < last ? { href: hrefOf(current + 1) } : undefined,
  };
}
