import type { Measure } from "./measure.ts";
import { type KeptSheet, person } from "./questionnaire-response.ts";
import type { CodeableConcept, Observation } from "./resources.ts";
import { bandsSystem, codings, SYSTEMS, scalesSystem } from "./terms.ts";

/** One scale's score as it is kept, with the sentences of provenance that its page shows. */
export type KeptScore = {
  id: string;
  scale: string;
  version: string;
  scorerVersion: string;
  value: number | null;
  reason: string | null;
  /** Why there is none, in words. */
  reasonSaid: string | null;
  /** "conduct 7 = 6.67 rounded, 3 of 5 answered, SDQ 1.0". */
  provenance: string;
  bands: readonly { system: string; name: string; status: "verified" | "unverified" }[];
  at: string;
};

/** Our reason, and the standard's "unknown" beside it for those who read only its codes. */
const whyNone = ({ reason, reasonSaid }: KeptScore): CodeableConcept => ({
  coding: [
    { system: SYSTEMS.noScore, code: reason ?? "not-answered" },
    { system: SYSTEMS.dataAbsentReason, code: "unknown", display: "Unknown" },
  ],
  ...(reasonSaid === null ? {} : { text: reasonSaid }),
});

/** The bands of every system that the measure has; text marks a band whose table nobody has checked. */
const interpretations = (measure: Measure, { bands }: KeptScore): CodeableConcept[] =>
  bands.map(({ system, name, status }) => ({
    coding: [{ system: bandsSystem(measure.id, system), code: name.replaceAll(" ", "-") }],
    text: status === "verified" ? name : `${name} (not verified)`,
  }));

const valueOrWhyNone = (score: KeptScore) =>
  score.value === null
    ? { dataAbsentReason: whyNone(score) }
    : { valueQuantity: { value: score.value, unit: "score", system: SYSTEMS.ucum, code: "{score}" } };

/**
 * The FHIR R4 `Observation` of one scale: its value, or why there is none (never a zero), its bands and what it was made
 * from. No reference range: the bands of a measure are not one.
 */
export function observationOf(measure: Measure, sheet: KeptSheet, score: KeptScore): Observation {
  const scale = measure.scales.find(({ id }) => id === score.scale);
  const title = `${measure.acronym} ${scale?.title ?? score.scale}`;
  const interpretation = interpretations(measure, score);
  return {
    resourceType: "Observation",
    id: score.id,
    status: sheet.isCorrection ? "amended" : "final",
    category: [{ coding: [{ system: SYSTEMS.category, code: "survey", display: "Survey" }] }],
    code: {
      coding: [...codings(scale?.codes ?? []), { system: scalesSystem(measure.id), code: score.scale, display: title }],
      text: title,
    },
    subject: person(sheet.aboutId, "Patient"),
    effectiveDateTime: sheet.completedOn,
    issued: score.at,
    ...valueOrWhyNone(score),
    ...(interpretation.length > 0 ? { interpretation } : {}),
    note: [{ text: score.provenance }],
    method: { text: `${measure.acronym} ${score.version}, scorer ${score.scorerVersion}` },
    derivedFrom: [{ reference: `urn:uuid:${sheet.id}`, type: "QuestionnaireResponse" }],
  };
}
