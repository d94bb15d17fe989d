import { looked, wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { act } from "../../../web/act.ts";
import { factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { cardFor } from "../../families/index.ts";
import { recordAttempt, wrongNumber } from "../../questionnaires/index.ts";
import { findWaiting } from "../../referrals/index.ts";
import { waitingPaths } from "../paths.ts";
import { parseWaitingCall } from "./waiting-call-form.ts";
import { waitingCallPage } from "./waiting-call-page.ts";
import { listCalls } from "./waiting-queries.ts";

export const waitingCalls = factory.createApp();

/** Somebody who waits was rung, or it was tried: each is kept, and having spoken settles "ring now". */
act(waitingCalls, {
  path: "/:id/calls",
  permission: "run:write",
  params: { id },
  find: (c, asked) => findWaiting(c.var.deps.db, c.var.actor, asked.id),
  look: (c, referral) => looked(c.var.actor, "referral", referral.id, referral.familyId),
  parse: (data) => parseWaitingCall(data),
  page: async (referral, form, c) => {
    const [calls, card] = await Promise.all([listCalls(c.var.deps.db, referral.id), cardFor(c, referral.carerId)]);
    return ["@runs/joining/call", { ...waitingCallPage(referral, calls, form), card }];
  },
  tells: "its-step",
  audit: (call, referral, c) =>
    wrote(c.var.actor, "waiting-call", referral.id, { ...call }, { familyId: referral.familyId }),
  writes: async (call, referral, c) => {
    const { deps, actor, now } = c.var;
    const { carerId: personId, id: referralId } = referral;
    const about = { id: deps.newId(), packId: null, personId, referralId };
    const wrong = call.outcome === "wrong-number" ? await wrongNumber(c, { personId }) : [];
    return [recordAttempt(deps.db, { ...about, ...call, at: instantText(now), by: actor.userId }), ...wrong];
  },
  did: ({ outcome }) => `${waitingPaths.list()}?did=${outcome === "spoke" ? "spoke" : "tried"}`,
});
