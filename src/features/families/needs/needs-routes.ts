import { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save, saveOr } from "../../../web/save.ts";
import { askedOwnFamily, askedOwnMember, lookAtMember } from "../family/asked-routes.ts";
import { changesOf } from "../family/changes.ts";
import type { Person } from "../family/family.ts";
import { lastChangeSaid } from "../family/history.ts";
import { findLastChange } from "../family/history-queries.ts";
import { bothTexts } from "../family/record-words.ts";
import { familyPaths } from "../paths.ts";
import { type Needs, noNeeds } from "./needs.ts";
import { parseHold, parseNeeds } from "./needs-form.ts";
import { needsPage, newHoldPage } from "./needs-page.ts";
import { insertHold, liftHold, listHolds, listNeeds, recordNeeds } from "./needs-queries.ts";

export const needsRoutes = factory.createApp();

const ofPerson = params(z.object({ familyId: id, personId: id }));

async function needsOf(c: AppContext, person: Person): Promise<Needs> {
  const all = await listNeeds(c.var.deps.db, c.var.actor, person.familyId);
  return all.find((one) => one.personId === person.id) ?? noNeeds(person.id);
}

needsRoutes.get(
  "/:familyId/people/:personId/needs",
  reading(
    "family:write",
    { familyId: id, personId: id },
    askedOwnMember,
    (c, { family, person }) => looked(c.var.actor, "need", person.id, family.id),
    async (c, { person }) => page(c, "@forms/form", needsPage(person, await needsOf(c, person))),
  ),
);

needsRoutes.post("/:familyId/people/:personId/needs", can("family:write"), ofPerson, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const person = (await askedOwnMember(c, c.req.valid("param")))?.person;
  if (!person) return c.notFound();
  const needs = await needsOf(c, person);
  const data = await c.req.formData();
  const form = parseNeeds(data);
  if (!form.ok) return page(c, "@forms/form", needsPage(person, needs, { form: form.error }), 422);
  const typed: Needs = { personId: person.id, ...form.value };
  const { version: _version, ...changed } = changesOf(needs, typed);
  const saving = {
    audit: wrote(actor, "need", person.id, changed, { familyId: person.familyId }),
    writes: [recordNeeds(deps.db, actor, typed, instantText(now))],
    location: `${familyPaths.person(person.familyId, person.id)}?did=needs`,
  };
  return saveOr(c, saving, async () => {
    const current = await needsOf(c, person);
    const differences = bothTexts(current, { ...typed, version: current.version });
    const stale = { text: lastChangeSaid(await findLastChange(c.var.deps.db, "need", person.id)), differences };
    return page(
      c,
      "@forms/form",
      needsPage(person, current, { form: { values: typedValues(data), errors: [] }, stale }),
      409,
    );
  });
});

needsRoutes.get(
  "/:familyId/people/:personId/holds/new",
  reading("family:write", { familyId: id, personId: id }, askedOwnMember, lookAtMember, (c, { person }) =>
    page(c, "@forms/form", newHoldPage(person)),
  ),
);

needsRoutes.post("/:familyId/people/:personId/holds/new", can("family:write"), ofPerson, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const person = (await askedOwnMember(c, c.req.valid("param")))?.person;
  if (!person) return c.notFound();
  const form = parseHold(await c.req.formData(), dayOf(now));
  if (!form.ok) return page(c, "@forms/form", newHoldPage(person, form.error), 422);
  const hold = { id: deps.newId(), personId: person.id, ...form.value, at: instantText(now) };
  const entry = wrote(actor, "hold", hold.id, form.value, { familyId: person.familyId });
  const location = `${familyPaths.person(person.familyId, person.id)}?did=hold`;
  return save(c, entry, [insertHold(deps.db, actor, hold)], location);
});

const ofHold = params(z.object({ familyId: id, holdId: id }));

needsRoutes.post("/:familyId/holds/:holdId/lifting", can("family:write"), ofHold, once(), async (c) => {
  const { deps, actor, now } = c.var;
  const { familyId, holdId } = c.req.valid("param");
  const family = await askedOwnFamily(c, { familyId });
  const holds = family ? await listHolds(deps.db, actor, familyId, dayOf(now)) : [];
  const hold = holds.find((one) => one.id === holdId);
  if (!hold) return c.notFound();
  const entry = wrote(actor, "hold", holdId, { liftedAt: instantText(now) }, { familyId });
  const location = `${familyPaths.person(familyId, hold.personId)}?did=lifted`;
  return save(c, entry, [liftHold(deps.db, holdId, instantText(now))], location);
});
