import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { BLANK, type FormProblem, longText, parseForm, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { close, listConcernsOf, recordConcernEvent } from "../../concerns/index.ts";
import { findOwnFamily } from "../../families/index.ts";
import type { BehaviourCheck } from "../check/check.ts";
import { findCheck, idsOfCorrections } from "../check/check-queries.ts";
import { listDecisionsOn } from "../deciding/decision-queries.ts";
import { behaviourPaths } from "../paths.ts";
import { checkPage, LONGEST_DONE } from "./check-page.ts";

const concernsOn = async (c: AppContext, check: BehaviourCheck) =>
  listConcernsOf(c.var.deps.db, c.var.actor, "behaviour-check", await idsOfCorrections(c.var.deps.db, check));

/** The page of one check, with its concerns and decisions. */
export async function shownCheck(
  c: AppContext,
  check: BehaviourCheck,
  form: FormProblem = BLANK,
  status: 200 | 409 | 422 = 200,
) {
  const { deps, actor } = c.var;
  const family = await findOwnFamily(deps.db, actor, check.familyId);
  if (!family) return c.notFound();
  const concerns = await concernsOn(c, check);
  const decisions = await listDecisionsOn(deps.db, actor, check.id);
  return page(c, "@behaviour/check", checkPage({ check, family, concerns, decisions }, actor.userId, form), status);
}

/** Mounted at /checks: a check's own concerns, closed at once by whoever recorded it, with what was done. */
export const closingConcerns = factory.createApp();

const one = params(z.object({ id }));
const schema = z.object({
  concern: z.array(z.string().regex(/^[0-9a-z-]{1,64}:\d{1,9}$/)).min(1, "Select the concerns to close"),
  done: longText("What was done", LONGEST_DONE),
});

closingConcerns.get(
  "/:id/closing-concerns",
  reading(
    "concern:read",
    { id },
    (c, asked) => findCheck(c.var.deps.db, c.var.actor, asked.id),
    (c, check) => looked(c.var.actor, "behaviour_check", check.id, check.familyId),
    (c, check) => shownCheck(c, check),
  ),
);

closingConcerns.post("/:id/closing-concerns", can("concern:write"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const check = await findCheck(deps.db, actor, c.req.valid("param").id);
  if (!check) return c.notFound();
  const data = await c.req.formData();
  const form = parseForm(schema, data);
  if (!form.ok) return shownCheck(c, check, form.error, 422);
  const own = (await concernsOn(c, check)).filter(({ createdBy }) => createdBy === actor.userId);
  const closed = form.value.concern.map((chosen) => {
    const [concernId, version] = chosen.split(":");
    const concern = own.find((candidate) => candidate.id === concernId);
    return concern && close(concern, { version: Number(version), done: form.value.done }, now);
  });
  const events = closed.flatMap((result) => (result?.ok ? [result.value] : []));
  if (events.length < closed.length) {
    const stale =
      "One of these changed while you had it open, or is not yours to close here. Look at what is open now.";
    return shownCheck(c, check, problem(typedValues(data), "form", stale), 409);
  }
  const fields = { concernsClosed: events.map(({ concernId }) => concernId) };
  const audit = wrote(actor, "behaviour_check", check.id, fields, { familyId: check.familyId });
  const writes = events.flatMap((event) => recordConcernEvent(deps.db, actor, event));
  return save(c, audit, writes, `${behaviourPaths.showCheck(check.id)}?did=closed`);
});
