import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, save, saveOr } from "../../../web/save.ts";
import { listContacts } from "../contacts/contact-queries.ts";
import { changesOf } from "../family/changes.ts";
import { type Family, type Person, personIn } from "../family/family.ts";
import { findFamily, findOwnFamily } from "../family/family-queries.ts";
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

const ofFamily = params(z.object({ familyId: id }));
const ofPerson = params(z.object({ familyId: id, personId: id }));

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

peopleRoutes.get("/:familyId/people", can("family:read"), ofFamily, async (c) => {
  const { deps, actor, now } = c.var;
  const family = await findFamily(deps.db, actor, c.req.valid("param").familyId);
  if (!family) return c.notFound();
  await note(c, looked(actor, "family", family.id, family.id));
  return page(c, "@families/people/people", peoplePage(family, dayOf(now)));
});

for (const kind of ["carer", "child"] as const) {
  peopleRoutes.get(`/:familyId/people/new-${kind}`, can("family:write"), ofFamily, async (c) => {
    const family = await findOwnFamily(c.var.deps.db, c.var.actor, c.req.valid("param").familyId);
    if (!family) return c.notFound();
    return page(c, "@forms/form", newPersonPage(family, kind));
  });

  peopleRoutes.post(`/:familyId/people/new-${kind}`, can("family:write"), ofFamily, once(), async (c) => {
    const { deps, actor, now } = c.var;
    const family = await findOwnFamily(deps.db, actor, c.req.valid("param").familyId);
    if (!family) return c.notFound();
    const form = parsePerson(await c.req.formData(), dayOf(now));
    if (!form.ok) return page(c, "@forms/form", newPersonPage(family, kind, form.error), 422);
    const { details } = form.value;
    const person = { id: deps.newId(), familyId: family.id, kind, details, at: instantText(now) };
    const entry = wrote(actor, "person", person.id, details, { familyId: family.id });
    const location = `${familyPaths.person(family.id, person.id)}?did=added`;
    return save(c, entry, insertPerson(deps.db, actor, person), location);
  });
}

peopleRoutes.get("/:familyId/people/:personId", can("family:read"), ofPerson, async (c) => {
  const { deps, actor, now } = c.var;
  const { familyId, personId } = c.req.valid("param");
  const family = await findFamily(deps.db, actor, familyId);
  const person = family && personIn(family, personId);
  if (!family || !person) return c.notFound();
  const file = await personFile(c, family, person);
  await note(c, looked(actor, "person", person.id, family.id));
  return page(c, "@families/people/person", personPage(person, family, file, dayOf(now)));
});

const detailsOf = ({ id: _id, familyId: _family, kind: _kind, version: _version, ...details }: Person): PersonDetails =>
  details;

async function findOwnPerson(c: AppContext, { familyId, personId }: { familyId: string; personId: string }) {
  const family = await findOwnFamily(c.var.deps.db, c.var.actor, familyId);
  return family && personIn(family, personId);
}

peopleRoutes.get("/:familyId/people/:personId/edit", can("family:write"), ofPerson, async (c) => {
  const person = await findOwnPerson(c, c.req.valid("param"));
  if (!person) return c.notFound();
  await note(c, looked(c.var.actor, "person", person.id, person.familyId));
  return page(c, "@forms/form", editPersonPage(person));
});

peopleRoutes.post("/:familyId/people/:personId/edit", can("family:write"), ofPerson, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const person = await findOwnPerson(c, c.req.valid("param"));
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
    const current = (await findOwnPerson(c, c.req.valid("param"))) ?? person;
    const stale = {
      text: lastChangeSaid(await findLastChange(c.var.deps.db, "person", person.id)),
      differences: bothTexts(detailsOf(current), details),
    };
    const typed = { values: typedValues(data), errors: [] };
    return page(c, "@forms/form", editPersonPage(current, { form: typed, stale }), 409);
  });
});

peopleRoutes.get("/:familyId/people/:personId/history", can("family:read"), ofPerson, async (c) => {
  const { deps, actor, now } = c.var;
  const { familyId, personId } = c.req.valid("param");
  const family = await findOwnFamily(deps.db, actor, familyId);
  const person = family && personIn(family, personId);
  if (!family || !person) return c.notFound();
  const changes = await listChanges(deps.db, "person", person.id);
  await note(c, looked(actor, "person", person.id, family.id));
  return page(c, "@families/people/history", historyPage(person, family, changes, dayOf(now)));
});
