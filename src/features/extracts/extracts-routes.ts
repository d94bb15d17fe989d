import { exported } from "../../domain/audit-entry.ts";
import { daysBetween } from "../../domain/calendar.ts";
import { csvLine } from "../../files/csv-writing.ts";
import { allMeasures } from "../../measures/index.ts";
import { type AppContext, factory } from "../../web/factory.ts";
import { id } from "../../web/params.ts";
import { reading } from "../../web/reading.ts";
import { findProgrammeName, listWideEnrolments, listWideScores } from "./extract-queries.ts";
import { shuffledIds } from "./new-ids.ts";
import { type WideColumn, wideVariables } from "./variables.ts";
import { type WideScore, wideRow } from "./wide.ts";

export const extracts = factory.createApp();

/** A byte order mark, so that Excel reads UTF-8; R, SPSS and Stata skip it. */
const BOM = "\uFEFF";

const csvHeaders = (name: string) => ({
  "Content-Type": "text/csv; charset=utf-8",
  "Content-Disposition": `attachment; filename="${name}"`,
});

/** The scales that were asked on this programme, in the registry's order; our own questions stand beside no standardised measure. */
const columnsOf = (scores: readonly WideScore[]): WideColumn[] => {
  const asked = new Set(scores.map(({ measureId }) => measureId));
  return allMeasures()
    .filter((definition) => asked.has(definition.id) && definition.standardised)
    .flatMap((definition) =>
      definition.scales.map((scale) => ({
        measureId: definition.id,
        scale: scale.id,
        label: `${definition.acronym} ${scale.title.toLowerCase()}`,
        direction: scale.direction === "higher-is-better" ? "higher is better" : "higher is more difficulty",
        range: `${scale.range.min} to ${scale.range.max}`,
        version: definition.version,
      })),
    );
};

const scoresOf = async (c: AppContext, { programmeId }: { programmeId: string }) => {
  const { db } = c.var.deps;
  const name = await findProgrammeName(db, programmeId);
  return name === undefined ? undefined : { programmeId, scores: await listWideScores(db, programmeId) };
};

extracts.get(
  "/:programmeId/wide.csv",
  reading(
    "extract:download",
    { programmeId: id },
    async (c, asked) => {
      const found = await scoresOf(c, asked);
      return found && { ...found, enrolments: await listWideEnrolments(c.var.deps.db, found.programmeId) };
    },
    (c, { programmeId, enrolments }) => exported(c.var.actor, "wide", programmeId, { rows: enrolments.length }),
    (c, { scores, enrolments }) => {
      const columns = columnsOf(scores);
      const byEnrolment = Map.groupBy(scores, ({ enrolmentId }) => enrolmentId);
      const ids = shuffledIds(c.var.deps.newToken, enrolments);
      const rows = enrolments.map((enrolment) =>
        wideRow(enrolment, byEnrolment.get(enrolment.id) ?? [], columns, ids, (day) =>
          daysBetween(enrolment.referredOn, day),
        ),
      );
      // In the order of the new ids, so that the order of rows tells nothing either.
      rows.sort((a, b) => String(a[0]).localeCompare(String(b[0]), "en", { numeric: true }));
      const header = csvLine(wideVariables(columns).map((variable) => variable.name));
      return c.body(BOM + header + rows.map(csvLine).join(""), 200, csvHeaders("kinstep-wide.csv"));
    },
  ),
);

extracts.get(
  "/:programmeId/codebook.csv",
  reading(
    "extract:download",
    { programmeId: id },
    scoresOf,
    (c, { programmeId }) => exported(c.var.actor, "codebook", programmeId),
    (c, { scores }) => {
      const lines = wideVariables(columnsOf(scores)).map((variable) =>
        csvLine([variable.name, variable.label, variable.type, variable.values, variable.source]),
      );
      const header = csvLine(["variable", "label", "type", "values", "source"]);
      return c.body(BOM + header + lines.join(""), 200, csvHeaders("kinstep-codebook.csv"));
    },
  ),
);
