import { wrote } from "../../../domain/audit-entry.ts";
import { err, ok } from "../../../domain/result.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { act, CHANGED_SINCE } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { recordSetting } from "../../settings/index.ts";
import { dutyPaths } from "../paths.ts";
import { hoursSetting } from "./hours.ts";
import { parseHours } from "./hours-form.ts";
import { hoursPage, hoursStanding } from "./hours-page.ts";
import { hoursVersions } from "./hours-queries.ts";

/** Mounted at /duty: when the organisation is at work, by which the times of concerns are counted (docs/rules/duty.md). */
export const hoursRoutes = factory.createApp();

const nameOf = (c: AppContext) => hoursSetting(c.var.actor.organisationId);

act(hoursRoutes, {
  path: "/hours",
  permission: "duty:write",
  params: {},
  find: (c) => hoursVersions(c.var.deps.db, c.var.actor.organisationId),
  look: "nothing-personal",
  parse: (data) => parseHours(data),
  decide: (typed, [latest]) => (typed.version === (latest?.version ?? 0) ? ok(typed) : err(CHANGED_SINCE)),
  page: (versions, form) => ["@duty/hours", hoursPage(versions, form)],
  tells: "nobody",
  audit: ({ version, ...value }, _, c) => wrote(c.var.actor, "setting", nameOf(c), { ...value, version: version + 1 }),
  writes: ({ version, ...value }, _, c) =>
    recordSetting(c.var.deps.db, { by: c.var.actor.userId, at: c.var.now }, nameOf(c), version + 1, value),
  did: () => `${dutyPaths.rota}?did=hours`,
  conflict: (_, versions) =>
    onFileNow("The hours were set while you had this open.", [
      { said: "Working hours", theirs: hoursStanding(versions).hours },
    ]),
});
