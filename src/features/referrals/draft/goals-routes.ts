import { z } from "zod";
import { ok, type Result } from "../../../domain/result.ts";
import { field, select } from "../../../forms/field.ts";
import { choice, type FormProblem, optionalText, parseForm, version } from "../../../forms/form.ts";
import { type Goal, type GoalWords, shortLabelOf } from "../referral/carried.ts";
import { goalLines } from "../referral/carried-page.ts";
import { listGoals, recordGoals } from "../referral/carried-queries.ts";
import { WHOSE, type Whose } from "../referral/words.ts";
import type { DraftPage } from "./draft-page.ts";

type There = { goals: Goal[] };
type Typed = { version: number; goals: GoalWords[] };

const NUMBERS = [1, 2, 3] as const;
const words = optionalText("A goal", 300);
const whose = choice(WHOSE, "Select whose goal it is").default("carer");
const schema = z.object({
  version,
  words1: words,
  whose1: whose,
  words2: words,
  whose2: whose,
  words3: words,
  whose3: whose,
});

function parseGoals(data: FormData): Result<Typed, FormProblem> {
  const read = parseForm(schema, data);
  if (!read.ok) return read;
  const goals = NUMBERS.flatMap((number) => {
    const said = read.value[`words${number}`];
    return said === null ? [] : [{ words: said, shortLabel: shortLabelOf(said), whose: read.value[`whose${number}`] }];
  });
  return ok({ version: read.value.version, goals });
}

const valuesOf = (goals: readonly { words: string; whose: Whose }[]) =>
  Object.fromEntries(
    NUMBERS.flatMap((number) => [
      [`words${number}`, goals[number - 1]?.words ?? ""],
      [`whose${number}`, goals[number - 1]?.whose ?? "carer"],
    ]),
  );

/** Goals in the family's own words, up to three; none when they are to be agreed at the first meeting. */
export const goalsTask: DraftPage<There, Typed> = {
  task: "goals",
  view: "@referrals/draft/goals",
  read: async ({ db, referral }) => ({ goals: await listGoals(db, referral.id) }),
  values: ({ goals }) => valuesOf(goals),
  standing: ({ goals }) => goalLines(goals),
  parse: parseGoals,
  model: (_, form) => ({
    goals: NUMBERS.map((number) => ({
      number,
      words: field(`words${number}`, form),
      whose: select(`whose${number}`, WHOSE, form),
    })),
  }),
  writes: ({ goals }, _, { db, actor, referral, at, newId }) =>
    recordGoals(
      db,
      referral.id,
      goals.map((goal) => ({ ...goal, id: newId() })),
      { by: actor.userId, at },
    ),
};
