import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, saveOr } from "../../../web/save.ts";
import { referralPaths } from "../paths.ts";
import { tooLate } from "../referral/event-queries.ts";
import { ask, type Refusal, refusalOf } from "../referral/referral.ts";
import { findReceived, recordDecision } from "../referral/referral-queries.ts";
import { parseAsking } from "./asking-form.ts";
import { askingPage } from "./asking-page.ts";

export const asking = factory.createApp();

asking.get("/:id/question", can("referral:answer"), params(z.object({ id })), async (c) => {
  const { deps, actor } = c.var;
  const referral = await findReceived(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();
  await note(c, looked(actor, "referral", referral.id, referral.familyId));
  const refusal = refusalOf(referral, "ask");
  if (!refusal) return page(c, "@referrals/acts/asking", askingPage(referral));
  return page(c, "@referrals/acts/asking", askingPage(referral, await tooLate(deps.db, referral, refusal)), 409);
});

asking.post("/:id/question", can("referral:answer"), params(z.object({ id })), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const referral = await findReceived(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();

  const data = await c.req.formData();
  const form = parseAsking(data);
  if (!form.ok) return page(c, "@referrals/acts/asking", askingPage(referral, form.error), 422);

  const late = async (refusal: Refusal) => {
    const there = (await findReceived(deps.db, actor, referral.id)) ?? referral;
    const problem = await tooLate(deps.db, there, refusal, typedValues(data));
    return page(c, "@referrals/acts/asking", askingPage(there, problem), 409);
  };
  const decision = ask(referral, form.value, now);
  if (!decision.ok) return late(decision.error);

  const audit = wrote(actor, "referral", referral.id, { state: decision.value.to }, { familyId: referral.familyId });
  const writes = recordDecision(deps.db, actor, decision.value);
  return saveOr(c, { audit, writes, location: `${referralPaths.show(referral.id)}?did=asked` }, () =>
    late("changed-since"),
  );
});
