import { listed, looked, wrote } from "../../../domain/audit-entry.ts";
import { addMonths, dayOf, instantText } from "../../../domain/calendar.ts";
import { err, ok } from "../../../domain/result.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { findOwnFamily } from "../../families/index.ts";
import type { BehaviourCheck, NewCheck } from "../check/check.ts";
import { findCheck, idsOfCorrections, insertCheck, listChecks } from "../check/check-queries.ts";
import { namesOf } from "../check/crumbs-page.ts";
import { raiseForCheck } from "../check/raising-queries.ts";
import { MONTHS_BEFORE_ASKING_AGAIN } from "../deciding/decision.ts";
import { listDecisions } from "../deciding/decision-queries.ts";
import { listNotAskedSince, listUndecided } from "../deciding/undecided-queries.ts";
import { listNeedAssessments } from "../need/need-queries.ts";
import { behaviourPaths } from "../paths.ts";
import { parseCheck, parseCorrection } from "./check-form.ts";
import { correctingPage, newCheckPage } from "./check-form-page.ts";
import { checksPage, notAskedPage, undecidedPage } from "./checks-page.ts";
import { shownCheck } from "./shown-check-routes.ts";

/** Mounted under /families. */
export const familyChecks = factory.createApp();

const peopleOf = (family: { carers: Parameters<typeof namesOf>[0]; children: Parameters<typeof namesOf>[0] }) => ({
  carers: namesOf(family.carers),
  children: namesOf(family.children),
});

familyChecks.get(
  "/:familyId/checks",
  reading(
    "family:read",
    { familyId: id },
    (c, { familyId }) => findOwnFamily(c.var.deps.db, c.var.actor, familyId),
    (c, family) => looked(c.var.actor, "behaviour_checks", family.id, family.id),
    async (c, family) => {
      const { deps, actor, now } = c.var;
      const [checks, needs, decisions] = await Promise.all([
        listChecks(deps.db, actor, family.id),
        listNeedAssessments(deps.db, actor, family.id),
        listDecisions(deps.db, actor, family.id),
      ]);
      return page(c, "@behaviour/checks", checksPage({ family, checks, needs, decisions }, dayOf(now)));
    },
  ),
);

/** A check as it is kept: what was read from the form, and which one it corrects. */
const kept = <Read extends NewCheck>(c: AppContext, familyId: string, read: Read, corrects: Correcting | null) => ({
  ...read,
  id: c.var.deps.newId(),
  familyId,
  corrects,
  at: instantText(c.var.now),
});

type Kept = ReturnType<typeof kept>;

const auditOf = (check: Kept, c: AppContext) => {
  const fields = { behaviours: check.items.map(({ behaviour }) => behaviour), onDay: check.onDay };
  return wrote(c.var.actor, "behaviour_check", check.id, fields, { familyId: check.familyId });
};

/** A check and the concerns that it raises, in one commit; the next page shows them. */
async function writesOf(check: Kept, c: AppContext) {
  const { deps, actor, now } = c.var;
  const earlier = check.corrects ? await idsOfCorrections(deps.db, check.corrects) : [];
  return [...insertCheck(deps.db, actor, check), ...(await raiseForCheck(deps, actor, { check, earlier, now }))];
}

act(familyChecks, {
  path: "/:familyId/checks/new",
  permission: "behaviour:write",
  params: { familyId: id },
  find: (c, { familyId }) => findOwnFamily(c.var.deps.db, c.var.actor, familyId),
  look: (c, family) => looked(c.var.actor, "family", family.id, family.id),
  parse: (data, family, c) => parseCheck(data, peopleOf(family), dayOf(c.var.now)),
  decide: (typed, family, c) => ok(kept(c, family.id, typed, null)),
  page: (family, form, c) => [
    "@behaviour/check-form",
    newCheckPage(family, dayOf(c.var.now), c.req.query("child"), form),
  ],
  tells: (_, family) => ({ verb: "check.recorded", about: { familyId: family.id } }),
  audit: (check, _, c) => auditOf(check, c),
  writes: (check, _, c) => writesOf(check, c),
  did: (check) => `${behaviourPaths.showCheck(check.id)}?did=recorded`,
});

type Correcting = { id: string; reason: string };

/** Mounted at /checks. */
export const checks = factory.createApp();

checks.get(
  "/undecided",
  reading(
    "route:decide",
    {},
    (c) => listUndecided(c.var.deps.db, c.var.actor, dayOf(c.var.now)),
    (c, undecided) => listed(c.var.actor, "behaviour_checks", [...new Set(undecided.map(({ familyId }) => familyId))]),
    (c, undecided) => page(c, "@behaviour/undecided", undecidedPage(undecided)),
  ),
);

checks.get(
  "/not-asked",
  reading(
    "behaviour:write",
    {},
    (c) => {
      const day = addMonths(dayOf(c.var.now), -MONTHS_BEFORE_ASKING_AGAIN);
      return listNotAskedSince(c.var.deps.db, c.var.actor, day);
    },
    (c, families) =>
      listed(
        c.var.actor,
        "families",
        families.map(({ familyId }) => familyId),
      ),
    (c, families) => page(c, "@behaviour/not-asked", notAskedPage(families)),
  ),
);

const checkFound = (c: AppContext, checkId: string) => findCheck(c.var.deps.db, c.var.actor, checkId);

checks.get(
  "/:id",
  reading(
    "family:read",
    { id },
    (c, asked) => checkFound(c, asked.id),
    (c, check) => looked(c.var.actor, "behaviour_check", check.id, check.familyId),
    (c, check) => shownCheck(c, check),
  ),
);

const corrected = (check: BehaviourCheck): Refusal => ({
  text: `This check was corrected already${check.supersededById ? "" : " a moment ago"}: go back and correct that one`,
});

act(checks, {
  path: "/:id/correcting",
  permission: "behaviour:write",
  params: { id },
  find: async (c, asked) => {
    const check = await checkFound(c, asked.id);
    const family = check && (await findOwnFamily(c.var.deps.db, c.var.actor, check.familyId));
    return check && family && { check, family };
  },
  look: (c, { check }) => looked(c.var.actor, "behaviour_check", check.id, check.familyId),
  parse: (data, { check, family }, c) => {
    const ownChild = family.children.filter((child) => child.id === check.childId);
    return parseCorrection(data, { ...peopleOf(family), children: namesOf(ownChild) }, dayOf(c.var.now));
  },
  decide: (typed, { check, family }, c) =>
    check.supersededById
      ? err(corrected(check))
      : ok(kept(c, family.id, typed, { id: check.id, reason: typed.reason })),
  page: ({ check, family }, form) => ["@behaviour/check-form", correctingPage(check, family, form)],
  tells: (_, { family }) => ({ verb: "check.corrected", about: { familyId: family.id } }),
  audit: (check, _, c) => auditOf(check, c),
  writes: (check, _, c) => writesOf(check, c),
  did: (check) => `${behaviourPaths.showCheck(check.id)}?did=corrected`,
  conflict: (_, { check }) => onFileNow(`${corrected(check).text}.`),
});
