import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, saveOr } from "../../../web/save.ts";
import { referralPaths } from "../paths.ts";
import { lastQuestion, tooLate } from "../referral/event-queries.ts";
import { answer, type Refusal, refusalOf } from "../referral/referral.ts";
import { findMade, recordDecision } from "../referral/referral-queries.ts";
import { parseAnswering } from "./answering-form.ts";
import { answeringPage } from "./answering-page.ts";

export const answering = factory.createApp();

answering.get("/:id/answer", can("referral:make"), params(z.object({ id })), async (c) => {
  const { deps, actor } = c.var;
  const referral = await findMade(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();
  await note(c, looked(actor, "referral", referral.id, referral.familyId));
  const refusal = refusalOf(referral, "answer");
  if (!refusal)
    return page(c, "@referrals/acts/answering", answeringPage(referral, await lastQuestion(deps.db, referral.id)));
  return page(
    c,
    "@referrals/acts/answering",
    answeringPage(referral, null, await tooLate(deps.db, referral, refusal)),
    409,
  );
});

answering.post("/:id/answer", can("referral:make"), params(z.object({ id })), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const referral = await findMade(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();

  const data = await c.req.formData();
  const form = parseAnswering(data);
  const asked = await lastQuestion(deps.db, referral.id);
  if (!form.ok) return page(c, "@referrals/acts/answering", answeringPage(referral, asked, form.error), 422);

  const late = async (refusal: Refusal) => {
    const there = (await findMade(deps.db, actor, referral.id)) ?? referral;
    const problem = await tooLate(deps.db, there, refusal, typedValues(data));
    return page(c, "@referrals/acts/answering", answeringPage(there, asked, problem), 409);
  };
  const decision = answer(referral, form.value, now);
  if (!decision.ok) return late(decision.error);

  const audit = wrote(actor, "referral", referral.id, { state: decision.value.to }, { familyId: referral.familyId });
  const writes = recordDecision(deps.db, actor, decision.value);
  return saveOr(c, { audit, writes, location: `${referralPaths.show(referral.id)}?did=answered` }, () =>
    late("changed-since"),
  );
});
