import { z } from "zod";
import { listed, wrote } from "../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../domain/calendar.ts";
import { errorList } from "../../forms/field.ts";
import { parseForm } from "../../forms/form.ts";
import { press } from "../../web/act.ts";
import { type AppContext, factory, page } from "../../web/factory.ts";
import { reading } from "../../web/reading.ts";
import { changesPage } from "./changes-page.ts";
import { listChanges, MOST_CHANGES, seeChanges } from "./changes-queries.ts";
import { homePaths } from "./paths.ts";

export const changes = factory.createApp();

const AGAIN = "Open this page again: it was sent without what it showed";

const findChanges = (c: AppContext) => listChanges(c.var.deps.db, c.var.actor, dayOf(c.var.now));

const modelOf = (c: AppContext, found: Awaited<ReturnType<typeof findChanges>>) =>
  changesPage(c.var.actor, found, found.length === MOST_CHANGES);

changes.get(
  "/",
  reading(
    "home:read",
    {},
    findChanges,
    (c, found) => listed(c.var.actor, "changes", [...new Set(found.flatMap(({ familyId }) => familyId ?? []))]),
    (c, found) => page(c, "@home/changes", modelOf(c, found)),
  ),
);

press(changes, {
  path: "/seen",
  permission: "home:read",
  params: {},
  find: () => ({}),
  parse: (data) => parseForm(z.object({ upTo: z.coerce.number({ error: AGAIN }).int().min(0) }), data),
  tells: "nobody",
  audit: ({ upTo }, _, c) => wrote(c.var.actor, "news", c.var.actor.userId, { seenUpTo: upTo }),
  writes: ({ upTo }, _, c) => [seeChanges(c.var.deps.db, c.var.actor, upTo, instantText(c.var.now))],
  page: async (_, form, c) => [
    "@home/changes",
    { ...modelOf(c, await findChanges(c)), errors: form ? errorList(form) : [] },
  ],
  did: () => `${homePaths.changes}?did=seen`,
});
