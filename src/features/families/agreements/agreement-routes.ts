import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Actor } from "../../../domain/actor.ts";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { type Day, dayOf, instantText, startsAt } from "../../../domain/calendar.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { askedFamily, askedMember, lookAtMember } from "../family/asked-routes.ts";
import type { Family } from "../family/family.ts";
import { familyPaths } from "../paths.ts";
import { AGREEMENT_WORDING_VERSION, type Taker } from "./agreement.ts";
import { parseAgreement } from "./agreement-form.ts";
import { agreementsPage, newAgreementPage } from "./agreement-page.ts";
import { listAgreements, listProviders, recordAgreement } from "./agreement-queries.ts";

export const agreementRoutes = factory.createApp();

agreementRoutes.get(
  "/:familyId/agreements",
  reading(
    "family:read",
    { familyId: id },
    askedFamily,
    (c, family) => looked(c.var.actor, "agreements", family.id, family.id),
    async (c, family) => {
      const { deps, actor, now } = c.var;
      const agreements = await listAgreements(deps.db, actor, family.id);
      return page(c, "@families/agreements/agreements", agreementsPage(family, agreements, dayOf(now)));
    },
  ),
);

const ofPerson = params(z.object({ familyId: id, personId: id }));
const NEW = "/:familyId/people/:personId/agreements/new";

/**
 * The owner records what it asked; a provider at work records what it asked for itself, since some of that is asked at the
 * first meeting, which is theirs (docs/rules/main-job.md 5).
 */
const takerOf = (actor: Actor, family: Family): Taker =>
  family.access === "own"
    ? { is: "owner" }
    : { is: "provider", id: actor.organisationId, name: actor.organisationName, owner: family.organisationName };

agreementRoutes.get(
  NEW,
  reading("family:write", { familyId: id, personId: id }, askedMember, lookAtMember, async (c, { family, person }) => {
    const { deps, actor, now } = c.var;
    const asked = { taker: takerOf(actor, family), providers: await listProviders(deps.db) };
    return page(c, "@forms/form", newAgreementPage(family, person, asked, dayOf(now)));
  }),
);

agreementRoutes.post(NEW, can("family:write"), ofPerson, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const { familyId, personId } = c.req.valid("param");
  const member = await askedMember(c, { familyId, personId });
  if (!member) return c.notFound();
  const { family, person } = member;
  const providers = await listProviders(deps.db);
  const taker = takerOf(actor, family);
  const form = parseAgreement(await c.req.formData(), providers, taker, dayOf(now));
  if (!form.ok)
    return page(c, "@forms/form", newAgreementPage(family, person, { taker, providers }, dayOf(now), form.error), 422);
  const { onDay, ...said } = form.value;
  const at = instantOf(onDay, now);
  const agreement = { id: deps.newId(), personId, familyId, ...said, wordingVersion: AGREEMENT_WORDING_VERSION, at };
  const entry = wrote(actor, "agreement", agreement.id, { ...said, personId }, { familyId });
  const location = `${familyPaths.agreements(familyId)}?did=recorded`;
  return save(c, entry, recordAgreement(deps.db, actor, agreement), location);
});

/** Said today: now. Said earlier: midday of that day, so that something said since still rules. */
const instantOf = (day: Day, now: Temporal.Instant): string =>
  instantText(day === dayOf(now) ? now : startsAt(day, "12:00"));
