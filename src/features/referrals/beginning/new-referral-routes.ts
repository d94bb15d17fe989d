import { z } from "zod";
import { Conflict } from "../../../db/conflict.ts";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, type AppEnv, factory, page } from "../../../web/factory.ts";
import { id, query } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { findOwnFamily, personIn } from "../../families/index.ts";
import { acceptedOffer } from "../../offers/index.ts";
import { listNextStarts, listProgrammesOfRoute } from "../../programmes/index.ts";
import { referralPaths } from "../paths.ts";
import { isSoonAgain } from "../referral/again.ts";
import { listAvailability } from "../referral/carried-queries.ts";
import { beginReferral } from "./beginning-queries.ts";
import { findOpenReferral, lastEndedAt } from "./earlier-referral-queries.ts";
import { parseNewReferral } from "./new-referral-form.ts";
import { type Choosing, newReferralPage } from "./new-referral-page.ts";

export const newReferral = factory.createApp();

const from = z.object({ offer: id, programme: id.optional() });
const VIEW = "@referrals/draft/new";

/** What the choice is made from: an accepted offer of a parenting programme or CBT to a carer of our own. Undefined: 404. */
async function choosingFrom(c: AppContext, offerId: string, chosen?: string): Promise<Choosing | undefined> {
  const { deps, actor, now } = c.var as AppEnv["Variables"];
  const offer = await acceptedOffer(deps.db, actor, offerId);
  if (!offer || (offer.support !== "parenting" && offer.support !== "cbt")) return undefined;
  const family = await findOwnFamily(deps.db, actor, offer.familyId);
  const carer = family && personIn(family, offer.carerId);
  if (!family || !carer) return undefined;
  const today = dayOf(now);
  const [programmes, starts, free] = await Promise.all([
    listProgrammesOfRoute(deps.db, actor, offer.support),
    listNextStarts(deps.db, offer.support, today),
    listAvailability(deps.db, carer.id),
  ]);
  return { route: offer.support, family, carer, programmes, starts, free, today, childId: offer.childId, chosen };
}

/** The page again with a link to the open referral, when there is one (U6). */
async function alreadyOpen(c: AppContext, choosing: Choosing, data: FormData, programmeId: string) {
  const { deps, actor } = c.var as AppEnv["Variables"];
  const open = await findOpenReferral(deps.db, actor, choosing.carer.id, programmeId);
  if (!open) return undefined;
  const text = "This carer already has an open referral to this programme";
  const form = problem(typedValues(data), "programme", text);
  const href = open.visible ? referralPaths.show(open.id) : null;
  const already = { isSoonAgain: false, open: { reference: open.reference, href } };
  return page(c, VIEW, newReferralPage(choosing, form, already), 409);
}

newReferral.get(
  "/new",
  reading(
    "referral:make",
    {},
    (c, asked) => choosingFrom(c, asked.offer, asked.programme),
    (c, { family }) => looked(c.var.actor, "family", family.id, family.id),
    (c, choosing) => page(c, VIEW, newReferralPage(choosing)),
    from.shape,
  ),
);

newReferral.post("/new", can("referral:make"), query(from), once(), async (c) => {
  const { deps, actor, now } = c.var;
  const offerId = c.req.valid("query").offer;
  const choosing = await choosingFrom(c, offerId);
  if (!choosing) return c.notFound();
  const { family, carer, programmes, today } = choosing;

  const data = await c.req.formData();
  const wrong = (form: FormProblem, again = false) =>
    page(c, VIEW, newReferralPage(choosing, form, { isSoonAgain: again, open: null }), 422);
  const form = parseNewReferral(data);
  if (!form.ok) return wrong(form.error);
  const typed = form.value;
  const programme = programmes.find((one) => one.id === typed.programme);
  if (!programme) return wrong(problem(typedValues(data), "programme", "Select a programme from the list"));
  if (!family.children.some((child) => child.id === typed.child))
    return wrong(problem(typedValues(data), "child", "Select a child of this family"));

  const open = await alreadyOpen(c, choosing, data, programme.id);
  if (open) return open;
  const again = isSoonAgain(await lastEndedAt(deps.db, carer.id, programme.id), today);
  const why = "Enter why again now: the last referral to this programme ended less than 6 months ago";
  if (again && typed.overrideReason === null) return wrong(problem(typedValues(data), "overrideReason", why), true);

  const {
    id: referralId,
    writes,
    goesOn,
  } = await beginReferral(
    deps,
    actor,
    {
      familyId: family.id,
      carerId: carer.id,
      childId: typed.child,
      offerId,
      programme,
      overrideReason: again ? typed.overrideReason : null,
    },
    now,
  );
  const audit = wrote(actor, "referral", referralId, { state: "draft" }, { familyId: family.id });
  try {
    return await save(c, audit, writes, `${goesOn}?did=opened`);
  } catch (error) {
    const lost = error instanceof Conflict && error.kind === "duplicate";
    const answer = lost ? await alreadyOpen(c, choosing, data, programme.id) : undefined;
    if (!answer) throw error;
    return answer;
  }
});
