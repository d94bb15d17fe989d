import { wrote } from "../../domain/audit-entry.ts";
import { dayOf } from "../../domain/calendar.ts";
import { mayDo } from "../../domain/permissions.ts";
import { err, ok } from "../../domain/result.ts";
import { act, type Refusal } from "../../web/act.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { reading } from "../../web/reading.ts";
import { settingPaths } from "./paths.ts";
import { nextSetting, SECOND_KEYING } from "./second-keying.ts";
import { parseSecondKeying } from "./second-keying-form.ts";
import { changeSecondKeyingPage, secondKeyingPage, settingsPage } from "./second-keying-page.ts";
import { recordSetting, secondKeyingVersions } from "./setting-queries.ts";

/** Everything under /settings. Settings are the partnership's; none is about a person. */
export const settings = factory.createApp();

const MEANWHILE: Refusal = {
  text: "This was changed meanwhile. Compare what you chose with how it is set now; nothing of yours was saved.",
};
const AS_IT_IS: Refusal = { text: "This is how it is set already: nothing was changed", status: 422 };

const versions = (c: AppContext) => secondKeyingVersions(c.var.deps.db);

settings.get(
  "/",
  reading("settings:read", {}, versions, "nothing-personal", (c, found) =>
    page(c, "@settings/list", settingsPage(found, dayOf(c.var.now))),
  ),
);

settings.get(
  "/second-keying",
  reading("settings:read", {}, versions, "nothing-personal", (c, found) =>
    page(c, "@settings/second-keying", secondKeyingPage(found, mayDo(c.var.actor, "settings:write"))),
  ),
);

act(settings, {
  path: "/second-keying/change",
  permission: "settings:write",
  params: {},
  find: versions,
  look: "nothing-personal",
  parse: parseSecondKeying,
  decide: ({ version, ...asked }, [latest], c) => {
    if (version !== (latest?.version ?? 0)) return err(MEANWHILE);
    const next = nextSetting(latest?.value ?? null, asked, c.var.deps.newId());
    return next.ok ? ok({ value: next.value, version: version + 1 }) : err(AS_IT_IS);
  },
  page: (found, form) => ["@settings/second-keying-change", changeSecondKeyingPage(found, form)],
  tells: "nobody",
  audit: ({ value, version }, _, c) => wrote(c.var.actor, "setting", SECOND_KEYING, { ...value, version }),
  writes: ({ value, version }, _, c) => {
    const { deps, actor, now } = c.var;
    return recordSetting(deps.db, { by: actor.userId, at: now }, SECOND_KEYING, version, value);
  },
  did: () => `${settingPaths.secondKeying}?did=changed`,
  late: ({ what }) => (what.includes("setting_version") ? MEANWHILE : undefined),
});
