import type { TerminologyCode } from "./measure.ts";
import type { Coding, Extension } from "./resources.ts";

const STRUCTURE = "http://hl7.org/fhir/StructureDefinition";

/** Names of ours. They are the same in every installation, so that two can be compared, and they promise no web page. */
export const OURS = "urn:kinstep";

export const SYSTEMS = {
  snomed: "http://snomed.info/sct",
  loinc: "http://loinc.org",
  ucum: "http://unitsofmeasure.org",
  category: "http://terminology.hl7.org/CodeSystem/observation-category",
  dataAbsentReason: "http://terminology.hl7.org/CodeSystem/data-absent-reason",
  person: `${OURS}:person`,
  noScore: `${OURS}:no-score`,
} as const;

export const measureUrl = (measureId: string): string => `${OURS}:measure:${measureId}`;
export const answersSystem = (measureId: string, set: string): string => `${OURS}:answers:${measureId}:${set}`;
export const scalesSystem = (measureId: string): string => `${OURS}:scales:${measureId}`;
export const bandsSystem = (measureId: string, system: string): string => `${OURS}:bands:${measureId}:${system}`;

/** The points of an answer, beside its code. */
export const ordinalValue = (points: number): Extension => ({ url: `${STRUCTURE}/ordinalValue`, valueDecimal: points });

/** Why an answer is not there, in the standard's words. */
export const absent = (reason: "asked-declined" | "not-applicable" | "masked"): Extension => ({
  url: `${STRUCTURE}/data-absent-reason`,
  valueCode: reason,
});

/** Our own short label. An extension and no text, so that no system shows it as the wording of the measure. */
export const ownLabel = (label: string): Extension => ({ url: `${OURS}:own-label`, valueString: label });

/** The printed form that an item stands on, where it does not stand on every one. */
export const onForm = (form: string): Extension => ({ url: `${OURS}:form`, valueCode: form });

const UNVERIFIED: Extension = { url: `${OURS}:status`, valueCode: "unverified" };

/** Codes of public terminologies. A code that nobody has read in its source carries that mark. */
export const codings = (codes: readonly TerminologyCode[]): Coding[] =>
  codes.map(({ system, code, status }) => ({
    ...(status === "unverified" ? { extension: [UNVERIFIED] } : {}),
    system: SYSTEMS[system],
    code,
  }));
