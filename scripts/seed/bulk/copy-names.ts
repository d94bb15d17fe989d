import { chance } from "../chance.ts";
import { BACKGROUNDS, type Background } from "../names.ts";
import type { Token } from "./tokens.ts";

const BEGINNINGS =
  "Ash Birk Black Brad Brook Burn Cald Clay Cold Cross Dal Den East Elm Fair Fern Gar Green Hal Harl Hart Hazel High Hol Kel Lang Lind Long Mar Mill Moor Nor Oak Pen Rad Rav Red Rush Sal Shel Stan Sut Thorn Wal Wat West Whit Wood".split(
    " ",
  );
const ENDINGS =
  "bourne bury by cliffe combe croft dale den field ford gate ham hurst land ley low man mere more ridge shaw stock ton wald well wick worth".split(
    " ",
  );

/** More family names than a list of real ones holds: a search must tell thousands of families apart. */
const MADE_UP = BEGINNINGS.flatMap((beginning) => ENDINGS.map((ending) => beginning + ending));

const COMMON_SHARE = 0.35;

const backgroundOf = (ethnicity: string): Background =>
  BACKGROUNDS.find((one) => one.ethnicity === ethnicity) ?? BACKGROUNDS[0]!;

/** A number from a text, the same each time. */
function numberOf(text: string): number {
  let number = 0;
  for (const character of text) number = (Math.imul(number, 31) + character.codePointAt(0)!) | 0;
  return number;
}

type Name = Extract<Token, { kind: "given" | "family" }>;

/** What somebody is called in a copy: a name of the same background, the same for everybody who shares it in the unit. */
export function nameInCopy({ kind, text, sex, ethnicity }: Name, copy: number): string {
  const from = chance(Math.imul(copy, 7919) + numberOf(text));
  const background = backgroundOf(ethnicity);
  if (kind === "given") return from.pick(given(background, sex, text));
  const isCommon = background.language !== "en" || from.isSo(COMMON_SHARE);
  return from.pick(isCommon ? background.families : MADE_UP);
}

/** Grown-ups are called as grown-ups are. */
function given({ women, men, girls, boys }: Background, sex: string, told: string): readonly string[] {
  const isChild = BACKGROUNDS.some((one) => one.girls.includes(told) || one.boys.includes(told));
  if (sex === "M") return isChild ? boys : [...men, ...boys.slice(0, 2)];
  return isChild ? girls : [...women, ...girls.slice(0, 2)];
}
