import { z } from "zod";
import { exported } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { can } from "../../web/can.ts";
import { factory } from "../../web/factory.ts";
import { id, params } from "../../web/params.ts";
import { note } from "../../web/save.ts";
import { bundleOf } from "./bundle.ts";
import { findExport } from "./fhir-queries.ts";

/** Mounted beside the pages of an assessment: the same record, as FHIR R4. */
export const fhirOfAssessments = factory.createApp();

fhirOfAssessments.get("/:id/fhir", can("measure:read"), params(z.object({ id })), async (c) => {
  const { deps, actor, now } = c.var;
  const found = await findExport(deps.db, actor, c.req.valid("param").id, dayOf(now));
  if (!found) return c.notFound();
  const { assessmentId, familyId, measure } = found;
  await note(c, exported(actor, "assessment", assessmentId, { format: "fhir" }, { familyId }));
  return c.body(JSON.stringify(bundleOf(found, instantText(now)), null, 2), 200, {
    "Content-Type": "application/fhir+json; charset=utf-8",
    "Content-Disposition": `attachment; filename="kinstep-${measure.id}-${assessmentId}.json"`,
  });
});
