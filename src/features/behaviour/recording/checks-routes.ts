import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { listed, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params, query } from "../../../web/params.ts";
import { note, once, save } from "../../../web/save.ts";
import { findOwnFamily } from "../../families/index.ts";
import type { BehaviourCheck, NewCheck } from "../check/check.ts";
import { findCheck, idsOfCorrections, insertCheck, listChecks } from "../check/check-queries.ts";
import { namesOf } from "../check/crumbs-page.ts";
import { raiseForCheck } from "../check/raising-queries.ts";
import { listDecisions } from "../deciding/decision-queries.ts";
import { listUndecided } from "../deciding/undecided-queries.ts";
import { listNeedAssessments } from "../need/need-queries.ts";
import { behaviourPaths } from "../paths.ts";
import { parseCheck, parseCorrection } from "./check-form.ts";
import { correctingPage, newCheckPage } from "./check-form-page.ts";
import { checksPage, undecidedPage } from "./checks-page.ts";
import { shownCheck } from "./shown-check-routes.ts";

/** Mounted under /families. */
export const familyChecks = factory.createApp();

const ofFamily = params(z.object({ familyId: id }));
const asked = query(z.object({ child: id.optional() }));

const peopleOf = (family: { carers: Parameters<typeof namesOf>[0]; children: Parameters<typeof namesOf>[0] }) => ({
  carers: namesOf(family.carers),
  children: namesOf(family.children),
});

familyChecks.get("/:familyId/checks", can("family:read"), ofFamily, async (c) => {
  const { deps, actor, now } = c.var;
  const family = await findOwnFamily(deps.db, actor, c.req.valid("param").familyId);
  if (!family) return c.notFound();
  await note(c, looked(actor, "behaviour_checks", family.id, family.id));
  const [checks, needs, decisions] = await Promise.all([
    listChecks(deps.db, actor, family.id),
    listNeedAssessments(deps.db, actor, family.id),
    listDecisions(deps.db, actor, family.id),
  ]);
  return page(c, "@behaviour/checks", checksPage({ family, checks, needs, decisions }, dayOf(now)));
});

familyChecks.get("/:familyId/checks/new", can("behaviour:write"), ofFamily, asked, async (c) => {
  const { deps, actor, now } = c.var;
  const family = await findOwnFamily(deps.db, actor, c.req.valid("param").familyId);
  if (!family) return c.notFound();
  await note(c, looked(actor, "family", family.id, family.id));
  return page(c, "@behaviour/check-form", newCheckPage(family, dayOf(now), c.req.valid("query").child));
});

familyChecks.post("/:familyId/checks/new", can("behaviour:write"), ofFamily, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const family = await findOwnFamily(deps.db, actor, c.req.valid("param").familyId);
  if (!family) return c.notFound();
  const form = parseCheck(await c.req.formData(), peopleOf(family), dayOf(now));
  if (!form.ok) return page(c, "@behaviour/check-form", newCheckPage(family, dayOf(now), undefined, form.error), 422);
  return keep(c, family.id, form.value, null, "recorded");
});

/** A check and the concerns that it raises, in one commit; the next page shows them. */
async function keep(c: AppContext, familyId: string, read: NewCheck, corrects: Correcting | null, did: string) {
  const { deps, actor, now } = c.var;
  const check = { ...read, id: deps.newId(), familyId, corrects, at: instantText(now) };
  const earlier = corrects ? await idsOfCorrections(deps.db, corrects) : [];
  const concerns = await raiseForCheck(deps, actor, { check, earlier, now });
  const fields = { behaviours: read.items.map(({ behaviour }) => behaviour), onDay: read.onDay };
  const audit = wrote(actor, "behaviour_check", check.id, fields, { familyId });
  const writes = [...insertCheck(deps.db, actor, check), ...concerns];
  return save(c, audit, writes, `${behaviourPaths.showCheck(check.id)}?did=${did}`);
}

type Correcting = { id: string; reason: string };

/** Mounted at /checks. */
export const checks = factory.createApp();

const one = params(z.object({ id }));

checks.get("/undecided", can("route:decide"), async (c) => {
  const { deps, actor, now } = c.var;
  const undecided = await listUndecided(deps.db, actor, dayOf(now));
  await note(c, listed(actor, "behaviour_checks", [...new Set(undecided.map(({ familyId }) => familyId))]));
  return page(c, "@behaviour/undecided", undecidedPage(undecided));
});

checks.get("/:id", can("family:read"), one, async (c) => {
  const { deps, actor } = c.var;
  const check = await findCheck(deps.db, actor, c.req.valid("param").id);
  if (!check) return c.notFound();
  await note(c, looked(actor, "behaviour_check", check.id, check.familyId));
  return shownCheck(c, check);
});

checks.get("/:id/correcting", can("behaviour:write"), one, async (c) => {
  const { deps, actor } = c.var;
  const check = await findCheck(deps.db, actor, c.req.valid("param").id);
  const family = check && (await findOwnFamily(deps.db, actor, check.familyId));
  if (!check || !family) return c.notFound();
  await note(c, looked(actor, "behaviour_check", check.id, check.familyId));
  return page(c, "@behaviour/check-form", correctingPage(check, family));
});

checks.post("/:id/correcting", can("behaviour:write"), one, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const check = await findCheck(deps.db, actor, c.req.valid("param").id);
  const family = check && (await findOwnFamily(deps.db, actor, check.familyId));
  if (!check || !family) return c.notFound();
  const data = await c.req.formData();
  const people = {
    ...peopleOf(family),
    children: namesOf(family.children.filter((child) => child.id === check.childId)),
  };
  const form = parseCorrection(data, people, dayOf(now));
  if (!form.ok) return page(c, "@behaviour/check-form", correctingPage(check, family, form.error), 422);
  const tooLate = () =>
    page(c, "@behaviour/check-form", correctingPage(check, family, correctedAlready(data, check)), 409);
  if (check.supersededById) return tooLate();
  try {
    return await keep(c, family.id, form.value, { id: check.id, reason: form.value.reason }, "corrected");
  } catch (error) {
    if (error instanceof Conflict && error.kind === "duplicate") return tooLate();
    throw error;
  }
});

const correctedAlready = (data: FormData, check: BehaviourCheck) =>
  problem(
    typedValues(data),
    "form",
    `Somebody corrected this check already${check.supersededById ? "" : " a moment ago"}: go back and correct that one`,
  );
