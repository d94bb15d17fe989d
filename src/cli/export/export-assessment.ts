import type { Deps } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import { exported } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { bundleOf, findExport } from "../../features/fhir/index.ts";
import { openDatabase } from "../open-database.ts";
import { quoted } from "../plain-text.ts";

const COMMAND_LINE = "command-line";

/** Whoever runs the command on the server, acting for the organisation that delivers the run of this assessment. */
async function deliverer({ db }: Deps, assessmentId: string): Promise<Actor | undefined> {
  const row = await db
    .selectFrom("assessment as a")
    .innerJoin("enrolment as e", "e.id", "a.enrolment_id")
    .innerJoin("run as r", "r.id", "e.run_id")
    .innerJoin("organisation as o", "o.id", "r.organisation_id")
    .where("a.id", "=", assessmentId)
    .select(["o.id", "o.name", "o.kind"])
    .executeTakeFirst();
  return (
    row && {
      userId: COMMAND_LINE,
      name: "Command line",
      email: "",
      role: "facilitator",
      organisationId: row.id,
      organisationName: row.name,
      organisationKind: row.kind,
      membershipId: "",
      sessionId: "",
    }
  );
}

/** The bundle of one answered assessment, once the trail says that it went out. Throws a sentence where there is none. */
export async function exportAssessment(id: string, file: string, environment: NodeJS.ProcessEnv): Promise<object> {
  const { deps, database } = await openDatabase(file, environment);
  try {
    const actor = await deliverer(deps, id);
    const found = actor && (await findExport(deps.db, actor, id, dayOf(deps.clock.now())));
    if (!found) throw new Error(`There is no assessment ${quoted(id)} with answers that can be exported`);
    const by = { userId: COMMAND_LINE, role: "none", organisationId: actor.organisationId };
    const entry = exported(by, "assessment", id, { format: "fhir" }, { familyId: found.familyId });
    await deps.commit(entry, []);
    return bundleOf(found, instantText(deps.clock.now()));
  } finally {
    database.close();
  }
}
