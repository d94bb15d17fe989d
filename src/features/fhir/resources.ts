/** The parts of FHIR R4 (4.0.1) that we write. Tests hold what we write against the standard's own definitions. */
export type Extension = { url: string } & (
  | { valueString: string }
  | { valueCode: string }
  | { valueDecimal: number }
  | { valueBoolean: boolean }
);

export type Coding = { extension?: Extension[]; system?: string; code: string; display?: string };
export type CodeableConcept = { coding?: Coding[]; text?: string };
export type Identifier = { system: string; value: string };
export type Reference = { reference?: string; type?: string; identifier?: Identifier };

export type AnswerOption = { extension?: Extension[]; valueCoding: Coding };
export type EnableWhen = { question: string; operator: "="; answerCoding: Coding };

export type QuestionnaireItem = {
  extension?: Extension[];
  linkId: string;
  code?: Coding[];
  prefix?: string;
  text?: string;
  type: "group" | "choice" | "decimal" | "text";
  enableWhen?: EnableWhen[];
  enableBehavior?: "any";
  answerOption?: AnswerOption[];
  item?: QuestionnaireItem[];
};

export type Questionnaire = {
  resourceType: "Questionnaire";
  id: string;
  language?: string;
  url: string;
  version: string;
  name: string;
  title: string;
  status: "active";
  subjectType: string[];
  description: string;
  copyright: string;
  code?: Coding[];
  item: QuestionnaireItem[];
};

export type ResponseAnswer = { extension: Extension[] } | { valueCoding: Coding } | { valueDecimal: number };
export type ResponseItem = { linkId: string; answer?: ResponseAnswer[]; item?: ResponseItem[] };

export type QuestionnaireResponse = {
  resourceType: "QuestionnaireResponse";
  id: string;
  extension: Extension[];
  questionnaire: string;
  status: "completed" | "amended";
  subject: Reference;
  authored: string;
  source: Reference;
  item?: ResponseItem[];
};

export type Quantity = { value: number; unit: string; system: string; code: string };

export type Observation = {
  resourceType: "Observation";
  id: string;
  status: "final" | "amended";
  category: CodeableConcept[];
  code: CodeableConcept;
  subject: Reference;
  effectiveDateTime: string;
  issued: string;
  valueQuantity?: Quantity;
  dataAbsentReason?: CodeableConcept;
  interpretation?: CodeableConcept[];
  note: { text: string }[];
  method: CodeableConcept;
  derivedFrom: Reference[];
};

export type BundleEntry = { fullUrl: string; resource: Questionnaire | QuestionnaireResponse | Observation };
export type Bundle = { resourceType: "Bundle"; type: "collection"; timestamp: string; entry: BundleEntry[] };
