type Fact = { source: readonly string[]; status: "verified" | "unverified"; note?: string | undefined };
type References = Readonly<Record<string, { text: string; url?: string | undefined; read: boolean }>>;

/** The mark beside everything that rests on a fact that nobody has checked against its source. */
export const markOf = ({ status }: Pick<Fact, "status">): string => (status === "verified" ? "" : " (not verified)");

/** A row of a summary list: the fact in words, its mark, its note, and the ids of its sources. */
export const factRow = (key: string, text: string, fact: Fact) => ({
  key: { text: key },
  value: { lines: [`${text}${markOf(fact)}`, ...(fact.note ? [fact.note] : []), `Source: ${fact.source.join(", ")}`] },
});

export const plainRow = (key: string, lines: readonly string[]) => ({ key: { text: key }, value: { lines } });

/** "scales[0].bands[1]" with the ids of what stands there: "scales, total, bands, four-band". */
export function pathSaid(definition: unknown, path: string): string {
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  let here: unknown = definition;
  return steps
    .map((step) => {
      here = typeof here === "object" && here !== null ? (here as Record<string, unknown>)[step] : undefined;
      return /^\d+$/.test(step) ? nameOf(here, Number(step)) : step;
    })
    .join(", ");
}

function nameOf(value: unknown, at: number): string {
  const one = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const name = one.id ?? one.system ?? one.number ?? one.first ?? one.kind;
  return name === undefined ? `${at + 1}` : String(name);
}

/** What each source is, and whether it was read. */
export const sourceRows = (references: References) =>
  Object.entries(references).map(([id, { text, url, read }]) => [
    { text: id },
    { text: url ? `${text} ${url}` : text },
    { text: read ? "Read" : "Remembered, not read" },
  ]);
