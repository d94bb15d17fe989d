import { looked, wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { askedOwnMember } from "../family/asked-routes.ts";
import { changesOf } from "../family/changes.ts";
import type { Person } from "../family/family.ts";
import { changedSince } from "../family/history-queries.ts";
import { bothTexts } from "../family/record-words.ts";
import { familyPaths } from "../paths.ts";
import { type Needs, noNeeds } from "./needs.ts";
import { parseNeeds } from "./needs-form.ts";
import { needsPage } from "./needs-page.ts";
import { listNeeds, recordNeeds } from "./needs-queries.ts";

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
