/** What the builders need of a measure's definition (src/measures): every definition is one of these. */
export type TerminologyCode = { system: "snomed" | "loinc"; code: string; status: "verified" | "unverified" };

export type AskedItem = {
  number: number;
  topic: string;
  ask?: string | undefined;
  answers: string;
  forms?: readonly string[] | undefined;
  askedWhen?: { item: number; in: readonly number[] } | undefined;
  codes: readonly TerminologyCode[];
};

export type MeasuredScale = { id: string; title: string; codes: readonly TerminologyCode[] };

export type Rating = { id: string; title: string; answers: string; notKnown: boolean };

export type Measure = {
  id: string;
  kind: "questionnaire" | "goals" | "recount" | "totals";
  version: string;
  title: string;
  acronym: string;
  standardised: boolean;
  answerSets: Readonly<Record<string, { codes: readonly { code: number; label: string }[] }>>;
  items: readonly AskedItem[];
  openQuestions?: readonly { id: string; ask: string }[] | undefined;
  ratings?: readonly Rating[] | undefined;
  scales: readonly MeasuredScale[];
  licence: { holder: string; terms: string; attribution?: string | undefined };
  codes: readonly TerminologyCode[];
};

/** A behaviour that a recount may ask about, in the words of the behaviour check. */
export type AskedBehaviour = { code: string; said: string };

/**
 * The wording of a measure in one language, from a pack that its owner's licence allows here: the text of each item and
 * of its answers, by link id and code. Whoever passes it has asked the licence gate.
 */
export type Wording = {
  language: string;
  items: ReadonlyMap<string, { text: string; answers: ReadonlyMap<string, string> }>;
};
