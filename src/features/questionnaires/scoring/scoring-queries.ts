import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db, Deps, Write } from "../../../deps.ts";
import { ageOn, instantText } from "../../../domain/calendar.ts";
import {
  type Definition,
  editionOf,
  SCORER_VERSION,
  type ScaleScore,
  scoreResponse,
  scoreTotals,
} from "../../../measures/index.ts";
import { answersByNumber } from "../assessment/answer-numbers.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { inputsHash, sha256 } from "../assessment/fingerprint.ts";
import type { KeyedSheet } from "../assessment/keyed.ts";
import { totalsIn } from "../assessment/typed-totals.ts";

type Outside = Pick<Deps, "db" | "newId">;

const numbersOf = (sheet: Pick<KeyedSheet, "answers">) =>
  answersByNumber(sheet.answers.map(({ item, value }) => [item, value]));

/**
 * The scores of a sheet: typed totals are their own. A goal that the family does not have is no scale of theirs; a recount
 * has none to work out.
 */
export function scoresFor(
  definition: Definition,
  assessment: Pick<Assessment, "aboutBirthOn" | "informantRole" | "form">,
  sheet: Pick<KeyedSheet, "answers" | "asked" | "completedOn">,
): ScaleScore[] {
  const { aboutBirthOn, informantRole, form } = assessment;
  const ageYears = aboutBirthOn === null ? undefined : ageOn(aboutBirthOn, sheet.completedOn);
  const about = { informant: informantRole, ageYears };
  const totals = totalsIn(sheet.answers.map(({ item, value }) => [item, value]));
  if (totals.size > 0) return scoreTotals(definition, form, totals, about).scores;
  if (definition.kind === "recount" || definition.kind === "totals") return [];
  const { scores } = scoreResponse(definition, form, numbersOf(sheet), about);
  if (definition.kind !== "goals") return scores;
  const asked = (id: string) =>
    definition.scales.find((one) => one.id === id)?.items.every((item) => sheet.asked.includes(String(item)));
  return scores.filter(({ scale }) => asked(scale));
}

/** The definition as it was used, kept once: what a score was made by can be read for ever. */
export async function insertVersion(db: Db, at: Temporal.Instant, definition: Definition): Promise<Write> {
  const text = JSON.stringify(definition);
  return db
    .insertInto("measure_version")
    .values({
      measure_id: definition.id,
      edition: Number(editionOf(definition.version)),
      revision: revisionOf(definition.version),
      hash: await sha256(text),
      definition: text,
      at: instantText(at),
    })
    .onConflict((conflict) => conflict.doNothing());
}

export const revisionOf = (version: string): number => Number(version.slice(version.indexOf(".") + 1));

/** A score as its row keeps it, without what made it. */
export const scoreRow = (score: ScaleScore) => ({
  scale: score.scale,
  value: score.kind === "scored" ? score.value : null,
  raw: score.kind === "scored" ? score.raw : null,
  reason: score.kind === "scored" ? null : score.reason,
  answered: score.answered,
  items: score.items,
  prorated: score.kind === "scored" && score.prorated ? "yes" : "no",
  bands: score.kind === "scored" ? score.bands : [],
});

/** A row a scale, with what made it: edition, revision, scorer, and a fingerprint of the inputs (docs/rules/scores.md). */
export async function insertScores(
  { db, newId }: Outside,
  at: Temporal.Instant,
  definition: Definition,
  sheet: KeyedSheet,
  scores: readonly ScaleScore[],
): Promise<Write> {
  const hash = await inputsHash(sheet.answers, definition.version, SCORER_VERSION);
  const rows = JSON.stringify(scores.map((score) => ({ id: newId(), ...scoreRow(score) })));
  const insert = sql`insert into score (id, response_id, measure_id, edition, revision, scale, value, raw, reason,
      answered, items, prorated, bands, scorer_version, inputs_hash, at)
    select j.value ->> '$.id', ${sheet.responseId}, ${definition.id}, ${Number(editionOf(definition.version))},
      ${revisionOf(definition.version)}, j.value ->> '$.scale', j.value ->> '$.value', j.value ->> '$.raw',
      j.value ->> '$.reason', j.value ->> '$.answered', j.value ->> '$.items', j.value ->> '$.prorated',
      j.value -> '$.bands', ${SCORER_VERSION}, ${hash}, ${instantText(at)}
    from json_each(${rows}) as j`;
  return { compile: () => insert.compile(db) };
}
