import type { AskedBehaviour, Measure, Wording } from "./measure.ts";
import { type KeptScore, observationOf } from "./observation.ts";
import { questionnaireOf } from "./questionnaire.ts";
import { type KeptSheet, questionnaireResponseOf } from "./questionnaire-response.ts";
import type { Bundle, BundleEntry } from "./resources.ts";

/** Everything of one answered assessment. The scores come in the order of the definition's scales. */
export type Export = {
  measure: Measure;
  behaviours: readonly AskedBehaviour[];
  wording?: Wording | undefined;
  sheet: KeptSheet;
  scores: readonly KeptScore[];
};

/** One answered assessment as a FHIR R4 collection: what was asked, what was answered, and a score a scale. `at` is now. */
export function bundleOf({ measure, behaviours, wording, sheet, scores }: Export, at: string): Bundle {
  const questionnaire = questionnaireOf(measure, { behaviours, wording });
  const response = questionnaireResponseOf(questionnaire, sheet);
  const entry: BundleEntry[] = [
    { fullUrl: questionnaire.url, resource: questionnaire },
    { fullUrl: `urn:uuid:${response.id}`, resource: response },
    ...scores.map((score) => ({ fullUrl: `urn:uuid:${score.id}`, resource: observationOf(measure, sheet, score) })),
  ];
  return { resourceType: "Bundle", type: "collection", timestamp: at, entry };
}
