import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { answerSetOf, type Definition, itemsOnForm, measureById } from "../../../measures/index.ts";
import { BEHAVIOURS } from "../../behaviour/index.ts";
import { type Concern, listConcernsOf } from "../../concerns/index.ts";
import type { AskingStop } from "../../families/index.ts";
import {
  answersOf,
  goalLabels,
  type Happened,
  historyOf,
  type Sheet,
  scoresOf,
  sheetsOf,
} from "../assessment/answer-queries.ts";
import { type Assessment, byOccasion, type StoredScore } from "../assessment/assessment.ts";
import { listOfEnrolment } from "../assessment/assessment-queries.ts";
import type { Question } from "../assessment/keyed.ts";
import { totalQuestions, totalsIn } from "../assessment/typed-totals.ts";
import { changesAmong, type MeasureChange } from "../change/change-queries.ts";
import { type Answered, answeredAmong } from "../change/score-sheet-queries.ts";
import type { Drawn } from "../doubts/second-keying.ts";
import { type Check, checksOf, findDrawn } from "../doubts/second-keying-queries.ts";
import { type MadeAgainPair, madeAgainOf } from "../scoring/made-again-queries.ts";
import { goalQuestions, itemQuestions, recountQuestions } from "../sheet/questions.ts";
import { stopsOf } from "../sheet/sheet-queries.ts";

/** What the page of one assessment shows. */
export type Shown = {
  assessment: Assessment;
  definition: Definition;
  questions: readonly Question[];
  answers: ReadonlyMap<string, string>;
  scores: readonly StoredScore[];
  /** Its scores that were made again, each beside the one before it, the newest first. */
  madeAgain: readonly MadeAgainPair[];
  goalTitles: ReadonlyMap<string, string>;
  change: MeasureChange | undefined;
  /** The same measure on every occasion that was answered, for its picture. */
  answered: readonly Answered[];
  history: readonly Happened[];
  sheets: readonly Sheet[];
  concerns: readonly Concern[];
  next: { id: string; acronym: string } | undefined;
  /** The day on which the same was filled in the time before. */
  previousOn: Day | null;
  /** What stands against asking it, while it still waits to be asked. */
  stops: readonly AskingStop[];
  /** The draw of its first keying, and what was found where two keyings differ; null where it was not drawn. */
  secondKeying: { drawn: Drawn; checks: readonly Check[] } | null;
};

/** Everything that the page of one assessment shows. Undefined when its measure is in no registry here. */
export async function readShown(db: Db, actor: Actor, assessment: Assessment, today: Day): Promise<Shown | undefined> {
  const definition = measureById(assessment.measureId);
  if (!definition) return undefined;
  const live = assessment.responseId === null ? [] : [assessment.responseId];
  const [all, scores, madeAgain, answers, labels, history, sheets] = await Promise.all([
    listOfEnrolment(db, actor, assessment.enrolmentId),
    scoresOf(db, live),
    madeAgainOf(db, live),
    answersOf(db, live),
    goalLabels(db, assessment.referralId),
    historyOf(db, assessment.id),
    sheetsOf(db, assessment.id),
  ]);
  const sheet = answers.get(assessment.responseId ?? "") ?? new Map<string, string>();
  const same = all.filter((one) => one.measureId === assessment.measureId && one.aboutId === assessment.aboutId);
  const changes = assessment.state === "done" ? await changesAmong(db, same) : [];
  return {
    assessment,
    definition,
    questions: questionsShown(definition, assessment, sheet, labels),
    answers: sheet,
    scores,
    madeAgain,
    goalTitles: new Map([...labels].map(([number, label]) => [`goal-${number}`, label])),
    change: changes.find(({ second }) => second.id === assessment.id),
    answered: await answeredAmong(
      db,
      same.filter(({ informantId }) => informantId === assessment.informantId),
    ),
    history,
    sheets,
    concerns: await concernsOf(
      db,
      actor,
      sheets.map(({ id }) => id),
    ),
    next: nextOf(all, assessment),
    previousOn: previousOf(same, assessment),
    stops: isToAsk(assessment) ? await stopsOf(db, assessment, today) : [],
    secondKeying: await secondKeyingOf(db, actor, assessment),
  };
}

const isToAsk = ({ state }: Assessment): boolean => state === "scheduled" || state === "open";

async function secondKeyingOf(db: Db, actor: Actor, { responseId }: Assessment): Promise<Shown["secondKeying"]> {
  const drawn = responseId === null ? undefined : await findDrawn(db, responseId, actor.userId);
  return drawn ? { drawn, checks: await checksOf(db, drawn.responseId) } : null;
}

const concernsOf = (db: Db, actor: Actor, responseIds: string[]) =>
  responseIds.length === 0 ? [] : listConcernsOf(db, actor, "answer", responseIds);

/** The questions that a kept sheet answers: of goals and behaviours, those that it holds. */
function questionsShown(
  definition: Definition,
  { form }: Assessment,
  sheet: ReadonlyMap<string, string>,
  labels: ReadonlyMap<number, string>,
): Question[] {
  if (totalsIn(sheet).size > 0) return totalQuestions(definition);
  if (definition.kind === "questionnaire") return itemQuestions(itemsOnForm(definition, form), definition.answerSets);
  if (definition.kind === "totals") return [];
  if (definition.kind === "goals") {
    const goals = [...labels].map(([number, words]) => ({ number, words }));
    const rated = goals.filter(({ number }) => sheet.has(String(number)));
    return goalQuestions(rated, answerSetOf(definition, definition.items[0]?.answers ?? ""));
  }
  const said: Record<string, string> = BEHAVIOURS;
  const codes = new Set([...sheet.keys()].map((item) => item.split(":")[0] ?? ""));
  const behaviours = Object.keys(said).filter((code) => codes.has(code));
  return recountQuestions(
    behaviours.map((code) => ({ code, said: wordsOf(code, said[code] ?? code, sheet) })),
    definition.ratings,
    definition.answerSets,
  );
}

const wordsOf = (code: string, said: string, sheet: ReadonlyMap<string, string>): string => {
  const words = sheet.get(`${code}:words`);
  return words ? `${said} (${words})` : said;
};

const previousOf = (same: readonly Assessment[], { timepoint, informantId }: Assessment): Day | null =>
  same.findLast(
    (one) => one.informantId === informantId && one.completedOn !== null && byOccasion(one.timepoint, timepoint) < 0,
  )?.completedOn ?? null;

/** What else the same person is asked on the same occasion and has not answered: keyed next, from the same pile of paper. */
function nextOf(all: readonly Assessment[], assessment: Assessment): Shown["next"] {
  const waiting = all.find(
    ({ id, packId, state, askedWith }) =>
      id !== assessment.id && !askedWith && packId === assessment.packId && (state === "scheduled" || state === "open"),
  );
  return waiting && { id: waiting.id, acronym: measureById(waiting.measureId)?.acronym ?? waiting.measureId };
}
