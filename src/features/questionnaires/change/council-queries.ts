import type { Db } from "../../../deps.ts";
import { measureById } from "../../../measures/index.ts";
import type { Assessment } from "../assessment/assessment.ts";

/** What a carer lets the council see of their questionnaires. Not asked is not yes (docs/rules/people-and-words.md). */
export type CouncilSees = { scores: boolean; goals: boolean };

const PURPOSES = { scores: "council-sees-scores", goals: "council-sees-goals" } as const;

async function agreed(db: Db, carerId: string, purpose: (typeof PURPOSES)[keyof typeof PURPOSES]): Promise<boolean> {
  const latest = await db
    .selectFrom("agreement")
    .where("person_id", "=", carerId)
    .where("purpose", "=", purpose)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .select("answer")
    .executeTakeFirst();
  return latest?.answer === "given";
}

/**
 * The carer's answer as it is now: the one that every page for the council, and every text that is copied into its record, obeys.
 * Who asks has been shown already that they may see the carer.
 */
export async function councilSees(db: Db, carerId: string): Promise<CouncilSees> {
  const [scores, goals] = await Promise.all([
    agreed(db, carerId, PURPOSES.scores),
    agreed(db, carerId, PURPOSES.goals),
  ]);
  return { scores, goals };
}

/** Of what somebody was asked, what the council may be told. */
export const forCouncil = <A extends Pick<Assessment, "measureId">>(
  assessments: readonly A[],
  sees: CouncilSees,
): A[] => assessments.filter(({ measureId }) => (measureById(measureId)?.kind === "goals" ? sees.goals : sees.scores));
