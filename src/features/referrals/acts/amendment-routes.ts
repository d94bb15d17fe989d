import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import { type FormProblem, longText, parseForm, problem, typedValues, version } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, type AppEnv, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, saveOr } from "../../../web/save.ts";
import { listNeeds, type Needs, needsValues, noNeeds, parseNeeds, recordNeeds } from "../../families/index.ts";
import { referralPaths } from "../paths.ts";
import { NEED_LABELS, needRows, needText } from "../referral/carried-page.ts";
import { tooLate } from "../referral/event-queries.ts";
import { amend, type Change, type Refusal, refusalOf } from "../referral/referral.ts";
import { findMade, type ReferralFound, recordDecision, recordWhyNow } from "../referral/referral-queries.ts";
import { changesBetween } from "./amendment.ts";
import { amendmentPage } from "./amendment-page.ts";

export const amendment = factory.createApp();

const VIEW = "@referrals/acts/amendment";

const said = z.object({ version, reason: longText("Why now", 2000), note: longText("Why you are changing it", 500) });

type Typed = z.infer<typeof said> & { needs: Needs; changes: Change[] };

/** Reads both halves of the form, so that every error shows at once; something must be different. */
function parseAmendment(data: FormData, referral: ReferralFound, before: Needs): Result<Typed, FormProblem> {
  const [words, needs] = [parseForm(said, data), parseNeeds(data)];
  if (!words.ok || !needs.ok) {
    const errors = [...(words.ok ? [] : words.error.errors), ...(needs.ok ? [] : needs.error.errors)];
    return err({
      values: typedValues(data),
      errors: errors.filter(({ field }, at) => errors.findIndex((e) => e.field === field) === at),
    });
  }
  const after = { ...needs.value, personId: before.personId, version: before.version };
  const was = { reason: referral.reason ?? "", needs: before };
  const changes = changesBetween(was, { reason: words.value.reason, needs: after }, NEED_LABELS, needText);
  if (changes.length === 0) return err(problem(typedValues(data), "form", "Nothing is different from what was sent"));
  return ok({ ...words.value, needs: after, changes });
}

const needsOf = async (c: AppContext, referral: ReferralFound): Promise<Needs> => {
  const { deps, actor } = c.var as AppEnv["Variables"];
  const all = await listNeeds(deps.db, actor, referral.familyId);
  return all.find((one) => one.personId === referral.carerId) ?? noNeeds(referral.carerId);
};

const filled = (referral: ReferralFound, needs: Needs): FormProblem => ({
  values: { reason: referral.reason ?? "", ...needsValues(needs) },
  errors: [],
});

amendment.get("/:id/amendment", can("referral:make"), params(z.object({ id })), async (c) => {
  const { deps, actor } = c.var;
  const referral = await findMade(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();
  await note(c, looked(actor, "referral", referral.id, referral.familyId));
  const form = filled(referral, await needsOf(c, referral));
  const refusal = refusalOf(referral, "amend");
  if (!refusal) return page(c, VIEW, amendmentPage(referral, form));
  const late = await tooLate(deps.db, referral, refusal, form.values);
  return page(c, VIEW, amendmentPage(referral, late), 409);
});

amendment.post("/:id/amendment", can("referral:make"), params(z.object({ id })), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const referral = await findMade(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();

  const data = await c.req.formData();
  const before = await needsOf(c, referral);
  const form = parseAmendment(data, referral, before);
  if (!form.ok) return page(c, VIEW, amendmentPage(referral, form.error), 422);

  const late = async (refusal: Refusal) => {
    const there = (await findMade(deps.db, actor, referral.id)) ?? referral;
    const problem = await tooLate(deps.db, there, refusal, typedValues(data));
    const lines = needRows(await needsOf(c, there)).map(
      ({ key, value }) => `${key.text}: ${"text" in value ? value.text : ""}`,
    );
    const standing = [...(problem.standing ?? []), `Why now: ${there.reason ?? ""}`, ...lines];
    return page(c, VIEW, amendmentPage(there, { ...problem, standing }), 409);
  };
  const decision = amend(referral, form.value, now);
  if (!decision.ok) return late(decision.error);

  const fields = Object.fromEntries(form.value.changes.map(({ label, after }) => [label, after]));
  const audit = wrote(actor, "referral", referral.id, fields, { familyId: referral.familyId });
  const writes = [
    ...recordDecision(deps.db, actor, decision.value),
    recordWhyNow(deps.db, referral.id, form.value.reason),
    recordNeeds(deps.db, actor, form.value.needs, instantText(now)),
  ];
  return saveOr(c, { audit, writes, location: `${referralPaths.show(referral.id)}?did=amended` }, () =>
    late("changed-since"),
  );
});
