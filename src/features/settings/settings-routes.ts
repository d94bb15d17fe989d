import { Conflict } from "../../db/conflict.ts";
import { wrote } from "../../domain/audit-entry.ts";
import { mayDo } from "../../domain/permissions.ts";
import { type FormProblem, problem, typedValues } from "../../forms/form.ts";
import { can } from "../../web/can.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { reading } from "../../web/reading.ts";
import { once, save } from "../../web/save.ts";
import { settingPaths } from "./paths.ts";
import { type Asked, nextSetting, SECOND_KEYING } from "./second-keying.ts";
import { parseSecondKeying } from "./second-keying-form.ts";
import { changeSecondKeyingPage, secondKeyingPage, settingsPage } from "./second-keying-page.ts";
import { recordSetting, secondKeyingVersions } from "./setting-queries.ts";

/** Everything under /settings. Settings are the partnership's; none is about a person. */
export const settings = factory.createApp();

const MEANWHILE =
  "Somebody else changed this while you were. Compare what you chose with how it is set now; nothing of yours was saved.";

const versions = (c: AppContext) => secondKeyingVersions(c.var.deps.db);

settings.get(
  "/",
  reading("settings:read", {}, versions, "nothing-personal", (c, found) =>
    page(c, "@settings/list", settingsPage(found)),
  ),
);

settings.get(
  "/second-keying",
  reading("settings:read", {}, versions, "nothing-personal", (c, found) =>
    page(c, "@settings/second-keying", secondKeyingPage(found, mayDo(c.var.actor.role, "settings:write"))),
  ),
);

settings.get(
  "/second-keying/change",
  reading("settings:write", {}, versions, "nothing-personal", (c, found) =>
    page(c, "@settings/second-keying-change", changeSecondKeyingPage(found)),
  ),
);

settings.post("/second-keying/change", can("settings:write"), once(), async (c) => {
  const form = parseSecondKeying(await c.req.formData());
  if (!form.ok) return shown(c, form.error, 422);
  return saved(c, form.value);
});

async function shown(c: AppContext, form: FormProblem, status: 409 | 422) {
  const model = changeSecondKeyingPage(await versions(c), { form, isMeanwhile: status === 409 });
  return page(c, "@settings/second-keying-change", model, status);
}

async function saved(c: AppContext, { version, ...asked }: Asked & { version: number }) {
  const { deps, actor, now } = c.var;
  const typed = typedValues(await c.req.formData());
  const meanwhile = () => shown(c, problem(typed, "form", MEANWHILE), 409);
  const [latest] = await secondKeyingVersions(deps.db);
  if (version !== (latest?.version ?? 0)) return meanwhile();
  const next = nextSetting(latest?.value ?? null, asked, deps.newId());
  if (!next.ok) return shown(c, problem(typed, "form", "This is how it is set already: nothing was changed"), 422);
  const who = { by: actor.userId, at: now };
  const entry = wrote(actor, "setting", SECOND_KEYING, { ...next.value, version: version + 1 });
  const writes = recordSetting(deps.db, who, SECOND_KEYING, version + 1, next.value);
  try {
    return await save(c, entry, writes, `${settingPaths.secondKeying}?did=changed`);
  } catch (error) {
    if (error instanceof Conflict && error.what.includes("setting_version")) return meanwhile();
    throw error;
  }
}
