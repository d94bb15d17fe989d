/** What another person, or the same person twice, did first. Answered 409 (or, for a repeat, with the first answer). */
export class Conflict extends Error {
  readonly kind: "stale" | "taken" | "duplicate" | "append-only" | "cancelled" | "refused";
  readonly what: string;

  constructor(kind: Conflict["kind"], what: string) {
    super(`${kind}: ${what}`);
    this.name = "Conflict";
    this.kind = kind;
    this.what = what;
  }
}

/** The database could not keep what it was given. Answered 503: nothing was saved, nothing is half-saved. */
export class Unavailable extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "Unavailable";
  }
}

const OURS = /\b(stale|taken|append-only|cancelled): ([a-z_]+)/;
const UNIQUE = /UNIQUE constraint failed: (?:index '([a-z_]+)'|([a-z_.,\s]+))/;
const UNABLE =
  /SQLITE_(?:IOERR|FULL|BUSY|CANTOPEN|READONLY|CORRUPT|NOTADB|LOCKED|NOMEM)|disk I\/O error|database or disk is full|database is locked|Network connection lost|D1 DB|storage operation exceeded|unable to open/i;

/**
 * Names what a refused write means. A trigger's own word ("stale: referral") or the constraint that lost the race gives
 * a Conflict; a database that can't write gives Unavailable; anything else is a bug and is passed on unchanged.
 */
export function asConflict(error: unknown): Error {
  if (error instanceof Conflict || error instanceof Unavailable) return error;
  const code = (error as { code?: string })?.code ?? "";
  const message =
    error instanceof Error ? `${error.message} ${String((error.cause as Error)?.message ?? "")}` : String(error);
  const ours = OURS.exec(message);
  if (ours) return new Conflict(ours[1] as Conflict["kind"], ours[2]!);
  const unique = UNIQUE.exec(message);
  if (unique) return new Conflict("duplicate", (unique[1] ?? unique[2] ?? "").trim().replace(/[\s:]+SQLITE.*$/, ""));
  if (/CHECK constraint failed|FOREIGN KEY constraint failed|NOT NULL constraint failed/.test(message))
    return new Conflict("refused", message);
  if (UNABLE.test(code) || UNABLE.test(message)) return new Unavailable(error);
  return error instanceof Error ? error : new Error(message);
}
