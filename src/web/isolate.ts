/** Letters written from right to left (Hebrew, Arabic, Syriac, Thaana, N'Ko and what was added to them). */
const RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}";
/** What may stand between two words of one name or sentence. A comma, a colon, a bracket or a line end begins another. */
const WITHIN = `${RTL}\\p{M}\\p{N} \\u00a0.!?%/'’\\-‐–\\u200c\\u200d`;
const HAS_RTL = new RegExp(`[${RTL}]`, "u");
const RUN = new RegExp(`[${RTL}](?:(?:[${WITHIN}]|&#39;|&quot;)*[${RTL}])?\\p{M}*`, "gu");
/** What does not speak against a text being all of one direction: such letters, and what the escaping of a mark is written with. */
const NEUTRAL = new RegExp(`[${RTL}]|&(?:#39|quot|amp|lt|gt);`, "gu");
/** The same letters as halves of UTF-16, found many times faster: what it finds may be of another script, and is looked at again. */
const MAY_BE_RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\ud802\ud803\ud83a\ud83b]/g;

/** Elements in which nothing is isolated: they show their text as it was typed, or none. */
const AS_TYPED = new Set(["textarea", "script", "style"]);
/** Elements that hold text alone: characters that nobody sees isolate there (Unicode FSI and PDI). */
const TEXT_ALONE = new Set(["option", "title", "text", "desc", "tspan"]);

/** Where an element begins or ends in which text is not marked by an element: the only tags that are looked at by themselves. */
const SPECIAL = new RegExp(`<(/?)(${[...AS_TYPED, ...TEXT_ALONE, "bdi"].join("|")})(?![a-z0-9-])[^>]*>`, "g");

const inElement = (text: string) => `<bdi>${text}</bdi>`;
const inText = (text: string) => `\u2068${text}\u2069`;

function isolated(text: string, mark: (run: string) => string): string {
  if (!HAS_RTL.test(text)) return text;
  if (/[\p{L}\p{N}]/u.test(text.replace(NEUTRAL, ""))) return text.replace(RUN, mark);
  const inner = text.trim();
  const from = text.indexOf(inner);
  return text.slice(0, from) + mark(inner) + text.slice(from + inner.length);
}

/** The first place from `from` on where such a letter may stand, or -1. */
function mayBeRtlFrom(html: string, from: number): number {
  MAY_BE_RTL.lastIndex = from;
  return MAY_BE_RTL.exec(html)?.index ?? -1;
}

/** The texts among the tags of a part of a page: tags hold no ">" of their own, and texts no "<", since both are escaped. */
function isolatedIn(part: string, mark: (run: string) => string): string {
  let made = "";
  let from = 0;
  for (let at = mayBeRtlFrom(part, 0); at !== -1; at = mayBeRtlFrom(part, from)) {
    const start = Math.max(from, part.lastIndexOf(">", at) + 1);
    const inTag = part.indexOf("<", start);
    const isTag = inTag !== -1 && inTag < at;
    const found = isTag ? part.indexOf(">", at) : inTag;
    const end = found === -1 ? part.length : found;
    made += part.slice(from, start) + (isTag ? part.slice(start, end) : isolated(part.slice(start, end), mark));
    from = end;
  }
  return made + part.slice(from);
}

/**
 * Isolates each piece of right-to-left text in a page from what stands beside it: a name or an initial in Arabic script
 * otherwise changes places with the age, the comma or the name after it (W3C, "Inline markup and bidirectional text"). A text
 * that is all of such letters, as somebody's own words, is one piece.
 */
export function isolateNames(html: string): string {
  if (mayBeRtlFrom(html, 0) === -1) return html;
  const open: string[] = [];
  let made = "";
  let from = 0;
  const upTo = (end: number) => {
    const part = html.slice(from, end);
    const asItStands = open.some((name) => AS_TYPED.has(name) || name === "bdi");
    made += asItStands ? part : isolatedIn(part, open.length > 0 ? inText : inElement);
    from = end;
  };
  for (const { 0: tag, 1: slash, 2: name, index } of html.matchAll(SPECIAL)) {
    upTo(index);
    if (slash === "") open.push(name!.toLowerCase());
    else open.splice(open.lastIndexOf(name!.toLowerCase()), 1);
    made += tag;
    from = index + tag.length;
  }
  upTo(html.length);
  return made;
}
