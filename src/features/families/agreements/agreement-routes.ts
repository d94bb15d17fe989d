import type { Temporal } from "temporal-polyfill";
import type { Actor } from "../../../domain/actor.ts";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { type Day, dayOf, instantText, startsAt } from "../../../domain/calendar.ts";
import { ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
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

/**
 * The owner records what it asked; a provider at work records what it asked for itself, since some of that is asked at the
 * first meeting, which is theirs (docs/rules/main-job.md 5).
 */
const takerOf = (actor: Actor, family: Family): Taker =>
  family.access === "own"
    ? { is: "owner" }
    : { is: "provider", id: actor.organisationId, name: actor.organisationName, owner: family.organisationName };

act(agreementRoutes, {
  path: "/:familyId/people/:personId/agreements/new",
  permission: "family:write",
  params: { familyId: id, personId: id },
  find: async (c, asked) => {
    const member = await askedMember(c, asked);
    return member && { ...member, providers: await listProviders(c.var.deps.db) };
  },
  look: (c, member) => lookAtMember(c, member),
  parse: (data, { family, providers }, c) =>
    parseAgreement(data, providers, takerOf(c.var.actor, family), dayOf(c.var.now)),
  decide: ({ onDay, ...said }, _, c) => ok({ id: c.var.deps.newId(), said, at: instantOf(onDay, c.var.now) }),
  page: ({ family, person, providers }, form, c) => [
    "@forms/form",
    newAgreementPage(family, person, { taker: takerOf(c.var.actor, family), providers }, dayOf(c.var.now), form),
  ],
  audit: ({ id: agreementId, said }, { family, person }, c) =>
    wrote(c.var.actor, "agreement", agreementId, { ...said, personId: person.id }, { familyId: family.id }),
  writes: ({ id: agreementId, said, at }, { family, person }, c) => {
    const of = { personId: person.id, familyId: family.id, wordingVersion: AGREEMENT_WORDING_VERSION };
    return recordAgreement(c.var.deps.db, c.var.actor, { id: agreementId, ...of, ...said, at });
  },
  did: (_, { family }) => `${familyPaths.agreements(family.id)}?did=recorded`,
});

/** Said today: now. Said earlier: midday of that day, so that something said since still rules. */
const instantOf = (day: Day, now: Temporal.Instant): string =>
  instantText(day === dayOf(now) ? now : startsAt(day, "12:00"));
