import type { Temporal } from "temporal-polyfill";
import type { Db, Deps, Write } from "../../../deps.ts";
import { type Definition, type RiskAnswer, riskOf } from "../../../measures/index.ts";
import { BEHAVIOUR_CODES, type BehaviourItem, concernsRaisedBy } from "../../behaviour/index.ts";
import { concernsKnownOf, type Known, raiseConcern, recordCorrection } from "../../concerns/index.ts";
import { answersByNumber } from "../assessment/answer-numbers.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { DECLINED, type KeyedSheet, NOT_APPLICABLE } from "../assessment/keyed.ts";

type Sheet = ReadonlyMap<string, string>;

/** What somebody must look at because of an answer sheet: of risk answers one concern, of a recount one of a kind, as of a check. */
export type SheetConcern = { kind: string; summary: string; items: string[]; isUrgent: boolean };

const RISK = "risk-answer";
const RISK_WORSE = "risk-answer-worse";

const answeredSaid = ({ item, topic, answer }: RiskAnswer): string => `item ${item} (${topic}) was answered ${answer}`;

/** The risk answers that nobody was told of yet: a correction that leaves one as it was raises nothing twice. */
function risksOf(definition: Definition, after: Sheet, before: Sheet): SheetConcern[] {
  const known = answersByNumber(before);
  const risks = riskOf(definition, answersByNumber(after)).filter(({ item, answer }) => {
    const told = known.get(item);
    return typeof told !== "number" || told < answer;
  });
  if (risks.length === 0) return [];
  const summary = `${definition.acronym}: ${risks.map(answeredSaid).join(", ")}`;
  const isUrgent = risks.some((risk) => risk.isUrgent);
  return [{ kind: RISK, summary, items: risks.map(({ item }) => String(item)), isUrgent }];
}

const isGiven = (value: string | undefined): value is string =>
  value !== undefined && value !== DECLINED && value !== NOT_APPLICABLE;

/** The behaviours of a recount as a check has them. One that the carer preferred not to speak of is none. */
function behavioursOf(sheet: Sheet): BehaviourItem[] {
  return BEHAVIOUR_CODES.flatMap((behaviour) => {
    const [howOften, challenge] = [sheet.get(`${behaviour}:how-often`), sheet.get(`${behaviour}:challenge`)];
    if (!isGiven(howOften) && !isGiven(challenge)) return [];
    const rated = {
      howOften: (isGiven(howOften) ? howOften : null) as BehaviourItem["howOften"],
      challenge: (isGiven(challenge) ? challenge : null) as BehaviourItem["challenge"],
    };
    return [{ behaviour, ...rated, injured: null, weapon: null, afraid: null }];
  });
}

/**
 * What an answer sheet raises that the one it corrects did not. A rule of risk hangs on the fact, not on the form: what a behaviour check raises a
 * recount raises too (docs/rules/concerns.md).
 */
export function concernsOfSheet(definition: Definition, after: Sheet, before: Sheet = new Map()): SheetConcern[] {
  if (definition.kind !== "recount") return risksOf(definition, after, before);
  const known = new Set(concernsRaisedBy(behavioursOf(before)).map(({ kind }) => kind));
  return concernsRaisedBy(behavioursOf(after))
    .filter(({ kind }) => !known.has(kind))
    .map(({ kind, summary }) => ({ kind, summary: `${definition.acronym}: ${summary}`, items: [], isUrgent: false }));
}

const WITHOUT_CODE: Readonly<Record<string, string>> = {
  [DECLINED]: "they preferred not to answer",
  [NOT_APPLICABLE]: "it does not apply",
};

const nowSaid = (sheet: Sheet, item: string): string => {
  const value = sheet.get(item) ?? "";
  return `item ${item}: ${WITHOUT_CODE[value] ?? (value === "" ? "not answered" : `answered ${value}`)}`;
};

/** What a corrected sheet says of a concern that the one before it raised. */
export function saysNow(definition: Definition, after: Sheet, { kind, items }: Pick<Known, "kind" | "items">) {
  if (definition.kind === "recount") {
    const now = concernsRaisedBy(behavioursOf(after)).find((one) => one.kind === kind);
    return { still: now !== undefined, said: now?.summary ?? "This is not reported any more" };
  }
  const risks = riskOf(definition, answersByNumber(after)).map(({ item }) => String(item));
  return {
    still: items.some((item) => risks.includes(item)),
    said: items.map((item) => nowSaid(after, item)).join(", "),
  };
}

const earlierSheets = async (db: Db, assessmentId: string): Promise<string[]> => {
  const serves = db.selectFrom("response_assessment").where("assessment_id", "=", assessmentId).select("response_id");
  return (await serves.execute()).map(({ response_id }) => response_id);
};

/**
 * The writes by which an answer sheet has somebody look at it, due by the most urgent of its answers, whatever else was left blank. It goes to
 * today's duty person of the organisation that delivers. A correction says besides what is answered now.
 */
export async function raiseForSheet(
  { db, newId }: Pick<Deps, "db" | "newId">,
  { by, at }: { by: string; at: Temporal.Instant },
  definition: Definition,
  assessment: Assessment,
  sheet: KeyedSheet,
): Promise<Write[]> {
  const after = new Map(sheet.answers.map(({ item, value }) => [item, value]));
  const fresh = concernsOfSheet(definition, after, sheet.replaces?.answers);
  const earlier = sheet.replaces ? await concernsKnownOf(db, "answer", await earlierSheets(db, assessment.id)) : [];
  const isWorse = sheet.replaces?.responseId === sheet.responseId && earlier.some(({ kind }) => kind === RISK);
  const about = {
    familyId: assessment.familyId,
    aboutId: assessment.aboutId,
    organisationId: assessment.organisationId,
  };
  const raised = await Promise.all(
    fresh.map(({ kind, ...one }) =>
      raiseConcern(db, {
        id: newId(),
        ...about,
        ...one,
        kind: isWorse && kind === RISK ? RISK_WORSE : kind,
        source: "answer",
        sourceId: sheet.responseId,
        named: "duty",
        at,
        by,
      }),
    ),
  );
  const reason = sheet.replaces?.reason ?? "";
  const corrected = earlier.map((known) =>
    recordCorrection(
      db,
      { by, at },
      { concernId: known.id, recordId: newId(), reason, ...saysNow(definition, after, known) },
    ),
  );
  return [...raised.flat(), ...corrected];
}
