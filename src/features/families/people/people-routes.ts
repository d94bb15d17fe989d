import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save, saveOr } from "../../../web/save.ts";
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
import { lastChangeSaid } from "../family/history.ts";
import { findLastChange, listChanges } from "../family/history-queries.ts";
import { bothTexts } from "../family/record-words.ts";
import { listHolds, listNeeds } from "../needs/needs-queries.ts";
import { familyPaths } from "../paths.ts";
import { type PersonFile, peoplePage, personPage } from "./people-page.ts";
import { editPersonPage, historyPage, newPersonPage } from "./person-change-page.ts";
import { type PersonDetails, parsePerson } from "./person-form.ts";
import { insertPerson, updatePerson } from "./person-queries.ts";

export const peopleRoutes = factory.createApp();

const ofPerson = { familyId: id, personId: id };

/** What the page of one person needs, read together. */
export async function personFile(c: AppContext, family: Family, person: Person): Promise<Omit<PersonFile, "shown">> {
  const { deps, actor, now } = c.var;
  const [contacts, needs, holds] = await Promise.all([
    listContacts(deps.db, actor, family.id),
    listNeeds(deps.db, actor, family.id),
    listHolds(deps.db, actor, family.id, dayOf(now)),
  ]);
  return { contacts, needs: needs.find((one) => one.personId === person.id), holds };
}

peopleRoutes.get(
  "/:familyId/people",
  reading("family:read", { familyId: id }, askedFamily, lookAtFamily, (c, family) =>
    page(c, "@families/people/people", peoplePage(family, dayOf(c.var.now))),
  ),
);

for (const kind of ["carer", "child"] as const) {
  peopleRoutes.get(
    `/:familyId/people/new-${kind}`,
    reading("family:write", { familyId: id }, askedOwnFamily, lookAtFamily, (c, family) =>
      page(c, "@forms/form", newPersonPage(family, kind)),
    ),
  );

  peopleRoutes.post(
    `/:familyId/people/new-${kind}`,
    can("family:write"),
    params(z.object({ familyId: id })),
    once(),
    async (c) => {
      const { deps, actor, now } = c.var;
      const family = await askedOwnFamily(c, c.req.valid("param"));
      if (!family) return c.notFound();
      const form = parsePerson(await c.req.formData(), dayOf(now));
      if (!form.ok) return page(c, "@forms/form", newPersonPage(family, kind, form.error), 422);
      const { details } = form.value;
      const person = { id: deps.newId(), familyId: family.id, kind, details, at: instantText(now) };
      const entry = wrote(actor, "person", person.id, details, { familyId: family.id });
      const location = `${familyPaths.person(family.id, person.id)}?did=added`;
      return save(c, entry, insertPerson(deps.db, actor, person), location);
    },
  );
}

peopleRoutes.get(
  "/:familyId/people/:personId",
  reading("family:read", ofPerson, askedMember, lookAtMember, async (c, { family, person }) => {
    const file = await personFile(c, family, person);
    return page(c, "@families/people/person", personPage(person, family, file, dayOf(c.var.now)));
  }),
);

const detailsOf = ({ id: _id, familyId: _family, kind: _kind, version: _version, ...details }: Person): PersonDetails =>
  details;

peopleRoutes.get(
  "/:familyId/people/:personId/edit",
  reading("family:write", ofPerson, askedOwnMember, lookAtMember, (c, { person }) =>
    page(c, "@forms/form", editPersonPage(person)),
  ),
);

peopleRoutes.post(
  "/:familyId/people/:personId/edit",
  can("family:write"),
  params(z.object(ofPerson)),
  once(),
  async (c) => {
    const { deps, actor, now } = c.var;
    const person = (await askedOwnMember(c, c.req.valid("param")))?.person;
    if (!person) return c.notFound();
    const data = await c.req.formData();
    const form = parsePerson(data, dayOf(now));
    if (!form.ok) return page(c, "@forms/form", editPersonPage(person, { form: form.error }), 422);
    const { details, version } = form.value;
    const changed = changesOf(detailsOf(person), details);
    const saving = {
      audit: wrote(actor, "person", person.id, changed, { familyId: person.familyId }),
      writes: updatePerson(deps.db, person.id, version, details),
      location: `${familyPaths.person(person.familyId, person.id)}?did=changed`,
    };
    return saveOr(c, saving, async () => {
      const current = (await askedOwnMember(c, c.req.valid("param")))?.person ?? person;
      const stale = {
        text: lastChangeSaid(await findLastChange(c.var.deps.db, "person", person.id)),
        differences: bothTexts(detailsOf(current), details),
      };
      const typed = { values: typedValues(data), errors: [] };
      return page(c, "@forms/form", editPersonPage(current, { form: typed, stale }), 409);
    });
  },
);

peopleRoutes.get(
  "/:familyId/people/:personId/history",
  reading("family:read", ofPerson, askedOwnMember, lookAtMember, async (c, { family, person }) => {
    const changes = await listChanges(c.var.deps.db, "person", person.id);
    return page(c, "@families/people/history", historyPage(person, family, changes, dayOf(c.var.now)));
  }),
);
