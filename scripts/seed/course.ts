import { type Definition, measureById } from "../../src/measures/index.ts";
import { type Keyed, oneScale, phq9, sdq } from "./answering.ts";
import { type Chance, chance } from "./chance.ts";
import type { Household } from "./households.ts";

/** How things are for one person at one moment, as totals that answers will add up to. */
type State = {
  difficulties: number;
  efficacy: number;
  wellbeing: number;
  depression: number;
  anxiety: number;
  goals: readonly number[];
  /** By how many steps each behaviour is rarer than at the check. */
  calmer: number;
};

/** One person's way from before to after. Nothing here is a score: it says what they will answer. */
export type Course = {
  before: State;
  after: State;
  /** The ninth answer of PHQ-9 by occasion ("T1", "S3"); 0 where nothing is said. */
  risk: Readonly<Record<string, number>>;
};

const within = (value: number, lowest: number, highest: number): number =>
  Math.min(highest, Math.max(lowest, Math.round(value)));

type Shape = { mean: number; spread: number; gain: number; gainSpread: number; lowest: number; highest: number };

/** Told means and spreads, near those of published evaluations of such programmes. Improvement is positive. */
const DIFFICULTIES: Shape = { mean: 18.5, spread: 4.8, gain: 2.6, gainSpread: 3.8, lowest: 4, highest: 36 };
const DEPRESSION: Shape = { mean: 13, spread: 4.2, gain: 3.8, gainSpread: 4, lowest: 2, highest: 25 };
const ANXIETY: Shape = { mean: 11, spread: 3.5, gain: 3, gainSpread: 3.4, lowest: 1, highest: 20 };

function falling(shape: Shape, severity: number, better: number): [before: number, after: number] {
  const before = within(shape.mean + shape.spread * severity, shape.lowest, shape.highest);
  return [before, within(before - shape.gain - shape.gainSpread * better, shape.lowest - 2, shape.highest)];
}

/** How it goes for one person: how hard it is, how much better it gets; both also show in what else they answer. */
export function courseOf(number: number, told: Partial<Course> = {}): Course {
  const from = chance(7000 + number);
  const [severity, better] = [from.bell(), from.bell()];
  const near = (weight: number, of: number) => weight * of + Math.sqrt(1 - weight * weight) * from.bell();
  const [difficulties, difficultiesAfter] = falling(DIFFICULTIES, severity, better);
  const [depression, depressionAfter] = falling(DEPRESSION, near(0.6, severity), near(0.7, better));
  const [anxiety, anxietyAfter] = falling(ANXIETY, near(0.6, severity), near(0.7, better));
  const efficacy = within(15 - 3.4 * near(0.4, severity), 6, 23);
  const wellbeing = within(21 - 3.2 * near(0.6, severity), 11, 31);
  const goals = [1, 2, 3].map(() => from.whole(0, 4));
  return {
    before: { difficulties, efficacy, wellbeing, depression, anxiety, goals, calmer: 0 },
    after: {
      difficulties: difficultiesAfter,
      efficacy: within(efficacy + 1.7 + 2.8 * near(0.5, better), 5, 25),
      wellbeing: within(wellbeing + 1.4 + 2.4 * near(0.5, better), 9, 34),
      depression: Math.max(0, depressionAfter),
      anxiety: Math.max(0, anxietyAfter),
      goals: goals.map((goal) => within(goal + 2.6 + 1.8 * near(0.6, better), 0, 10)),
      calmer: within(1 + 0.9 * better, -1, 3),
    },
    risk: {},
    ...told,
  };
}

/** How far on somebody is: 0 before, 1 after; sessions lie between. */
export function progressAt(timepoint: string, sessions: number): number {
  if (timepoint === "T1") return 0;
  return timepoint.startsWith("S") ? Number(timepoint.slice(1)) / (sessions + 1) : 1;
}

const between = (one: number, other: number, share: number) => one + (other - one) * share;

export type Asked = { measureId: string; form: string; timepoint: string; goals: number; told: Household };

const definitionOf = (id: string): Definition => {
  const definition = measureById(id);
  if (!definition) throw new Error(`No measure ${id}`);
  return definition;
};

/** What this person answers to one form on one occasion. */
export function answersTo(asked: Asked, { before, after, risk }: Course, sessions: number): Keyed {
  const { measureId, form, timepoint, told } = asked;
  const share = progressAt(timepoint, sessions);
  // The occasion changes the noise, never how a person's trouble is made up.
  const from = chance(
    told.number * 131 + timepoint.charCodeAt(0) * 17 + Number(timepoint.slice(1)) * 29 + measureId.length,
  );
  const weigh = chance(told.number * 31 + measureId.length);
  const noise = timepoint.startsWith("S") ? 1.1 * from.bell() : 0;
  const now = (name: "difficulties" | "efficacy" | "wellbeing" | "depression" | "anxiety") =>
    Math.round(between(before[name], after[name], share) + noise);
  const definition = definitionOf(measureId);
  if (measureId === "behaviour-recount") return recount(told, before, after, share, from);
  if (measureId === "gbo") return ratings(asked.goals, before, after, share);
  if (measureId === "phq-9") {
    const ninth = risk[timepoint] ?? 0;
    return phq9(definition, within(now("depression"), ninth, 27), ninth, from, weigh);
  }
  if (measureId === "gad-7") return oneScale(definition, "total", within(now("anxiety"), 0, 21), from, weigh);
  if (measureId === "swemwbs") return oneScale(definition, "raw", now("wellbeing"), from, weigh);
  if (measureId === "bpses") return oneScale(definition, "total", now("efficacy"), from, weigh);
  const total = now("difficulties");
  const improvedBy = form === "follow-up" ? before.difficulties - total : null;
  return sdq(
    definition,
    form,
    { total, prosocial: within(9 - total / 8 + 0.8 * from.bell(), 1, 10), improvedBy },
    from,
    weigh,
  );
}

const ratings = (goals: number, before: State, after: State, share: number): Keyed =>
  Object.fromEntries(
    Array.from({ length: goals }, (_, at) => [
      `i-${at + 1}`,
      String(Math.round(between(before.goals[at] ?? 2, after.goals[at] ?? 4, share))),
    ]),
  );

function recount({ behaviours }: Household, before: State, after: State, share: number, from: Chance): Keyed {
  const calmer = between(before.calmer, after.calmer, share);
  const rows = Object.entries(behaviours).map(([code, { howOften, challenge }]) => {
    const often = within(Number(howOften) - calmer + 0.4 * from.bell(), 0, 6);
    return { code, often, hard: within(Number(challenge) - 0.6 * calmer + 0.3 * from.bell(), often === 0 ? 0 : 1, 3) };
  });
  return Object.fromEntries(
    rows.flatMap(({ code, often, hard }) => [
      [`i-${code}-how-often`, String(often)],
      [`i-${code}-challenge`, String(hard)],
    ]),
  );
}
