import { roughLatin } from "./name-scripts.ts";

/**
 * How a name sounds, as its consonants: spellings that people in the UK use for one name fall together (Hussain,
 * Hossein, Husayn; Catherine, Kathryn; Chowdhury, Chaudhry; Ayesha, Aisha; Yusuf, Joseph; Elisabeth, Elizabeth).
 * The order matters: what a letter pair stands for is settled before single letters, and vowels go last.
 */
const RULES: readonly [RegExp, string][] = [
  [/(?<=[aeiou])gh(?![aeiou])/g, ""], // silent: Leigh, Knight
  [/^(?:kn|gn|pn)/, "n"],
  [/^wr/, "r"],
  [/^ps/, "s"],
  [/^x/, "s"],
  [/sch|tsh|sh|sz/g, "s"],
  [/ch(?=[rl])/g, "k"], // Christine, Kristine
  [/t?ch+|cz/g, "1"],
  [/ph/g, "f"],
  [/([kgdbtjrwvsz])h/g, "$1"], // aspirated: Khan, Ghani, Dhillon, Bhatti, Thomas, Jha
  [/ck|q/g, "k"],
  [/x/g, "ks"],
  [/c(?=[eiy])/g, "s"],
  [/c/g, "k"],
  [/dg(?=[eiy])/g, "j"],
  [/g(?=[eiy])/g, "j"], // Geoffrey, Jeffrey; Gita, Geeta
  [/^[yi](?=[aeou])/, "j"], // Yusuf, Joseph; Yasmin, Jasmine
  [/z/g, "s"], // Elisabeth, Elizabeth
  [/v/g, "w"], // Vasim, Wasim
  [/(?<=[aeiou])w(?![aeiou])/g, ""], // Chowdhury, Chaudhry; Shawn, Shaun
  [/(.)\1+/gu, "$1"],
  [/(?<!^)h/g, ""],
  [/^[aeiouy]+/, "a"],
  [/(?<!^)[aeiouy]/g, ""],
];

const LONGEST = 24;

/** The sound key of one folded part of a name, in upper case; "" when it has too few sounds to tell names apart. */
export function soundOf(part: string): string {
  const sound = RULES.reduce((text, [pattern, to]) => text.replace(pattern, to), roughLatin(part)).slice(0, LONGEST);
  return [...sound].length < 2 ? "" : sound.toUpperCase();
}

/**
 * The sound keys to look under for what was typed. Z and J stand for one sound in many Bangladeshi names (Zakir, Jakir),
 * but not in Elizabeth, so both readings are looked for; short names are left alone (John is not Sean).
 */
export function soundsOf(part: string): string[] {
  const readings = part.length < 5 ? [part] : [part, part.replaceAll("z", "j"), part.replaceAll("j", "z")];
  return [...new Set(readings.map(soundOf))].filter((sound) => sound !== "");
}
