import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, saveOr } from "../../../web/save.ts";
import { referralPaths } from "../paths.ts";
import { tooLate } from "../referral/event-queries.ts";
import { type Refusal, withdraw } from "../referral/referral.ts";
import { findMade, recordDecision } from "../referral/referral-queries.ts";
import { mayBe } from "../referral/states.ts";
import { parseWithdrawal } from "./withdrawal-form.ts";
import { withdrawalPage } from "./withdrawal-page.ts";

export const withdrawal = factory.createApp();

withdrawal.get("/:id/withdrawal", can("referral:make"), params(z.object({ id })), async (c) => {
  const { deps, actor } = c.var;
  const referral = await findMade(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();
  await note(c, looked(actor, "referral", referral.id, referral.familyId));
  if (mayBe("withdraw", referral.state)) return page(c, "@referrals/acts/withdrawal", withdrawalPage(referral));
  return page(
    c,
    "@referrals/acts/withdrawal",
    withdrawalPage(referral, await tooLate(deps.db, referral, "not-open")),
    409,
  );
});

withdrawal.post("/:id/withdrawal", can("referral:make"), params(z.object({ id })), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const referral = await findMade(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();

  const data = await c.req.formData();
  const form = parseWithdrawal(data);
  if (!form.ok) return page(c, "@referrals/acts/withdrawal", withdrawalPage(referral, form.error), 422);

  const late = async (refusal: Refusal) => {
    const there = (await findMade(deps.db, actor, referral.id)) ?? referral;
    const problem = await tooLate(deps.db, there, refusal, typedValues(data));
    return page(c, "@referrals/acts/withdrawal", withdrawalPage(there, problem), 409);
  };
  const decision = withdraw(referral, form.value, now);
  if (!decision.ok) return late(decision.error);

  const audit = wrote(actor, "referral", referral.id, { state: decision.value.to }, { familyId: referral.familyId });
  const writes = recordDecision(deps.db, actor, decision.value);
  return saveOr(c, { audit, writes, location: `${referralPaths.show(referral.id)}?did=withdrawn` }, () =>
    late("changed-since"),
  );
});
