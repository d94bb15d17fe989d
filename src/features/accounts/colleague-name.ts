const pairs = (letters: string, latin: string): [string, string][] =>
  [...letters].map((letter, at) => [letter, latin[at]!]);

/** What looks like a Latin letter, by that letter (Unicode TS 39, 4), for the scripts that names here are mostly in. */
const LOOKS_LIKE = new Map([
  ...pairs("аеорсухіѕјһкмтнв", "aeopcyxlsjhkmthb"),
  ...pairs("αβεηικμνορτυχζ", "abehlkmnoptyxz"),
  ...pairs("1i|0łøđ", "lllolod"),
]);

/** A name as it looks: without case, accents, spaces, marks, and what can't be seen. */
const looks = (name: string): string =>
  [...name.normalize("NFKD").toLowerCase()]
    .filter((one) => /[\p{L}\p{N}|]/u.test(one) && !/\p{Default_Ignorable_Code_Point}/u.test(one))
    .map((one) => LOOKS_LIKE.get(one) ?? one)
    .join("");

/** Could one of these names be taken for the other, in a list or a history? A name of marks alone is compared as it is. */
export function isLikeName(one: string, other: string): boolean {
  const [first, second] = [looks(one), looks(other)];
  return first === "" || second === "" ? one === other : first === second;
}

/** Why somebody can't be called this among the people they work with; null when they can. */
export const colleagueNameProblem = (name: string, colleagues: readonly string[]): string | null =>
  colleagues.some((colleague) => isLikeName(name, colleague))
    ? "Somebody in your organisation has this name already. Add what tells you apart, such as a middle name"
    : null;
