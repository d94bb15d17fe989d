import { z } from "zod";
import { informant, kebab, provenance, terminologyCode, words } from "./fact.ts";
import { answerCode, itemNumber } from "./item.ts";

const points = z.number().min(0).max(10_000);

/**
 * Sum or mean of item points, a table over another scale, or a sum of other scales. `typed`: the total is typed from
 * the owner's scored form, in steps of so much; `sumOf` names the typed totals that it must be the sum of.
 */
const aggregate = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sum") }),
  z.strictObject({ kind: z.literal("mean"), times: z.int().min(1).default(1) }),
  z.strictObject({ kind: z.literal("table"), of: kebab, values: z.array(z.tuple([points, points])).min(2) }),
  z.strictObject({
    kind: z.literal("expression"),
    terms: z.array(z.strictObject({ scale: kebab, times: z.int().min(1).default(1) })).min(1),
  }),
  z.strictObject({
    kind: z.literal("typed"),
    step: z.union([z.literal(1), z.literal(0.1)]),
    sumOf: z.array(kebab).min(2).optional(),
  }),
]);

/** Points given for each answer code where they are not the code itself. */
const recode = z.strictObject({
  items: z.array(itemNumber).min(1),
  points: z.record(z.string().regex(/^\d+$/), z.int().min(0).max(100)),
});

/** A question that settles the scale alone: answered with a closing code, the others are not asked. */
const gate = z.strictObject({
  item: itemNumber,
  closedBy: z.array(answerCode).min(1),
  score: z.int().min(0),
  ...provenance,
});

/** How many items must be answered; prorated means the mean of the answered times the number of items. */
const missing = z.strictObject({ minimumAnswered: z.int().min(1), prorated: z.boolean(), ...provenance });

const band = z.strictObject({ name: words, from: z.number(), to: z.number() });

const bandSet = z.strictObject({
  system: kebab,
  informants: z.array(informant).min(1),
  ages: z.strictObject({ from: z.int().min(0), to: z.int().max(120) }).optional(),
  bands: z.array(band).min(2),
  ...provenance,
});

/** The side that is clinical, with its value: PHQ-9 is `ge 10`. */
const cutOff = z.strictObject({
  id: kebab,
  label: words,
  informants: z.array(informant).min(1),
  clinical: z.enum(["ge", "gt", "le", "lt"]),
  value: z.number(),
  default: z.boolean().default(false),
  ...provenance,
});

const published = z.strictObject({
  kind: z.literal("published"),
  informants: z.array(informant).min(1),
  points: z.number().positive(),
  default: z.boolean().default(false),
  ...provenance,
});

const computed = z.strictObject({
  kind: z.literal("computed"),
  informants: z.array(informant).min(1),
  sd: z.number().positive(),
  r: z.number().min(0).lt(1),
  reliability: z.enum(["alpha", "omega", "test-retest"]),
  default: z.boolean().default(false),
  ...provenance,
});

export const scale = z.strictObject({
  id: kebab,
  title: words,
  items: z.array(itemNumber).default([]),
  reversed: z.array(itemNumber).default([]),
  recode: z.array(recode).default([]),
  gate: gate.optional(),
  aggregate,
  missing: missing.optional(),
  rounding: z.enum(["half-up", "none"]),
  range: z.strictObject({ min: z.number(), max: z.number() }),
  direction: z.enum(["higher-is-worse", "higher-is-better"]),
  ...provenance,
  bands: z.array(bandSet).default([]),
  cutOffs: z.array(cutOff).default([]),
  reliableChange: z.array(z.discriminatedUnion("kind", [published, computed])).default([]),
  minimalImportantDifference: z.strictObject({ points: z.number().positive(), ...provenance }).optional(),
  codes: z.array(terminologyCode).default([]),
});

export type Scale = z.infer<typeof scale>;
export type BandSet = z.infer<typeof bandSet>;
export type CutOff = z.infer<typeof cutOff>;
export type ReliableChangeRecord = Scale["reliableChange"][number];
export type Direction = Scale["direction"];
