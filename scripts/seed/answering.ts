import { answerSetOf, type Definition, itemsOnForm } from "../../src/measures/index.ts";
import type { Chance } from "./chance.ts";

/** What is keyed: the name of each question's field with its code. */
export type Keyed = Record<string, string>;

const clamped = (value: number, lowest: number, highest: number): number =>
  Math.min(highest, Math.max(lowest, Math.round(value)));

/** Whole numbers from 0 to `highest`, one an item, that add up to the total; items with more weight get more of it. */
export function spread(from: Chance, weights: readonly number[], highest: number, total: number): number[] {
  const given = weights.map(() => 0);
  for (let left = clamped(total, 0, weights.length * highest); left > 0; left -= 1) {
    const open = weights.map((weight, at) => (given[at]! < highest ? weight : 0));
    let point = from.next() * open.reduce((sum, weight) => sum + weight, 0);
    const at = open.findIndex((weight) => {
      point -= weight;
      return weight > 0 && point < 0;
    });
    given[at < 0 ? open.findIndex((weight) => weight > 0) : at]! += 1;
  }
  return given;
}

type Questionnaire = Extract<Definition, { kind: "questionnaire" }>;

/** Codes of a scale's items that add up to `total`; items scored the other way round get the opposite code. */
function answersOfScale(
  definition: Questionnaire,
  id: string,
  total: number,
  from: Chance,
  weigh: Chance,
): Map<number, number> {
  const scale = definition.scales.find((one) => one.id === id);
  if (!scale) throw new Error(`${definition.id} has no scale ${id}`);
  const item = definition.items.find(({ number }) => number === scale.items[0]);
  const codes = (answerSetOf(definition, item?.answers ?? "")?.codes ?? []).map(({ code }) => code);
  const [lowest, highest] = [Math.min(...codes), Math.max(...codes)];
  const weights = scale.items.map(() => 0.4 + weigh.next());
  const points = spread(from, weights, highest - lowest, total - lowest * scale.items.length);
  return new Map(
    scale.items.map((number, at) => [
      number,
      scale.reversed.includes(number) ? highest - points[at]! : lowest + points[at]!,
    ]),
  );
}

const fields = (answers: ReadonlyMap<number, number>): Keyed =>
  Object.fromEntries([...answers].map(([number, code]) => [`i-${number}`, String(code)]));

/** A questionnaire of one scale, answered so that it adds up to the total. `weigh` is the same each time for one person. */
export const oneScale = (definition: Definition, scale: string, total: number, from: Chance, weigh: Chance): Keyed =>
  definition.kind === "questionnaire" ? fields(answersOfScale(definition, scale, total, from, weigh)) : {};

/** PHQ-9 with its ninth answer set: it is never left to chance. */
export function phq9(definition: Definition, total: number, risk: number, from: Chance, weigh: Chance): Keyed {
  const weights = Array.from({ length: 8 }, () => 0.4 + weigh.next());
  const rest = spread(from, weights, 3, total - risk);
  const difficulty = total >= 15 ? 2 : total >= 8 ? 1 : 0;
  const known = new Set(definition.items.map(({ number }) => number));
  const answers = [...rest, risk, difficulty].map((code, at): [number, number] => [at + 1, code]);
  return fields(new Map(answers.filter(([number]) => known.has(number))));
}

const DIFFICULTIES = ["emotional", "conduct", "hyperactivity", "peer"] as const;
const USUAL_SHARES = [0.23, 0.27, 0.31, 0.19] as const;
const MOST_OF_A_SCALE = 10;

/** How much of the difficulties is of which kind: the same each time for one child. */
function sharedOut(total: number, weigh: Chance): number[] {
  const shares = USUAL_SHARES.map((share) => share * (0.7 + 0.6 * weigh.next()));
  const sum = shares.reduce((one, other) => one + other, 0);
  const parts = shares.map((share) => clamped((share / sum) * total, 0, MOST_OF_A_SCALE));
  for (let at = 0; parts.reduce((one, other) => one + other, 0) !== total; at = (at + 1) % parts.length) {
    const missing = total - parts.reduce((one, other) => one + other, 0);
    parts[at] = clamped(parts[at]! + Math.sign(missing), 0, MOST_OF_A_SCALE);
  }
  return parts;
}

/** The questions after the twenty-five: how difficult it is overall, then what it does to daily life. */
function impact(total: number, improvedBy: number | null, from: Chance): [number, number][] {
  const overall = total < 8 ? 0 : total < 15 ? 1 : total < 22 ? 2 : 3;
  const level = () => clamped((total - 9) / 7 + 0.6 * from.bell(), 0, 3);
  const daily = [28, 29, 30, 31, 32, 33].map((number): [number, number] => [number, level()]);
  const after: [number, number][] =
    improvedBy === null
      ? []
      : [
          [34, clamped(2 + improvedBy / 4, 0, 4)],
          [35, clamped(1.6 + 0.7 * from.bell(), 0, 3)],
        ];
  const asked: [number, number][] = overall === 0 ? [] : [[27, clamped(2.6 + 0.5 * from.bell(), 0, 3)], ...daily];
  return [[26, overall], ...asked, ...after];
}

export type Sdq = { total: number; prosocial: number; improvedBy: number | null };

/** The SDQ, answered so that the total difficulties are `total`. */
export function sdq(
  definition: Definition,
  form: string,
  { total, prosocial, improvedBy }: Sdq,
  from: Chance,
  weigh: Chance,
): Keyed {
  if (definition.kind !== "questionnaire") return {};
  const parts = sharedOut(clamped(total, 0, 40), weigh);
  const scales = [
    ...DIFFICULTIES.map((id, at): [string, number] => [id, parts[at]!]),
    ["prosocial", prosocial] as const,
  ];
  const answers = new Map(scales.flatMap(([id, points]) => [...answersOfScale(definition, id, points, from, weigh)]));
  for (const [number, code] of impact(total, improvedBy, from)) answers.set(number, code);
  const onForm = new Set(itemsOnForm(definition, form).map(({ number }) => number));
  return fields(new Map([...answers].filter(([number]) => onForm.has(number))));
}

/** The same answers with some questions left blank. */
export const leavingOut = (keyed: Keyed, items: readonly number[]): Keyed =>
  Object.fromEntries(Object.entries(keyed).filter(([name]) => !items.some((number) => name === `i-${number}`)));
