import { z } from "zod";
import type { Write } from "../../../deps.ts";
import { wrote } from "../../../domain/audit-entry.ts";
import { instantText } from "../../../domain/calendar.ts";
import { problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { moveOnTakingBack } from "../../questionnaires/index.ts";
import { findOpenReferral, listEvents, stateBefore, takeEndingBack } from "../../referrals/index.ts";
import { listOpenEnrolments } from "../delivery/enrolment-queries.ts";
import { insertNote } from "../delivery/note-queries.ts";
import { listUnshown } from "../delivery/unshown-queries.ts";
import { parseTakingBack } from "../joining/enrolment-form.ts";
import { inAFreePlace } from "../joining/place-taking-routes.ts";
import { enrolmentPaths } from "../paths.ts";
import { askedPerson, lookAtPerson } from "../person/asked-routes.ts";
import { placesToTry, type Refusal, refusalOf, registersWithout } from "./taking-back.ts";
import { noteOfTakingBack, refusalSaid, type TakingBackFacts, takingBackPage } from "./taking-back-page.ts";
import {
  findLaterRun,
  listLeftPlaces,
  listTasksClosedAt,
  recordTakenBack,
  retakePlace,
} from "./taking-back-queries.ts";

export const takingBack = factory.createApp();

const one = params(z.object({ id }));

async function factsOf(c: AppContext, asked: { id: string }): Promise<TakingBackFacts | undefined> {
  const { deps, actor } = c.var;
  const { db } = deps;
  const person = await askedPerson(c, asked);
  if (!person) return undefined;
  const { enrolment, run } = person;
  const [places, later, open, windows, events, onIt, unshown] = await Promise.all([
    listLeftPlaces(db, run.id),
    findLaterRun(db, enrolment),
    findOpenReferral(db, actor, enrolment.carerId, run.programmeId),
    moveOnTakingBack(deps, actor.userId, enrolment.id),
    listEvents(db, enrolment.referralId),
    listOpenEnrolments(db, actor, [run.id]),
    listUnshown(db, actor, [run.id]),
  ]);
  const ended = events.findLast(({ to }) => to === enrolment.outcome);
  return {
    ...person,
    places: placesToTry(places, enrolment.id),
    laterRun: later?.name ?? null,
    otherReferral:
      open && open.id !== enrolment.referralId ? { reference: open.visible ? open.reference : null } : null,
    windows,
    hasWordOfAnother: [
      ...onIt.map(({ recognitionWord }) => recognitionWord),
      ...unshown.filter(({ outcome }) => outcome === null).map(({ word }) => word),
    ].includes(enrolment.recognitionWord),
    tasksToOpen: ended ? await listTasksClosedAt(db, enrolment.id, ended.at) : [],
    registersToOpen: enrolment.toOn ? registersWithout(person.sessions, person.marks, enrolment.toOn) : [],
  };
}

const refusalNow = (facts: TakingBackFacts, version = facts.enrolment.version): Refusal | null =>
  refusalOf(
    {
      outcome: facts.enrolment.outcome,
      version: facts.enrolment.version,
      isOnTheList: facts.enrolment.backOnListOn !== null,
      isRunClosed: facts.run.closedOn !== null,
      isEnrolledAgain: facts.laterRun !== null,
      isReferredAgain: facts.otherReferral !== null,
      freePlaces: facts.places.length,
    },
    version,
  );

takingBack.get(
  "/:id/taking-back",
  reading("run:write", { id }, factsOf, lookAtPerson, (c, facts) => {
    const refusal = refusalNow(facts);
    return page(c, "@runs/endings/taking-back", takingBackPage(facts, refusal), refusal ? 409 : 200);
  }),
);

/** Everything that taking an ending back writes, but for the place. */
function writesOf(c: AppContext, { enrolment, ...facts }: TakingBackFacts, why: string): Write[] {
  const { deps, actor, now } = c.var;
  const referral = { id: enrolment.referralId, version: enrolment.referralVersion, state: enrolment.referralState };
  const kept = { id: deps.newId(), enrolmentId: enrolment.id, sessionId: null, supersedesId: null };
  return [
    ...recordTakenBack(deps.db, enrolment, { tasks: facts.tasksToOpen, registers: facts.registersToOpen }),
    ...(stateBefore(referral.state) ? takeEndingBack(deps.db, actor, referral, why, now) : []),
    insertNote(
      deps.db,
      { ...kept, text: noteOfTakingBack(enrolment, why) },
      { by: actor.userId, at: instantText(now) },
    ),
    ...facts.windows.writes,
  ];
}

takingBack.post("/:id/taking-back", can("run:write"), one, once(), async (c) => {
  const facts = await factsOf(c, c.req.valid("param"));
  if (!facts) return c.notFound();
  const { deps, actor } = c.var;
  const { enrolment, run } = facts;
  const data = await c.req.formData();
  const form = parseTakingBack(data);
  if (!form.ok) return page(c, "@runs/endings/taking-back", takingBackPage(facts, null, form.error), 422);
  const { why, version } = form.value;
  const refused = (refusal: Refusal, there = facts) => {
    const typed = problem(typedValues(data), "form", refusalSaid(refusal, there));
    return page(c, "@runs/endings/taking-back", takingBackPage(there, refusalNow(there), typed), 409);
  };
  const refusal = refusalNow(facts, version);
  if (refusal) return refused(refusal);
  const writes = writesOf(c, facts, why);
  const audit = wrote(actor, "enrolment", enrolment.id, { outcome: null, why }, { familyId: enrolment.familyId });
  const free = async () => placesToTry(await listLeftPlaces(deps.db, run.id), enrolment.id);
  const done = await inAFreePlace(free, (place) =>
    save(
      c,
      audit,
      [...writes, retakePlace(deps.db, place.id, enrolment.id)],
      `${enrolmentPaths.show(enrolment.id)}?did=taken-back`,
    ),
  );
  if (done instanceof Response) return done;
  const there = (await factsOf(c, enrolment)) ?? facts;
  return refused(done === "full" ? "full" : (refusalNow(there, version) ?? "changed-since"), there);
});
