import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { ok } from "../../../domain/result.ts";
import { BLANK, type FormProblem, parseForm, version } from "../../../forms/form.ts";
import { act } from "../../../web/act.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note } from "../../../web/save.ts";
import { type Contact, type ContactDetails, isTelephone } from "../contacts/contact.ts";
import { parseContact } from "../contacts/contact-form.ts";
import { endContact, findContact, insertContact, revealContact, updateContact } from "../contacts/contact-queries.ts";
import { askedOwnFamily, askedOwnMember, lookAtMember } from "../family/asked-routes.ts";
import { changesOf } from "../family/changes.ts";
import { type Family, personIn } from "../family/family.ts";
import { findFamily } from "../family/family-queries.ts";
import { changedSince } from "../family/history-queries.ts";
import { bothTexts } from "../family/record-words.ts";
import { clearSaidBefore, listNeeds } from "../needs/needs-queries.ts";
import { familyPaths } from "../paths.ts";
import { editContactPage, endContactPage, newContactPage } from "./contact-page.ts";
import { personPage } from "./people-page.ts";
import { personFile } from "./people-routes.ts";

export const contactRoutes = factory.createApp();

const ofContact = { familyId: id, contactId: id };
type Ids = { familyId: string; contactId: string };

act(contactRoutes, {
  path: "/:familyId/people/:personId/contacts/new",
  permission: "family:write",
  params: { familyId: id, personId: id },
  find: async (c, asked) => {
    const member = await askedOwnMember(c, asked);
    const needs = member && (await listNeeds(c.var.deps.db, c.var.actor, member.family.id));
    const own = needs?.find((one) => one.personId === asked.personId);
    return member && { ...member, saidBefore: own?.safeToCall ?? null };
  },
  look: lookAtMember,
  parse: (data) => parseContact(data),
  decide: ({ details: typed }, { person }, c) => {
    const details: ContactDetails = { ...typed, value: typed.value ?? "" };
    return ok({ id: c.var.deps.newId(), personId: person.id, details, at: instantText(c.var.now) });
  },
  page: ({ family, person, saidBefore }, form) => [
    "@forms/form",
    newContactPage(family, person, form ?? beginningWith(saidBefore)),
  ],
  tells: (_, { family }) => ({ verb: "contact.added", about: { familyId: family.id } }),
  audit: (contact, { family }, c) =>
    wrote(c.var.actor, "contact", contact.id, contact.details, { familyId: family.id }),
  writes: (contact, { person, saidBefore }, c) => {
    const { deps, actor } = c.var;
    const isMoved = saidBefore !== null && isTelephone(contact.details);
    return [insertContact(deps.db, actor, contact), ...(isMoved ? [clearSaidBefore(deps.db, person.id)] : [])];
  },
  did: (_, { family, person }) => `${familyPaths.person(family.id, person.id)}?did=contact-added`,
});

/** A new contact's form with the safe times that were written elsewhere while there was no number to write them to. */
const beginningWith = (saidBefore: string | null): FormProblem =>
  saidBefore === null ? BLANK : { values: { safe: "at-times", safeTimes: saidBefore }, errors: [] };

type InUse = { family: Family; contact: Contact };

/** A contact of a family of one's own, still in use. */
async function findOwn(c: AppContext, { familyId, contactId }: Ids): Promise<InUse | undefined> {
  const { deps, actor } = c.var;
  const family = await askedOwnFamily(c, { familyId });
  const contact = family && (await findContact(deps.db, actor, familyId, contactId));
  return family && contact && contact.endedOn === null ? { family, contact } : undefined;
}

const look = (c: AppContext, { family, contact }: InUse) => looked(c.var.actor, "contact", contact.id, family.id);

const detailsOf = ({
  id: _id,
  personId: _person,
  endedOn: _ended,
  version: _version,
  ...details
}: Contact): ContactDetails => details;

type TypedContact = Omit<ContactDetails, "value"> & { value: string | null };

/** What a contact becomes: a confidential value that was not typed again stays. */
const typedOver = (contact: Contact, details: TypedContact): ContactDetails => ({
  ...details,
  value: details.value ?? contact.value,
});

act(contactRoutes, {
  path: "/:familyId/contacts/:contactId/edit",
  permission: "family:write",
  params: ofContact,
  find: findOwn,
  look,
  parse: (data, { contact }) => parseContact(data, contact.confidential === "yes"),
  page: ({ family, contact }, form) => [
    "@forms/form",
    editContactPage(family, contact, { form, stale: form?.conflict }),
  ],
  tells: (_, { family }) => ({ verb: "contact.changed", about: { familyId: family.id } }),
  audit: ({ details }, { family, contact }, c) => {
    const fields = changesOf(detailsOf(contact), typedOver(contact, details));
    return wrote(c.var.actor, "contact", contact.id, fields, { familyId: family.id });
  },
  writes: ({ details, version: typedVersion }, { contact }, c) => [
    updateContact(c.var.deps.db, contact.id, typedVersion, details),
  ],
  did: (_, { family, contact }) => `${familyPaths.person(family.id, contact.personId)}?did=contact-changed`,
  conflict: (c, { contact }, data) => {
    const typed = data && parseContact(data, contact.confidential === "yes");
    const rows = typed?.ok ? bothTexts(shownOf(contact), shownOf(typedOver(contact, typed.value.details))) : [];
    return changedSince(c.var.deps.db, "contact", contact.id, rows);
  },
});

/** A confidential value stays masked, also where both texts are compared. */
const shownOf = (contact: ContactDetails): ContactDetails => ({
  ...contact,
  value: contact.confidential === "yes" ? "Confidential" : contact.value,
});

/** Shows one confidential contact, after the trail has kept that it was asked for. A POST: nothing shows it by accident. */
contactRoutes.post(
  "/:familyId/contacts/:contactId/showing",
  can("family:read"),
  params(z.object(ofContact)),
  async (c) => {
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
  },
);

act(contactRoutes, {
  path: "/:familyId/contacts/:contactId/ending",
  permission: "family:write",
  params: ofContact,
  find: findOwn,
  look,
  parse: (data) => parseForm(z.object({ version }), data),
  page: ({ family, contact }, form) => ["@forms/form", endContactPage(family, contact, form?.conflict)],
  tells: (_, { family }) => ({ verb: "contact.ended", about: { familyId: family.id } }),
  audit: (_, { family, contact }, c) =>
    wrote(c.var.actor, "contact", contact.id, { endedOn: dayOf(c.var.now) }, { familyId: family.id }),
  writes: (typed, { contact }, c) => [endContact(c.var.deps.db, contact.id, typed.version, dayOf(c.var.now))],
  did: (_, { family, contact }) => `${familyPaths.person(family.id, contact.personId)}?did=contact-ended`,
  conflict: (c, { contact }) => changedSince(c.var.deps.db, "contact", contact.id),
});
