import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { parseForm, typedValues, version } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { note, once, save, saveOr } from "../../../web/save.ts";
import type { Contact, ContactDetails } from "../contacts/contact.ts";
import { parseContact } from "../contacts/contact-form.ts";
import { endContact, findContact, insertContact, revealContact, updateContact } from "../contacts/contact-queries.ts";
import { askedOwnFamily, askedOwnMember, lookAtMember } from "../family/asked-routes.ts";
import { changesOf } from "../family/changes.ts";
import { type Family, personIn } from "../family/family.ts";
import { findFamily } from "../family/family-queries.ts";
import { lastChangeSaid } from "../family/history.ts";
import { findLastChange } from "../family/history-queries.ts";
import { bothTexts } from "../family/record-words.ts";
import { familyPaths } from "../paths.ts";
import { editContactPage, endContactPage, newContactPage } from "./contact-page.ts";
import { personPage } from "./people-page.ts";
import { personFile } from "./people-routes.ts";

export const contactRoutes = factory.createApp();

const ofPerson = params(z.object({ familyId: id, personId: id }));
const ofContact = params(z.object({ familyId: id, contactId: id }));
type Ids = { familyId: string; contactId: string };

const NEW = "/:familyId/people/:personId/contacts/new";

contactRoutes.get(
  NEW,
  reading("family:write", { familyId: id, personId: id }, askedOwnMember, lookAtMember, (c, { family, person }) =>
    page(c, "@forms/form", newContactPage(family, person)),
  ),
);

contactRoutes.post(NEW, can("family:write"), ofPerson, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const { familyId, personId } = c.req.valid("param");
  const member = await askedOwnMember(c, { familyId, personId });
  if (!member) return c.notFound();
  const { family, person } = member;
  const form = parseContact(await c.req.formData());
  if (!form.ok) return page(c, "@forms/form", newContactPage(family, person, form.error), 422);
  const details: ContactDetails = { ...form.value.details, value: form.value.details.value ?? "" };
  const contact = { id: deps.newId(), personId, details, at: instantText(now) };
  const entry = wrote(actor, "contact", contact.id, details, { familyId });
  const location = `${familyPaths.person(familyId, personId)}?did=contact-added`;
  return save(c, entry, [insertContact(deps.db, actor, contact)], location);
});

type InUse = { family: Family; contact: Contact };

/** A contact of a family of one's own, still in use. */
async function findOwn(c: AppContext, { familyId, contactId }: Ids): Promise<InUse | undefined> {
  const { deps, actor } = c.var;
  const family = await askedOwnFamily(c, { familyId });
  const contact = family && (await findContact(deps.db, actor, familyId, contactId));
  return family && contact && contact.endedOn === null ? { family, contact } : undefined;
}

const look = (c: AppContext, { family, contact }: InUse) => looked(c.var.actor, "contact", contact.id, family.id);

contactRoutes.get(
  "/:familyId/contacts/:contactId/edit",
  reading("family:write", { familyId: id, contactId: id }, findOwn, look, (c, { family, contact }) =>
    page(c, "@forms/form", editContactPage(family, contact)),
  ),
);

const detailsOf = ({
  id: _id,
  personId: _person,
  endedOn: _ended,
  version: _version,
  ...details
}: Contact): ContactDetails => details;

contactRoutes.post("/:familyId/contacts/:contactId/edit", can("family:write"), ofContact, once(), async (c) => {
  const { deps, actor } = c.var;
  const found = await findOwn(c, c.req.valid("param"));
  if (!found) return c.notFound();
  const { family, contact } = found;
  const data = await c.req.formData();
  const form = parseContact(data, contact.confidential === "yes");
  if (!form.ok) return page(c, "@forms/form", editContactPage(family, contact, { form: form.error }), 422);
  const { version: typedVersion, details } = form.value;
  const typed: ContactDetails = { ...details, value: details.value ?? contact.value };
  const saving = {
    audit: wrote(actor, "contact", contact.id, changesOf(detailsOf(contact), typed), { familyId: family.id }),
    writes: [updateContact(deps.db, contact.id, typedVersion, details)],
    location: `${familyPaths.person(family.id, contact.personId)}?did=contact-changed`,
  };
  return saveOr(c, saving, async () => {
    const current = (await findOwn(c, c.req.valid("param")))?.contact;
    if (!current) return c.notFound();
    const stale = {
      text: lastChangeSaid(await findLastChange(c.var.deps.db, "contact", contact.id)),
      differences: bothTexts(shownOf(current), shownOf(typed)),
    };
    const form = { values: typedValues(data), errors: [] };
    return page(c, "@forms/form", editContactPage(family, current, { form, stale }), 409);
  });
});

/** A confidential value stays masked, also where both texts are compared. */
const shownOf = (contact: ContactDetails): ContactDetails => ({
  ...contact,
  value: contact.confidential === "yes" ? "Confidential" : contact.value,
});

/** Shows one confidential contact, after the trail has kept that it was asked for. A POST: nothing shows it by accident. */
contactRoutes.post("/:familyId/contacts/:contactId/showing", can("family:read"), ofContact, async (c) => {
  const { deps, actor, now } = c.var;
  const { familyId, contactId } = c.req.valid("param");
  const family = await findFamily(deps.db, actor, familyId);
  const contact = family && (await findContact(deps.db, actor, familyId, contactId));
  const person = contact && personIn(family, contact.personId);
  if (!family || !person) return c.notFound();
  await note(c, looked(actor, "contact", contactId, familyId));
  const shown = await revealContact(deps.db, actor, contactId);
  const file = { ...(await personFile(c, family, person)), shown: { id: contactId, value: shown?.value ?? "" } };
  return page(c, "@families/people/person", personPage(person, family, file, dayOf(now)));
});

contactRoutes.get(
  "/:familyId/contacts/:contactId/ending",
  reading("family:write", { familyId: id, contactId: id }, findOwn, look, (c, { family, contact }) =>
    page(c, "@forms/form", endContactPage(family, contact)),
  ),
);

contactRoutes.post("/:familyId/contacts/:contactId/ending", can("family:write"), ofContact, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const found = await findOwn(c, c.req.valid("param"));
  if (!found) return c.notFound();
  const { family, contact } = found;
  const form = parseForm(z.object({ version }), await c.req.formData());
  if (!form.ok) return page(c, "@forms/form", endContactPage(family, contact), 422);
  const today = dayOf(now);
  const saving = {
    audit: wrote(actor, "contact", contact.id, { endedOn: today }, { familyId: family.id }),
    writes: [endContact(deps.db, contact.id, form.value.version, today)],
    location: `${familyPaths.person(family.id, contact.personId)}?did=contact-ended`,
  };
  return saveOr(c, saving, async () => {
    const stale = { text: lastChangeSaid(await findLastChange(c.var.deps.db, "contact", contact.id)), differences: [] };
    return page(c, "@forms/form", endContactPage(family, contact, stale), 409);
  });
});
