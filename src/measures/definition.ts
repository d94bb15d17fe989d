import { z } from "zod";
import { informant, kebab, provenance, reference, terminologyCode, words } from "./fact.ts";
import { type AnswerSet, answerSet, item, itemNumber, openQuestion } from "./item.ts";
import { licence } from "./licence.ts";
import { occasion } from "./occasions.ts";
import { scale } from "./scale.ts";

const days = z.int().min(0).max(400);

/** A printed form of the measure: the same items may be asked about another period. */
const form = z.strictObject({
  id: kebab,
  title: words,
  /** The period asked about; 0 days is "now". */
  recall: z.strictObject({ words, days, ...provenance }),
  smallestInterval: z.strictObject({ days, ...provenance }),
});

/** Two forms that may be compared, in this order of time. */
const pair = z.strictObject({ first: kebab, second: kebab, caveat: words.optional(), ...provenance });

const shared = {
  $schema: z.string().optional(),
  id: kebab,
  version: z.string().regex(/^[1-9]\d*\.\d+$/, 'must be "edition.revision", such as "1.0"'),
  title: words,
  acronym: words,
  standardised: z.boolean(),
  /** On, so that plans offer it, until an administrator says otherwise (docs/rules/burden.md). */
  active: z.boolean(),
  /** Measures of one series are one questionnaire for different ages of child: a plan asks a child the one made for its age. */
  series: kebab.optional(),
  /** When a plan asks it unless the plan says otherwise. Left out: before, after and at follow-up. */
  occasions: z.array(occasion).min(1).optional(),
  about: z.enum(["child", "carer"]),
  informants: z.strictObject({ codes: z.array(informant).min(1), ...provenance }),
  ages: z
    .strictObject({
      of: z.enum(["child", "informant"]),
      from: z.int().min(0),
      to: z.int().max(120).nullable(),
      ...provenance,
    })
    .optional(),
  minutes: z.strictObject({ value: z.number().positive(), ...provenance }),
  forms: z.array(form).min(1),
  pairs: z.array(pair).min(1),
  bandSystems: z.array(z.strictObject({ id: kebab, title: words, default: z.boolean().default(false) })).default([]),
  licence,
  codes: z.array(terminologyCode).default([]),
  notes: z.array(z.strictObject({ text: words, ...provenance })).default([]),
  references: z.record(z.string(), reference),
};

const asked = {
  answerSets: z.record(kebab, answerSet),
  items: z.array(item).min(1),
  scales: z.array(scale).min(1),
};

const questionnaire = z.strictObject({
  kind: z.literal("questionnaire"),
  ...shared,
  ...asked,
  /** Only where the measure is not standardised. */
  openQuestions: z.array(openQuestion).min(1).optional(),
  /**
   * Our own questions on what was offered, told to evaluators in a table of their own. The item named is also asked once of a carer
   * who declines an offer. At most one measure has this.
   */
  offerFeedback: z.strictObject({ askedOnDeclining: itemNumber }).optional(),
});

/** Only totals, typed from the owner's own scored form: neither its items nor its key stand here. */
const totals = z.strictObject({
  kind: z.literal("totals"),
  ...shared,
  answerSets: z.record(kebab, answerSet).default({}),
  items: z.array(item).max(0).default([]),
  scales: z.array(scale).min(1),
});

/** Each item is a goal in the family's own words; change is the mean over goals rated both times. */
const goals = z.strictObject({
  kind: z.literal("goals"),
  ...shared,
  ...asked,
  meanChange: z.strictObject({ points: z.number().positive(), ...provenance }),
});

/** The behaviours ticked at the child's check, each rated again; never totalled (docs/rules/people-and-words.md). */
const recount = z.strictObject({
  kind: z.literal("recount"),
  ...shared,
  answerSets: z.record(kebab, answerSet),
  items: z.array(item).max(0).default([]),
  scales: z.array(scale).max(0).default([]),
  ratings: z
    .array(
      z.strictObject({
        id: kebab,
        title: words,
        answers: kebab,
        direction: z.enum(["higher-is-worse", "higher-is-better"]),
        notKnown: z.boolean(),
      }),
    )
    .min(1),
});

/** The format of measures/<id>.json; measures/measure.schema.json is made from it. */
export const definitionSchema = z.discriminatedUnion("kind", [questionnaire, goals, recount, totals]);

export type Definition = z.infer<typeof definitionSchema>;
export type GoalsDefinition = z.infer<typeof goals>;
export type RecountDefinition = z.infer<typeof recount>;
export type TotalsDefinition = z.infer<typeof totals>;
export type Form = z.infer<typeof form>;
export type Pair = z.infer<typeof pair>;

/** The answer set of this id, if the definition has one. */
export const answerSetOf = (definition: Definition, id: string): AnswerSet | undefined =>
  Object.hasOwn(definition.answerSets, id) ? definition.answerSets[id] : undefined;

/** "2.1" is edition 2, revision 1: only the edition says whether two scores may be compared (docs/rules/scores.md). */
export const editionOf = (version: string): string => version.slice(0, version.indexOf("."));

/** The form's items in order. Items that name no form stand on every one. */
export const itemsOnForm = (definition: Definition, formId: string) =>
  definition.items.filter((one) => !one.forms || one.forms.includes(formId));

/** A question answered in words. `item` is what its answer is kept under: its "words" keeps it out of every view for evaluation. */
export type AskedInWords = { item: string; topic: string; ask: string };

/** The questions of a measure that are answered in words: only our own have any. */
export const askedInWords = (definition: Definition): AskedInWords[] =>
  definition.kind === "questionnaire"
    ? (definition.openQuestions ?? []).map(({ id, topic, ask }) => ({ item: `${id}:words`, topic, ask }))
    : [];
