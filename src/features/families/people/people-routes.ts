import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { ok } from "../../../domain/result.ts";
import { act } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { listContacts } from "../contacts/contact-queries.ts";
import {
  askedFamily,
  askedMember,
  askedOwnFamily,
  askedOwnMember,
  lookAtFamily,
  lookAtMember,
} from "../family/asked-routes.ts";
import { changesOf } from "../family/changes.ts";
import type { Family, Person } from "../family/family.ts";
import { changedSince, listChanges } from "../family/history-queries.ts";
import { bothTexts } from "../family/record-words.ts";
import { listHolds, listNeeds } from "../needs/needs-queries.ts";
import { familyPaths } from "../paths.ts";
import { cardFor } from "../reach/cards-routes.ts";
import { toldPage } from "../reach/person-fact-page.ts";
import { findSubject } from "../reach/person-fact-queries.ts";
import { learnAt } from "../reach/person-fact-routes.ts";
import { type PersonFile, peoplePage, personPage } from "./people-page.ts";
import { editPersonPage, historyPage, newPersonPage } from "./person-change-page.ts";
import { type PersonDetails, parsePerson } from "./person-form.ts";
import { insertPerson, updatePerson } from "./person-queries.ts";

export const peopleRoutes = factory.createApp();

const ofPerson = { familyId: id, personId: id };

/** What the page of one person needs, read together. */
export async function personFile(c: AppContext, family: Family, person: Person): Promise<Omit<PersonFile, "shown">> {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const [contacts, needs, holds, card, subject] = await Promise.all([
    listContacts(deps.db, actor, family.id),
    listNeeds(deps.db, actor, family.id),
    listHolds(deps.db, actor, family.id, today),
    person.kind === "carer" ? cardFor(c, person.id) : null,
    findSubject(deps.db, actor, { personId: person.id, familyId: family.id }, today),
  ]);
  const told = subject ? toldPage(subject, familyPaths.person(family.id, person.id)) : null;
  return { contacts, needs: needs.find((one) => one.personId === person.id), holds, card, told };
}

peopleRoutes.get(
  "/:familyId/people",
  reading("family:read", { familyId: id }, askedFamily, lookAtFamily, (c, family) =>
    page(c, "@families/people/people", peoplePage(family, dayOf(c.var.now))),
  ),
);

for (const kind of ["carer", "child"] as const)
  act(peopleRoutes, {
    path: `/:familyId/people/new-${kind}`,
    permission: "family:write",
    params: { familyId: id },
    find: askedOwnFamily,
    look: lookAtFamily,
    parse: (data, _, c) => parsePerson(data, dayOf(c.var.now)),
    decide: ({ details }, family, c) =>
      ok({ id: c.var.deps.newId(), familyId: family.id, kind, details, at: instantText(c.var.now) }),
    page: (family, form) => ["@forms/form", newPersonPage(family, kind, form)],
    tells: (_, family) => ({ verb: "person.added", about: { familyId: family.id } }),
    audit: (person, family, c) => wrote(c.var.actor, "person", person.id, person.details, { familyId: family.id }),
    writes: (person, _, c) => insertPerson(c.var.deps.db, c.var.actor, person),
    did: (person, family) => `${familyPaths.person(family.id, person.id)}?did=added`,
  });

peopleRoutes.get(
  "/:familyId/people/:personId",
  reading("family:read", ofPerson, askedMember, lookAtMember, async (c, { family, person }) => {
    const file = await personFile(c, family, person);
    return page(c, "@families/people/person", personPage(person, family, file, dayOf(c.var.now)));
  }),
);

const detailsOf = (person: Person): PersonDetails => {
  const { id: _id, familyId: _family, kind: _kind, version: _version, diedOn: _died, ...details } = person;
  return details;
};

act(peopleRoutes, {
  path: "/:familyId/people/:personId/edit",
  permission: "family:write",
  params: ofPerson,
  find: askedOwnMember,
  look: lookAtMember,
  parse: (data, _, c) => parsePerson(data, dayOf(c.var.now)),
  page: ({ person }, form) => ["@forms/form", editPersonPage(person, { form, stale: form?.conflict })],
  tells: (_, { person }) => ({ verb: "person.changed", about: { familyId: person.familyId } }),
  audit: ({ details }, { person }, c) =>
    wrote(c.var.actor, "person", person.id, changesOf(detailsOf(person), details), { familyId: person.familyId }),
  writes: ({ details, version }, { person }, c) => updatePerson(c.var.deps.db, person.id, version, details),
  did: (_, { person }) => `${familyPaths.person(person.familyId, person.id)}?did=changed`,
  conflict: (c, { person }, data) => {
    const typed = data && parsePerson(data, dayOf(c.var.now));
    const rows = typed?.ok ? bothTexts(detailsOf(person), typed.value.details) : [];
    return changedSince(c.var.deps.db, "person", person.id, rows);
  },
});

learnAt(peopleRoutes, {
  path: "/:familyId/people/:personId",
  permission: "family:write",
  params: ofPerson,
  whom: async (c, asked) => {
    const member = await askedMember(c, asked);
    return member && { ...asked, at: familyPaths.person(asked.familyId, asked.personId) };
  },
});

peopleRoutes.get(
  "/:familyId/people/:personId/history",
  reading("family:read", ofPerson, askedOwnMember, lookAtMember, async (c, { family, person }) => {
    const changes = await listChanges(c.var.deps.db, "person", person.id);
    return page(c, "@families/people/history", historyPage(person, family, changes, dayOf(c.var.now)));
  }),
);
