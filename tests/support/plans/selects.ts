/** A `select` of a statement: what it reads from by the names it gives them, and whether it stops. */
export type Select = {
  /** Tables (or views) by alias. */
  from: ReadonlyMap<string, string>;
  hasLimit: boolean;
  /** `exists (select ...)` stops at the first row. */
  isExists: boolean;
  /** The select in whose FROM this one stands: it stops when that one does. */
  within: Select | null;
};

const TOKEN = /'(?:[^']|'')*'|"([^"]+)"|[a-z_][a-z_0-9]*|[(),]|[^\s]/gi;

const tokensOf = (sql: string): string[] => Array.from(sql.matchAll(TOKEN), (found) => found[1] ?? found[0]);

const KEYWORDS = new Set(
  "where join inner left cross on group order limit offset union having select set values returning from as using".split(
    " ",
  ),
);
const isName = (token: string | undefined): token is string =>
  token !== undefined && /^[a-z_]/i.test(token) && !KEYWORDS.has(token.toLowerCase());

type Open = { select: (Omit<Select, "from"> & { from: Map<string, string>; inFrom: boolean }) | null };

/** Every select of a statement, the outermost first; an update or a delete is one that never stops. */
export function selectsOf(sql: string): Select[] {
  const tokens = tokensOf(sql);
  const found: Select[] = [];
  const stack: Open[] = [{ select: null }];
  tokens.forEach((token, at) => {
    const word = token.toLowerCase();
    const top = stack.at(-1)!;
    if (token === "(") stack.push({ select: null });
    else if (token === ")") stack.pop();
    else if (["select", "update", "delete"].includes(word) && top.select === null) {
      const outer = stack.slice(0, -1).findLast(({ select }) => select !== null)?.select ?? null;
      const before = tokens
        .slice(0, at)
        .findLast((one) => one !== "(")
        ?.toLowerCase();
      top.select = {
        from: new Map(),
        hasLimit: false,
        isExists: before === "exists",
        within: outer?.inFrom || before === "as" ? outer : null,
        inFrom: false,
      };
      found.push(top.select);
      if (word === "update") addSource(top.select.from, tokens, at + 1);
    } else if (top.select) readWord(top.select, tokens, at, word);
  });
  return found;
}

function readWord(select: NonNullable<Open["select"]>, tokens: readonly string[], at: number, word: string) {
  if (word === "limit") select.hasLimit = true;
  if (["where", "order", "group", "having", "limit", "union", "select", "on"].includes(word)) select.inFrom = false;
  if (word === "from" || word === "join" || (word === "," && select.inFrom)) {
    select.inFrom = true;
    addSource(select.from, tokens, at + 1);
  }
}

function addSource(from: Map<string, string>, tokens: readonly string[], at: number) {
  const table = tokens[at];
  if (!isName(table)) return;
  const next = tokens[at + 1]?.toLowerCase() === "as" ? tokens[at + 2] : tokens[at + 1];
  from.set(isName(next) ? next : table, table);
}
