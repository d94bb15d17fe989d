/**
 * Control characters (Unicode Cc) but for the tab and the line ends of a text of several lines, and what turns the direction
 * of what follows: a text with it reads otherwise than it is kept (Unicode TR36, 3.5).
 */
const NEVER = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069]/u;

/** Besides those: ends of lines, and the marks that give a whole line its direction. */
const NEVER_IN_A_LINE = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/u;

const LINE_END = /[\n\r\u2028\u2029]/;

/** What may come along unseen at either end of a text that was pasted. */
const EDGE = /[\s\u200b\u200e\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069]/;

/** A letter, number, mark of punctuation or symbol that has a shape: Unicode calls some letters ignorable, and U+2800 is blank. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

export type Lines = "one" | "many";

/** Without what can't be seen at its two ends; in one line a tab is a space. Otherwise as it was typed. */
export function trimmed(typed: string, lines: Lines): string {
  let [from, to] = [0, typed.length];
  // Character by character, since a pattern for the end would begin anew at each of a thousand spaces.
  while (from < to && EDGE.test(typed[from]!)) from++;
  while (to > from && EDGE.test(typed[to - 1]!)) to--;
  const text = typed.slice(from, to);
  return lines === "one" ? text.replaceAll("\t", " ") : text;
}

const MOST_SHOWN = 20;

/** Where it stands, as somebody can find it who does not see it. */
function place(text: string, at: number): string {
  const before = text.slice(0, at).replaceAll(/\s+/g, " ").trim();
  const shown = before.length > MOST_SHOWN ? `…${before.slice(-MOST_SHOWN)}` : before;
  return VISIBLE.test(shown) ? `after “${shown}”` : "at its beginning";
}

/**
 * Why a text can't be kept, as the end of a sentence about it; null when it can. Something of it must be seen, and none of it
 * may break the line it is shown in or turn the words round (ASVS 2.2.1). What joins or parts letters within a word may stay.
 */
export function writtenProblem(text: string, lines: Lines): string | null {
  const found = (lines === "one" ? NEVER_IN_A_LINE : NEVER).exec(text);
  if (found && LINE_END.test(found[0])) return "must be on one line";
  if (found)
    return `has a character that can’t be seen and can’t be stored, ${place(text, found.index)}. Type that part again`;
  return VISIBLE.test(text) ? null : "must have at least one character that can be seen";
}
