import { z } from "zod";
import { ok, type Result } from "../../../domain/result.ts";
import { type FormProblem, parseForm, version } from "../../../forms/form.ts";
import type { Goal, GoalWords } from "../referral/carried.ts";
import { goalLines } from "../referral/carried-page.ts";
import { listGoals, recordGoals } from "../referral/carried-queries.ts";
import { goalFields, goalQuestions, goalsTyped, goalValues } from "../referral/goals-form.ts";
import type { DraftPage } from "./draft-page.ts";

type There = { goals: Goal[] };
type Typed = { version: number; goals: GoalWords[] };

const schema = z.object({ version, ...goalFields });

function parseGoals(data: FormData): Result<Typed, FormProblem> {
  const read = parseForm(schema, data);
  return read.ok ? ok({ version: read.value.version, goals: goalsTyped(read.value) }) : read;
}

/** Goals in the family's own words, up to three; none when they are to be agreed at the first meeting. */
export const goalsTask: DraftPage<There, Typed> = {
  task: "goals",
  view: "@referrals/draft/goals",
  read: async ({ db, referral }) => ({ goals: await listGoals(db, referral.id) }),
  values: ({ goals }) => goalValues(goals),
  standing: ({ goals }) => goalLines(goals),
  parse: parseGoals,
  model: (_, form) => ({ goals: goalQuestions(form) }),
  tells: "nobody",
  writes: ({ goals }, _, { db, actor, referral, at, newId }) =>
    recordGoals(
      db,
      referral.id,
      goals.map((goal) => ({ ...goal, id: newId() })),
      { by: actor.userId, at },
    ),
};
