import { z } from "zod";
import { type AuditEntry, looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { findWaiting, waitingUnshared } from "../../referrals/index.ts";
import { freePlaces } from "../delivery/enrolment.ts";
import { type Enrolment, listEnrolmentsOfReferral, listOpenEnrolments } from "../delivery/enrolment-queries.ts";
import { listPlaces, takePlace } from "../delivery/place-queries.ts";
import type { Run } from "../delivery/run.ts";
import { findRun, listColleagues } from "../delivery/run-queries.ts";
import { listUnshown } from "../delivery/unshown-queries.ts";
import { enrolmentPaths, runPaths } from "../paths.ts";
import { type EnrollingFacts, enrollingPage } from "./enrolling-page.ts";
import { type EnrollingForm, parseEnrolling } from "./enrolment-form.ts";
import { enrolmentWrites } from "./enrolment-writes-routes.ts";
import { inAFreePlace } from "./place-taking-routes.ts";
import { listRunsWithRoom } from "./waiting-queries.ts";

export const enrolling = factory.createApp();

const one = params(z.object({ id }));

async function factsOf(c: AppContext, { id: referralId }: { id: string }): Promise<EnrollingFacts | undefined> {
  const { deps, actor, now } = c.var;
  const referral = await findWaiting(deps.db, actor, referralId);
  if (!referral) return undefined;
  const today = dayOf(now);
  const [runs, colleagues] = await Promise.all([
    listRunsWithRoom(deps.db, actor, referral.programmeId, today),
    listColleagues(deps.db, actor, today),
  ]);
  const ids = runs.map((run) => run.id);
  const [people, unshown] = await Promise.all([
    listOpenEnrolments(deps.db, actor, ids),
    listUnshown(deps.db, actor, ids),
  ]);
  return { referral, runs, people, unshown, colleagues, userId: actor.userId, today };
}

type Unshared = Awaited<ReturnType<typeof waitingUnshared>>[number];

type Found = { facts: EnrollingFacts } | { enrolled: Enrolment } | { unshared: Unshared };

/** Who waits under this id; who was enrolled since, in another tab; or whose carer stopped agreeing to share since the list was read. */
async function find(c: AppContext, asked: { id: string }): Promise<Found | undefined> {
  const { deps, actor } = c.var;
  const facts = await factsOf(c, asked);
  if (facts) return { facts };
  const [unshared] = await waitingUnshared(deps.db, actor, asked.id);
  if (unshared) return { unshared };
  const enrolled = (await listEnrolmentsOfReferral(deps.db, actor, asked.id)).find(({ outcome }) => outcome === null);
  return enrolled && { enrolled };
}

const lookAt = (c: AppContext, found: Found): AuditEntry => {
  const { actor } = c.var;
  if ("enrolled" in found) return looked(actor, "enrolment", found.enrolled.id, found.enrolled.familyId);
  const { id: referralId, familyId } = "facts" in found ? found.facts.referral : found.unshared;
  return looked(actor, "referral", referralId, familyId);
};

/** Who has a place already is shown it, whatever was typed: nothing of it is done twice. */
const enrolledAlready = (c: AppContext, { id: enrolmentId }: Enrolment) =>
  c.redirect(`${enrolmentPaths.show(enrolmentId)}?did=already`, 303);

const notWaiting = (c: AppContext, { reference }: Unshared) => {
  const sentence = `The carer no longer agrees to share with us, so they can’t be enrolled. Referral ${reference} says more. Nothing was saved.`;
  return page(c, "@errors/problem", { title: "This can’t be done now", sentence } as never, 409);
};

enrolling.get(
  "/:id/enrolling",
  reading("run:write", { id }, find, lookAt, (c, found) => {
    if ("enrolled" in found) return enrolledAlready(c, found.enrolled);
    if ("unshared" in found) return notWaiting(c, found.unshared);
    return page(c, "@runs/joining/enrolling", enrollingPage(found.facts));
  }),
);

const STALE = "This referral was changed while you had the page open. Read what is there now, then enrol again.";
const FULL =
  "The group is full: somebody took the last place a moment ago. Choose another run, or add places to this one.";

/** What of the form does not fit what is there: each the name of a field with its sentence. */
function mismatch(
  facts: EnrollingFacts,
  run: Run | undefined,
  form: EnrollingForm,
): [field: string, text: string] | null {
  if (!run || run.closedOn !== null || run.programmeId !== facts.referral.programmeId) return ["run", "Select a run"];
  const onIt = facts.people.filter(({ runId }) => runId === run.id);
  const unshown = facts.unshown.filter(({ runId, outcome }) => runId === run.id && outcome === null);
  if ([...onIt.map(({ recognitionWord }) => recognitionWord), ...unshown.map(({ word }) => word)].includes(form.word))
    return ["word", "Somebody on this run has this word: select another"];
  if (form.attendsWith !== "" && !onIt.some((person) => person.id === form.attendsWith))
    return ["attendsWith", "Select somebody who is on the same run"];
  const isFacilitator = facts.colleagues.some((one) => one.id === form.owner && one.role === "facilitator");
  return isFacilitator ? null : ["owner", "Select who follows up"];
}

enrolling.post("/:id/enrolling", can("run:write"), one, once(), async (c) => {
  const found = await find(c, c.req.valid("param"));
  if (!found) return c.notFound();
  if ("enrolled" in found) return enrolledAlready(c, found.enrolled);
  if ("unshared" in found) return notWaiting(c, found.unshared);
  const { facts } = found;
  const data = await c.req.formData();
  const again = (form: FormProblem, status: 409 | 422) =>
    page(c, "@runs/joining/enrolling", enrollingPage(facts, form), status);
  const form = parseEnrolling(data, facts.today);
  if (!form.ok) return again(form.error, 422);
  const run = await findRun(c.var.deps.db, c.var.actor, form.value.run);
  const wrong = mismatch(facts, run, form.value);
  if (wrong || !run) return again(problem(typedValues(data), ...(wrong ?? ["run", "Select a run"])), 422);
  if (form.value.version !== facts.referral.version) return again(problem(typedValues(data), "form", STALE), 409);
  const { enrolmentId, writes } = await enrolmentWrites(c, facts, run, form.value);
  const { withHeld } = form.value;
  const free = async () => freePlaces(await listPlaces(c.var.deps.db, run.id), withHeld.length > 0);
  const done = await inAFreePlace(free, ({ id: placeId }) =>
    save(
      c,
      wrote(
        c.var.actor,
        "enrolment",
        enrolmentId,
        { run_id: run.id, place_id: placeId },
        { familyId: facts.referral.familyId },
      ),
      [...writes, takePlace(c.var.deps.db, placeId, enrolmentId)],
      `${runPaths.show(run.id)}?did=enrolled`,
    ),
  );
  if (done instanceof Response) return done;
  return done === "full"
    ? again(problem(typedValues(data), "run", FULL), 409)
    : again(problem(typedValues(data), "form", STALE), 409);
});
