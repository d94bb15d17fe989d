import { type AuditEntry, wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { FormProblem } from "../../../forms/form.ts";
import { type ActForm, act, type Refusal } from "../../../web/act.ts";
import { type AppContext, factory, type PageModel } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { cardsOfFamily } from "../../families/index.ts";
import { acknowledge, type Concern, type ConcernEvent, close, reopen, share } from "../concern/concern.ts";
import { listConcernEvents, recordConcernEvent, tell } from "../concern/concern-log-queries.ts";
import { timesOf } from "../moving/raising-queries.ts";
import { concernPaths } from "../paths.ts";
import { parseAcknowledging, parseClosing, parseReopening, parseSharing } from "./concern-form.ts";
import { closingPage, happenedSince, reopeningPage, sharingPage } from "./concern-page.ts";
import { askedConcern, lookAtConcern, showing } from "./concerns-routes.ts";
import { FORMS } from "./source-link.ts";

/** Mounted at /concerns: what somebody does about one. */
export const concernActs = factory.createApp();

const REFUSALS: Readonly<Record<string, string>> = {
  "changed-since":
    "This was changed while you had it open. Read what happened since, then send it again if it is still right.",
  closed: "This concern is closed. Open it again first if it is not over.",
  "not-closed": "This concern is open already.",
};

type Made = readonly [view: string, model: PageModel];

/** Whoever acts on a concern may have to ring: how the carers may be reached stands on each of its pages. */
const withCards = async (c: AppContext, { familyId }: Concern, [view, model]: Made): Promise<Made> => [
  view,
  { ...model, reach: await cardsOfFamily(c, familyId) } as PageModel,
];

type ConcernAct<Typed> = {
  name: "acknowledging" | "sharing" | "closing" | "reopening";
  did: "acknowledged" | "shared" | "closed" | "reopened";
  parse: (data: FormData) => Result<Typed, FormProblem>;
  decide: (concern: Concern, typed: Typed, now: AppContext["var"]["now"]) => Result<ConcernEvent, string>;
  page: (concern: Concern, form: ActForm | undefined, c: AppContext) => Made | Promise<Made>;
  writes?: (event: ConcernEvent, concern: Concern, c: AppContext) => ReturnType<typeof reopened>;
  /** Where it leads, if not to the concern's own page. */
  back?: (typed: Typed, concern: Concern) => string | undefined;
};

/** The entry of an act: what was done is a plain fact of it, so that the trail tells acknowledging from closing. */
const audited = ({ state }: ConcernEvent, { id, familyId }: Concern, act: string, c: AppContext): AuditEntry => ({
  ...wrote(c.var.actor, "concern", id, { state }, { familyId }),
  facts: { act },
});

function concernAct<Typed>({ name, did, parse, decide, page, writes, back }: ConcernAct<Typed>) {
  act(concernActs, {
    path: `/:id/${name}`,
    permission: "concern:write",
    params: { id },
    find: askedConcern,
    look: lookAtConcern,
    parse,
    decide: (typed, concern, c) => {
      const decided = decide(concern, typed, c.var.now);
      return decided.ok
        ? ok({ event: decided.value, back: back?.(typed, concern) })
        : err<Refusal>({ text: REFUSALS[decided.error] ?? "" });
    },
    page,
    tells: "its-step",
    audit: ({ event }, concern, c) => audited(event, concern, did, c),
    writes: async ({ event }, concern, c) =>
      writes ? writes(event, concern, c) : recordConcernEvent(c.var.deps.db, c.var.actor, event),
    did: (decided, concern) => `${decided.back ?? concernPaths.show(concern.id)}?did=${did}`,
    conflict: async (c, concern) => happenedSince(await listConcernEvents(c.var.deps.db, concern)),
  });
}

concernAct({
  name: "acknowledging",
  did: "acknowledged",
  parse: parseAcknowledging,
  decide: (concern, typed, now) => acknowledge(concern, typed.version, now),
  page: (concern, form, c) => showing(c, concern, form),
});

concernAct({
  name: "sharing",
  did: "shared",
  parse: parseSharing,
  decide: (concern, typed, now) => share(concern, typed, now),
  page: (concern, form, c) => withCards(c, concern, ["@concerns/sharing", sharingPage(concern, form)]),
});

concernAct({
  name: "closing",
  did: "closed",
  parse: parseClosing,
  decide: (concern, typed, now) => close(concern, typed, now),
  page: (concern, form, c) => withCards(c, concern, ["@concerns/closing", closingPage(concern, form)]),
  // Closed on the page of the check that raised it: that page is shown again, with what is still open.
  back: ({ check }, { source }) =>
    check !== "" && source === "behaviour-check" ? FORMS["behaviour-check"].href(check) : undefined,
});

/** Open again, it is due anew; whoever opened it is told first, and everybody who was told before still is. */
async function reopened(event: ConcernEvent, concern: Concern, c: AppContext) {
  const { deps, actor, now } = c.var;
  const about = { kind: concern.kind, isUrgent: concern.urgent === "yes", organisationId: actor.organisationId };
  const { dueAt, halfAt } = await timesOf(deps.db, about, now);
  const [due, half] = [instantText(dueAt), instantText(halfAt)];
  return [
    ...recordConcernEvent(deps.db, actor, event, { forUserId: actor.userId, dueAt: due, halfAt: half, nextAt: half }),
    ...tell(deps.db, concern.id, [{ userId: actor.userId, step: "named", why: "opened-again" }], event.at),
  ];
}

concernAct({
  name: "reopening",
  did: "reopened",
  parse: parseReopening,
  decide: (concern, typed, now) => reopen(concern, typed, now),
  page: (concern, form, c) => withCards(c, concern, ["@concerns/reopening", reopeningPage(concern, form)]),
  writes: reopened,
});
