/** What a token opens: a carer's questions of one occasion. */
export type TokenKind = "pack-link";

/** A token that can be used now. */
export type Token = { id: string; subjectId: string; expiresAt: string; madeBy: string };

/** 32 random bytes in base64url, as the house makes them: 256 bits that nobody guesses (docs/rules/sign-in.md). */
const SHAPE = /^[A-Za-z0-9_-]{43}$/;

export const isTokenShaped = (text: string): boolean => SHAPE.test(text);

/** How a token stands, for those who made it: what it opens is not told by it. */
export type TokenState = "spent" | "revoked" | "expired" | "usable";

/** Spent and revoked are kept whenever they happened; an end that was reached after either says nothing. */
export function tokenState(
  token: { spentAt: string | null; revokedAt: string | null; expiresAt: string },
  now: string,
): TokenState {
  if (token.spentAt !== null) return "spent";
  if (token.revokedAt !== null) return "revoked";
  return token.expiresAt <= now ? "expired" : "usable";
}
