import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, saveOr } from "../../../web/save.ts";
import { referralPaths } from "../paths.ts";
import { tooLate } from "../referral/event-queries.ts";
import { decline, type Refusal } from "../referral/referral.ts";
import { findReceived, recordDecision } from "../referral/referral-queries.ts";
import { mayBe } from "../referral/states.ts";
import { parseDeclining } from "./declining-form.ts";
import { decliningPage } from "./declining-page.ts";

export const declining = factory.createApp();

declining.get("/:id/declining", can("referral:answer"), params(z.object({ id })), async (c) => {
  const { deps, actor } = c.var;
  const referral = await findReceived(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();
  await note(c, looked(actor, "referral", referral.id, referral.familyId));
  if (mayBe("decline", referral.state)) return page(c, "@referrals/acts/declining", decliningPage(referral));
  return page(
    c,
    "@referrals/acts/declining",
    decliningPage(referral, await tooLate(deps.db, referral, "not-open")),
    409,
  );
});

declining.post("/:id/declining", can("referral:answer"), params(z.object({ id })), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const referral = await findReceived(deps.db, actor, c.req.valid("param").id);
  if (!referral) return c.notFound();

  const data = await c.req.formData();
  const form = parseDeclining(data);
  if (!form.ok) return page(c, "@referrals/acts/declining", decliningPage(referral, form.error), 422);

  const late = async (refusal: Refusal) => {
    const there = (await findReceived(deps.db, actor, referral.id)) ?? referral;
    const problem = await tooLate(deps.db, there, refusal, typedValues(data));
    return page(c, "@referrals/acts/declining", decliningPage(there, problem), 409);
  };
  const decision = decline(referral, form.value, now);
  if (!decision.ok) return late(decision.error);

  const audit = wrote(actor, "referral", referral.id, { state: "declined" }, { familyId: referral.familyId });
  const writes = recordDecision(deps.db, actor, decision.value);
  return saveOr(c, { audit, writes, location: `${referralPaths.show(referral.id)}?did=declined` }, () =>
    late("changed-since"),
  );
});
