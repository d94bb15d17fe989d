import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { addDays, type Day, dayOf, instantText } from "../../../domain/calendar.ts";
import { ok, type Result } from "../../../domain/result.ts";
import { day, type FormProblem, optionalLongText, parseForm, version } from "../../../forms/form.ts";
import { type ActForm, act, press } from "../../../web/act.ts";
import { factory, type PageModel } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { askedFamily, askedOwnFamily, lookAtFamily } from "../family/asked-routes.ts";
import type { Family } from "../family/family.ts";
import { changedSince } from "../family/history-queries.ts";
import { bothTexts } from "../family/record-words.ts";
import { listLocks } from "../family/visible-queries.ts";
import { familyPaths } from "../paths.ts";
import { closingPage, familyNow, LONGEST_REASON, lockingPage, reopeningPage, reviewPage } from "./state-page.ts";
import { closeFamily, liftLock, lockFamily, reopenFamily, setReview } from "./state-queries.ts";

export const stateRoutes = factory.createApp();

act(stateRoutes, {
  path: "/:familyId/locking",
  permission: "family:read",
  params: { familyId: id },
  find: askedFamily,
  look: lookAtFamily,
  parse: (data) => parseForm(z.object({ reason: optionalLongText("Reason", LONGEST_REASON) }), data),
  decide: ({ reason }, family, c) =>
    ok({ id: c.var.deps.newId(), familyId: family.id, reason, at: instantText(c.var.now) }),
  page: (family, form) => ["@forms/form", lockingPage(family, form)],
  tells: "nobody",
  audit: ({ id: lockId, reason }, family, { var: { actor } }) =>
    wrote(actor, "family_lock", lockId, { userId: actor.userId, reason }, { familyId: family.id }),
  writes: (lock, _, c) => [lockFamily(c.var.deps.db, c.var.actor, lock)],
  did: () => `${familyPaths.list}?did=locked`,
});

press(stateRoutes, {
  path: "/:familyId/locks/:lockId/lifting",
  permission: "family:unlock",
  params: { familyId: id, lockId: id },
  find: async (c, asked) => {
    const locks = (await askedFamily(c, asked)) ? await listLocks(c.var.deps.db, c.var.actor, asked.familyId) : [];
    return locks.some((lock) => lock.id === asked.lockId) ? asked : undefined;
  },
  tells: "nobody",
  audit: (_, { familyId, lockId }, c) =>
    wrote(c.var.actor, "family_lock", lockId, { liftedAt: instantText(c.var.now) }, { familyId }),
  writes: (_, { lockId }, c) => [liftLock(c.var.deps.db, c.var.actor, lockId, instantText(c.var.now))],
  did: (_, { familyId }) => `${familyPaths.show(familyId)}?did=unlocked`,
});

const reviewIn = (data: FormData, today: Day) =>
  parseForm(
    z.object({
      version,
      reviewDueOn: day("The review date", {
        from: today,
        to: addDays(today, 731),
        outside: "The review date must be today or within the next two years",
      }),
    }),
    data,
  );

type Typed = { version: number; reviewDueOn?: Day };

type Change = {
  path: string;
  parse: (data: FormData, today: Day) => Result<Typed, FormProblem>;
  show: (family: Family, form?: ActForm) => PageModel;
  /** What it makes of the family, of the day that was typed or of today where none is asked. */
  fields: (on: Day) => Partial<ReturnType<typeof familyNow>>;
  write: typeof closeFamily;
  did: string;
  verb: "family.closed" | "family.reopened" | "family.review";
};

/** A change of the family itself; somebody who comes too late sees both texts. */
function change({ path, parse, show, fields, write, did, verb }: Change): void {
  act(stateRoutes, {
    path,
    permission: "family:write",
    params: { familyId: id },
    find: askedOwnFamily,
    look: lookAtFamily,
    parse: (data, _, c) => parse(data, dayOf(c.var.now)),
    decide: ({ version: typedVersion, reviewDueOn }, _, c) =>
      ok({ version: typedVersion, on: reviewDueOn ?? dayOf(c.var.now) }),
    page: (family, form) => ["@forms/form", show(family, form)],
    tells: (_, family) => ({ verb, about: { familyId: family.id } }),
    audit: ({ on }, family, c) => wrote(c.var.actor, "family", family.id, fields(on), { familyId: family.id }),
    writes: (typed, family, c) => [write(c.var.deps.db, family.id, typed.version, typed.on)],
    did: (_, family) => `${familyPaths.show(family.id)}?did=${did}`,
    conflict: (c, family, data) => {
      const [today, now] = [dayOf(c.var.now), familyNow(family)];
      const typed = data && parse(data, today);
      const rows = typed?.ok ? bothTexts(now, { ...now, ...fields(typed.value.reviewDueOn ?? today) }) : [];
      return changedSince(c.var.deps.db, "family", family.id, rows);
    },
  });
}

change({
  path: "/:familyId/closing",
  parse: (data) => parseForm(z.object({ version }), data),
  show: (family, form) => closingPage(family, form?.conflict),
  fields: (closedOn) => ({ closedOn }),
  write: closeFamily,
  did: "closed",
  verb: "family.closed",
});

change({
  path: "/:familyId/reopening",
  parse: reviewIn,
  show: (family, form) => reopeningPage(family, form, form?.conflict),
  fields: (reviewDueOn) => ({ closedOn: null, reviewDueOn }),
  write: reopenFamily,
  did: "reopened",
  verb: "family.reopened",
});

change({
  path: "/:familyId/review",
  parse: reviewIn,
  show: (family, form) => reviewPage(family, form, form?.conflict),
  fields: (reviewDueOn) => ({ reviewDueOn }),
  write: setReview,
  did: "review",
  verb: "family.review",
});
