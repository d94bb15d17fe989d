const LONGEST_QUOTE = 60;

/** Text from a file made safe for a terminal: control and invisible characters are shown as their number. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

/** A value as typed, in quotes, cut where it is very long: for saying what is wrong with it. */
export function quoted(text: string): string {
  const cut = text.length > LONGEST_QUOTE ? `${[...text.slice(0, LONGEST_QUOTE)].slice(0, -1).join("")}…` : text;
  return `"${printable(cut)}"`;
}
