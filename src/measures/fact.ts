import { z } from "zod";

/** An id of ours: lower-case words joined by hyphens. */
export const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case words joined by hyphens");

/** One sentence or label of ours. */
export const words = z.string().trim().min(1).max(600);

/**
 * What every fact carries: where it was read (ids of `references`) and whether it was. An unverified fact may be
 * used, but whoever shows a number that rests on it shows that mark too (docs/measures.md).
 */
export const provenance = {
  source: z.array(z.string().min(1)).min(1, "a fact needs a source"),
  status: z.enum(["verified", "unverified"]),
  note: words.optional(),
};

/** A source. `read` is false for what is only remembered: such a source cannot verify anything. */
export const reference = z.strictObject({ text: words, url: z.url().optional(), read: z.boolean() });

/** A code of a public terminology, for exports. */
export const terminologyCode = z.strictObject({
  system: z.enum(["snomed", "loinc"]),
  code: z.string().regex(/^[0-9]+(-[0-9])?$/),
  ...provenance,
});

export const INFORMANTS = ["carer", "young-person", "teacher", "joint"] as const;

/** Who answers. `joint` is a rating agreed between carer and young person (goals only). */
export const informant = z.enum(INFORMANTS);
export type Informant = z.infer<typeof informant>;

export type Provenance = { source: string[]; status: "verified" | "unverified"; note?: string | undefined };
export type Reference = z.infer<typeof reference>;
export type TerminologyCode = z.infer<typeof terminologyCode>;
