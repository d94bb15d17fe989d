/** Letters written from right to left (Hebrew, Arabic, Syriac, Thaana, N'Ko and what was added to them). */
const RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}";
/** What may stand between two words of one name or sentence. A comma, a colon, a bracket or a line end begins another. */
const WITHIN = `${RTL}\\p{M}\\p{N} \\u00a0.!?%/'’\\-‐–\\u200c\\u200d`;
const HAS_RTL = new RegExp(`[${RTL}]`, "u");
const RUN = new RegExp(`[${RTL}](?:(?:[${WITHIN}]|&#39;|&quot;)*[${RTL}])?\\p{M}*`, "gu");
/** What does not speak against a text being all of one direction: such letters, and what the escaping of a mark is written with. */
const NEUTRAL = new RegExp(`[${RTL}]|&(?:#39|quot|amp|lt|gt);`, "gu");
const PIECES = /<[^>]*>|[^<]+/g;
const NAME = /^<(\/?)([a-z][a-z0-9-]*)/i;

/** Elements in which nothing is isolated: they show their text as it was typed, or none. */
const AS_TYPED = new Set(["textarea", "script", "style"]);
/** Elements that hold text alone: characters that nobody sees isolate there (Unicode FSI and PDI). */
const TEXT_ALONE = new Set(["option", "title", "text", "desc", "tspan"]);

const inElement = (text: string) => `<bdi>${text}</bdi>`;
const inText = (text: string) => `\u2068${text}\u2069`;

function isolated(text: string, mark: (run: string) => string): string {
  if (!HAS_RTL.test(text)) return text;
  if (/[\p{L}\p{N}]/u.test(text.replace(NEUTRAL, ""))) return text.replace(RUN, mark);
  const inner = text.trim();
  const from = text.indexOf(inner);
  return text.slice(0, from) + mark(inner) + text.slice(from + inner.length);
}

/**
 * Isolates each piece of right-to-left text in a page from what stands beside it: a name or an initial in Arabic script
 * otherwise changes places with the age, the comma or the name after it (W3C, "Inline markup and bidirectional text"). A text
 * that is all of such letters, as somebody's own words, is one piece.
 */
export function isolateNames(html: string): string {
  if (!HAS_RTL.test(html)) return html;
  const open: string[] = [];
  return html.replace(PIECES, (piece) => {
    const tag = NAME.exec(piece);
    if (tag) {
      const name = tag[2]!.toLowerCase();
      if (!AS_TYPED.has(name) && !TEXT_ALONE.has(name) && name !== "bdi") return piece;
      if (tag[1] === "") open.push(name);
      else open.splice(open.lastIndexOf(name), 1);
      return piece;
    }
    if (piece.startsWith("<") || open.some((name) => AS_TYPED.has(name) || name === "bdi")) return piece;
    return isolated(piece, open.length > 0 ? inText : inElement);
  });
}
