import { exported } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { factory } from "../../web/factory.ts";
import { id } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { bundleOf } from "./bundle.ts";
import { findExport } from "./fhir-queries.ts";

/** Mounted beside the pages of an assessment: the same record, as FHIR R4. */
export const fhirOfAssessments = factory.createApp();

fhirOfAssessments.get(
  "/:id/fhir",
  reading(
    "measure:read",
    { id },
    (c, asked) => findExport(c.var.deps.db, c.var.actor, asked.id, dayOf(c.var.now)),
    (c, { assessmentId, familyId }) =>
      exported(c.var.actor, "assessment", assessmentId, { format: "fhir" }, { familyId }),
    (c, found) =>
      c.body(JSON.stringify(bundleOf(found, instantText(c.var.now)), null, 2), 200, {
        "Content-Type": "application/fhir+json; charset=utf-8",
        "Content-Disposition": `attachment; filename="kinstep-${found.measure.id}-${found.assessmentId}.json"`,
      }),
  ),
);
