import { longDay } from "../../../src/domain/calendar.ts";
import { familyReference } from "../../../src/features/families/family/family-reference.ts";
import { referenceFrom } from "../../../src/features/referrals/referral/reference.ts";
import { toldIds, toldTokens } from "../chance.ts";
import { fictionalMobile } from "../households.ts";
import { nameInCopy } from "./copy-names.ts";
import { dayText, monthAndYear, type Token } from "./tokens.ts";

/** Who is who in one copy: people at work, organisations and programmes, by what they are called in the unit. */
export type Cast = ReadonlyMap<string, string>;

/** One copy of a unit: so many days before (or, when negative, after) the told ones. Copy 0 is the unit as it was told. */
export type Copy = { number: number; shift: number; cast: Cast };

const DAY = 86_400_000;
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");

/**
 * The id that a told id has in a copy: its time is moved with the rest, so that ids go on sorting by when they were made; of what
 * was random in it 32 bits are mixed with the number of the copy, so that no two copies have one in common.
 */
export function idInCopy(id: string, { number, shift }: Copy): string {
  if (number === 0 && shift === 0) return id;
  const time = hex(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) - shift * DAY, 12);
  const random = (Number.parseInt(id.slice(24, 32), 16) ^ Math.imul(number, 0x9e3779b1)) >>> 0;
  return `${time.slice(0, 8)}-${time.slice(8)}${id.slice(13, 24)}${hex(random, 8)}${id.slice(32)}`;
}

const LETTERS = "ABDEFGHJLNPQRSTUWXYZ";

function postcodeInCopy(text: string, number: number): string {
  const letters = LETTERS[number % LETTERS.length]! + LETTERS[Math.floor(number / LETTERS.length) % LETTERS.length]!;
  const area = 1 + ((Number(text[2]) + number) % 9);
  return `QX${area}${text.slice(3, -2)}${letters}`;
}

/** References that are given out once, as the app makes them; those of the told families are theirs. */
function references(taken: Set<string>) {
  const once = (make: () => string): string => {
    for (;;) {
      const made = make();
      if (taken.has(made)) continue;
      taken.add(made);
      return made;
    }
  };
  const newId = toldIds(() => 0, 11);
  const newToken = toldTokens(12);
  return {
    ofFamily: () => once(() => familyReference(newId())),
    ofReferral: () => once(() => referenceFrom(newToken())),
  };
}

/** Gives what each token of a unit is in a copy of it. Made once for one database: it knows which references are taken. */
export function tokensInCopies(told: readonly Token[]) {
  const taken = told.flatMap((token) => (token.kind.endsWith("-reference") && "text" in token ? [token.text] : []));
  const { ofFamily, ofReferral } = references(new Set(taken));
  const inCopy = (token: Token, copy: Copy, before: readonly string[]): string => {
    const moved = (day: number) => dayText(day - copy.shift);
    switch (token.kind) {
      case "id":
        return idInCopy(token.text, copy);
      case "instant":
        return new Date(token.at - copy.shift * DAY).toISOString();
      case "day":
        return moved(token.day);
      case "long-day":
        return longDay(moved(token.day));
      case "month":
        return monthAndYear(moved(token.day));
      case "word":
        return copy.cast.get(token.text) ?? token.text;
      case "initial":
        return [...before[token.of]!][0]!.toUpperCase();
      case "mobile":
        return fictionalMobile(token.number + 37 * copy.number).replace(" ", token.gap);
      case "postcode":
        return copy.number === 0 ? token.text : postcodeInCopy(token.text, copy.number);
      case "family-reference":
        return copy.number === 0 ? token.text : ofFamily();
      case "referral-reference":
        return copy.number === 0 ? token.text : ofReferral();
      default:
        return copy.number === 0 ? token.text : nameInCopy(token, copy.number);
    }
  };
  return (tokens: readonly Token[], copy: Copy): string[] => {
    const texts: string[] = [];
    for (const token of tokens) texts.push(inCopy(token, copy, texts));
    return texts;
  };
}
