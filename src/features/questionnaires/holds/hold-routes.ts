import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { ok } from "../../../domain/result.ts";
import { act, press } from "../../../web/act.ts";
import { factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import {
  askedFamily,
  askedMember,
  familyPaths,
  insertHold,
  liftHold,
  listHolds,
  lookAtMember,
  newHoldPage,
  parseHold,
} from "../../families/index.ts";
import { assessmentPaths, neighbours } from "../paths.ts";
import { moveOnHold } from "./held-queries.ts";

/** Holds stand on the family's file; what they move is asked here. */
export const holds = factory.createApp();

type HeardAt = { pack?: string | undefined; enrolment?: string | undefined };

/** Back to where it was heard: the list of who is asked, somebody on a run, or the family's page of the person. */
function backTo({ pack, enrolment }: HeardAt, familyId: string, personId: string): string {
  if (pack) return assessmentPaths.attempts(pack);
  if (enrolment) return neighbours.enrolment(enrolment);
  return familyPaths.person(familyId, personId);
}

act(holds, {
  path: "/:familyId/people/:personId/holds/new",
  permission: "family:write",
  params: { familyId: id, personId: id },
  query: { pack: id.optional(), enrolment: id.optional() },
  // Whoever hears of it makes it: a provider at work for the family too (docs/rules/reaching.md).
  find: async (c, asked) => {
    const member = await askedMember(c, asked);
    return member && { ...member, back: backTo(asked, asked.familyId, asked.personId) };
  },
  look: lookAtMember,
  parse: (data, _, c) => parseHold(data, dayOf(c.var.now)),
  decide: (typed, _, c) => ok({ id: c.var.deps.newId(), typed }),
  page: ({ person, back }, form) => ["@forms/form", newHoldPage(person, back, form)],
  tells: (_, { family }) => ({ verb: "hold.made", about: { familyId: family.id } }),
  audit: ({ id: holdId, typed }, { family }, c) => wrote(c.var.actor, "hold", holdId, typed, { familyId: family.id }),
  writes: async ({ id: holdId, typed }, { person }, c) => {
    const { deps, actor, now } = c.var;
    const made = insertHold(deps.db, actor, { id: holdId, personId: person.id, ...typed, at: instantText(now) });
    const add = [{ ...typed, liftedAt: null }];
    return [made, ...(await moveOnHold(deps, actor.userId, person.id, (kept) => [...kept, ...add], "hold"))];
  },
  did: (_, { back }) => `${back}?did=hold`,
});

press(holds, {
  path: "/:familyId/holds/:holdId/lifting",
  permission: "family:write",
  params: { familyId: id, holdId: id },
  find: async (c, asked) => {
    const { deps, actor, now } = c.var;
    const family = await askedFamily(c, asked);
    const all = family ? await listHolds(deps.db, actor, family.id, dayOf(now)) : [];
    const hold = all.find((one) => one.id === asked.holdId);
    return hold && { ...hold, familyId: asked.familyId };
  },
  tells: (_, { familyId }) => ({ verb: "hold.lifted", about: { familyId } }),
  audit: (_, { id: holdId, familyId }, c) =>
    wrote(c.var.actor, "hold", holdId, { liftedAt: instantText(c.var.now) }, { familyId }),
  writes: async (_, hold, c) => {
    const { deps, actor, now } = c.var;
    const liftedAt = instantText(now);
    const lifted = <H extends { id: string }>(kept: readonly H[]) =>
      kept.map((one) => (one.id === hold.id ? { ...one, liftedAt } : one));
    return [
      liftHold(deps.db, hold.id, liftedAt),
      ...(await moveOnHold(deps, actor.userId, hold.personId, lifted, "hold-lifted")),
    ];
  },
  did: (_, { familyId, personId }) => `${familyPaths.person(familyId, personId)}?did=lifted`,
});
