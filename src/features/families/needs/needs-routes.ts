import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { ok } from "../../../domain/result.ts";
import { act, press } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { askedFamily, askedMember, askedOwnMember, lookAtMember } from "../family/asked-routes.ts";
import { changesOf } from "../family/changes.ts";
import type { Person } from "../family/family.ts";
import { changedSince } from "../family/history-queries.ts";
import { bothTexts } from "../family/record-words.ts";
import { familyPaths } from "../paths.ts";
import { type Needs, noNeeds } from "./needs.ts";
import { parseHold, parseNeeds } from "./needs-form.ts";
import { needsPage, newHoldPage } from "./needs-page.ts";
import { insertHold, liftHold, listHolds, listNeeds, recordNeeds } from "./needs-queries.ts";

export const needsRoutes = factory.createApp();

async function needsOf(c: AppContext, person: Person): Promise<Needs> {
  const all = await listNeeds(c.var.deps.db, c.var.actor, person.familyId);
  return all.find((one) => one.personId === person.id) ?? noNeeds(person.id);
}

act(needsRoutes, {
  path: "/:familyId/people/:personId/needs",
  permission: "family:write",
  params: { familyId: id, personId: id },
  find: async (c, asked) => {
    const person = (await askedOwnMember(c, asked))?.person;
    return person && { person, needs: await needsOf(c, person) };
  },
  look: (c, { person }) => looked(c.var.actor, "need", person.id, person.familyId),
  parse: (data) => parseNeeds(data),
  decide: (typed, { person, needs }) => ok({ personId: person.id, safeToCall: needs.safeToCall, ...typed }),
  page: ({ person, needs }, form) => ["@forms/form", needsPage(person, needs, { form, stale: form?.conflict })],
  tells: (_, { person }) => ({ verb: "needs.changed", about: { familyId: person.familyId } }),
  audit: (typed: Needs, { person, needs }, c) => {
    const { version: _, ...changed } = changesOf(needs, typed);
    return wrote(c.var.actor, "need", person.id, changed, { familyId: person.familyId });
  },
  writes: (typed: Needs, _, c) => [recordNeeds(c.var.deps.db, c.var.actor, typed, instantText(c.var.now))],
  did: (_, { person }) => `${familyPaths.person(person.familyId, person.id)}?did=needs`,
  conflict: (c, { person, needs }, data) => {
    const typed = data && parseNeeds(data);
    const rows = typed?.ok ? bothTexts(needs, { ...needs, ...typed.value, version: needs.version }) : [];
    return changedSince(c.var.deps.db, "need", person.id, rows);
  },
});

act(needsRoutes, {
  path: "/:familyId/people/:personId/holds/new",
  permission: "family:write",
  params: { familyId: id, personId: id },
  // Whoever hears of it makes it: a provider at work for the family too (docs/rules/reaching.md).
  find: askedMember,
  look: lookAtMember,
  parse: (data, _, c) => parseHold(data, dayOf(c.var.now)),
  decide: (typed, _, c) => ok({ id: c.var.deps.newId(), typed }),
  page: ({ person }, form) => ["@forms/form", newHoldPage(person, form)],
  tells: (_, { family }) => ({ verb: "hold.made", about: { familyId: family.id } }),
  audit: ({ id: holdId, typed }, { family }, c) => wrote(c.var.actor, "hold", holdId, typed, { familyId: family.id }),
  writes: ({ id: holdId, typed }, { person }, c) => {
    const { deps, actor, now } = c.var;
    return [insertHold(deps.db, actor, { id: holdId, personId: person.id, ...typed, at: instantText(now) })];
  },
  did: (_, { person }) => `${familyPaths.person(person.familyId, person.id)}?did=hold`,
});

press(needsRoutes, {
  path: "/:familyId/holds/:holdId/lifting",
  permission: "family:write",
  params: { familyId: id, holdId: id },
  find: async (c, asked) => {
    const { deps, actor, now } = c.var;
    const family = await askedFamily(c, asked);
    const holds = family ? await listHolds(deps.db, actor, family.id, dayOf(now)) : [];
    const hold = holds.find((one) => one.id === asked.holdId);
    return hold && { ...hold, familyId: asked.familyId };
  },
  tells: (_, { familyId }) => ({ verb: "hold.lifted", about: { familyId } }),
  audit: (_, { id: holdId, familyId }, c) =>
    wrote(c.var.actor, "hold", holdId, { liftedAt: instantText(c.var.now) }, { familyId }),
  writes: (_, hold, c) => [liftHold(c.var.deps.db, hold.id, instantText(c.var.now))],
  did: (_, { familyId, personId }) => `${familyPaths.person(familyId, personId)}?did=lifted`,
});
