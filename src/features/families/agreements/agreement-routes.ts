import type { Temporal } from "temporal-polyfill";
import type { Actor } from "../../../domain/actor.ts";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { type Day, dayOf, instantText, startsAt } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { askedFamily, askedMember, lookAtMember, type Member } from "../family/asked-routes.ts";
import type { Family } from "../family/family.ts";
import { familyPaths } from "../paths.ts";
import { AGREEMENT_WORDING_VERSION, type Taker } from "./agreement.ts";
import { parseAgreement } from "./agreement-form.ts";
import { agreementsPage, newAgreementPage } from "./agreement-page.ts";
import { listAgreements, listProviders, recordAgreement } from "./agreement-queries.ts";
import { type AskedOf, askedOf } from "./all-agreements.ts";
import { parseAgreements, type TypedAgreements } from "./all-agreements-form.ts";
import { allAgreementsPage, answersTo, questionText } from "./all-agreements-page.ts";
import { tellOfAnswers } from "./answers-told.ts";

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
  tells: ({ said }, { family }) => tellOfAnswers(family.id, [said]),
  audit: ({ id: agreementId, said }, { family, person }, c) =>
    wrote(c.var.actor, "agreement", agreementId, { ...said, personId: person.id }, { familyId: family.id }),
  writes: ({ id: agreementId, said, at }, { family, person }, c) => {
    const of = { personId: person.id, familyId: family.id, wordingVersion: AGREEMENT_WORDING_VERSION };
    return recordAgreement(c.var.deps.db, c.var.actor, { id: agreementId, ...of, ...said, at });
  },
  did: (_, { family }) => `${familyPaths.agreements(family.id)}?did=recorded`,
});

/** Everything that is asked of one carer, on one page. */
type Asking = Member & { taker: Taker; providers: { id: string; name: string }[]; asked: AskedOf[]; seen: string };

async function findAsking(c: AppContext, asked: { familyId: string; personId: string }): Promise<Asking | undefined> {
  const { deps, actor } = c.var;
  const member = await askedMember(c, asked);
  if (!member) return undefined;
  const [providers, agreements] = await Promise.all([
    listProviders(deps.db),
    listAgreements(deps.db, actor, member.family.id),
  ]);
  const taker = takerOf(actor, member.family);
  const seen = String(agreements.filter((one) => one.personId === member.person.id).length);
  return { ...member, taker, providers, asked: askedOf(taker, providers, agreements, member.person.id), seen };
}

const SOMEBODY_ASKED = "An answer was recorded since you opened this. What you chose is still here";

/** Both answers, where what was chosen here and what is on file now differ. */
const bothAnswers = ({ asked, providers }: Asking, data: FormData) =>
  asked.flatMap((one) => {
    const chosen = data.get(one.field);
    const words = answersTo(one);
    return typeof chosen === "string" && chosen in words && chosen !== one.now
      ? [{ said: questionText(one, providers), yours: words[chosen as typeof one.now], theirs: words[one.now] }]
      : [];
  });

act<{ familyId: typeof id; personId: typeof id }, Asking, TypedAgreements>(agreementRoutes, {
  path: "/:familyId/people/:personId/agreements",
  permission: "family:write",
  params: { familyId: id, personId: id },
  find: findAsking,
  look: (c, member) => lookAtMember(c, member),
  parse: (data, { asked }, c) => parseAgreements(data, asked, dayOf(c.var.now)),
  decide: (typed, { seen }) => (typed.seen === seen ? ok(typed) : err({ text: SOMEBODY_ASKED, status: 409 })),
  page: ({ family, person, ...asking }, form, c) => [
    "@forms/form",
    allAgreementsPage(family, person, { ...asking, today: dayOf(c.var.now), form, stale: form?.conflict }),
  ],
  tells: ({ said }, { family }) => tellOfAnswers(family.id, said),
  audit: ({ said, how, onDay }, { family, person }, c) => {
    const fields = Object.fromEntries(said.map(({ field, answer }) => [field, answer]));
    return wrote(c.var.actor, "agreement", person.id, { ...fields, how, onDay }, { familyId: family.id });
  },
  writes: ({ said, how, onDay }, { family, person }, c) => {
    const { deps, actor, now } = c.var;
    const of = { personId: person.id, familyId: family.id, wordingVersion: AGREEMENT_WORDING_VERSION };
    return said.flatMap(({ field: _field, ...one }) =>
      recordAgreement(deps.db, actor, { id: deps.newId(), ...of, ...one, how, at: instantOf(onDay, now) }),
    );
  },
  did: (_, { family }) => `${familyPaths.agreements(family.id)}?did=recorded`,
  conflict: (_, asking, data) => ({ text: SOMEBODY_ASKED, differences: data ? bothAnswers(asking, data) : [] }),
});

/** Said today: now. Said earlier: midday of that day, so that something said since still rules. */
const instantOf = (day: Day, now: Temporal.Instant): string =>
  instantText(day === dayOf(now) ? now : startsAt(day, "12:00"));
