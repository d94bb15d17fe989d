import { z } from "zod";
import type { Deps } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { note, once, saveOr } from "../../../web/save.ts";
import { referralPaths } from "../paths.ts";
import { tooLate } from "../referral/event-queries.ts";
import { type Refusal, saveDraft } from "../referral/referral.ts";
import { findMade } from "../referral/referral-queries.ts";
import { TASKS, withDone } from "../referral/tasks.ts";
import { agreementsTask } from "./agreements-routes.ts";
import { availabilityTask } from "./availability-routes.ts";
import { type DraftPage, draftFrame, type Reading } from "./draft-page.ts";
import { recordDraft } from "./draft-queries.ts";
import { goalsTask } from "./goals-routes.ts";
import { needsTask } from "./needs-routes.ts";
import { peopleTask } from "./people-routes.ts";
import { reasonTask } from "./reason-routes.ts";

export const drafts = factory.createApp();

async function readingOf(c: AppContext, db: Deps["db"], actor: Actor, id: string): Promise<Reading | undefined> {
  const referral = await findMade(db, actor, id);
  return referral && { db, actor, referral, today: dayOf(c.var.now) };
}

/** The form as it came too late: what was typed stays, what is there now stands beside it. */
async function lateAnswer<There, Typed extends { version: number }>(
  c: AppContext,
  task: DraftPage<There, Typed>,
  data: FormData | null,
  reading: Reading,
  refusal: Refusal,
) {
  const { referral, db, actor } = reading;
  const there = { ...reading, referral: (await findMade(db, actor, referral.id)) ?? referral };
  const now = await task.read(there);
  const { conflict = onFileNow(""), ...problem } = await tooLate(
    db,
    there.referral,
    refusal,
    data ? typedValues(data) : task.values(now, there),
  );
  const kept = task.standing(now, there).map((line) => ({ said: TASKS[task.task], yours: null, theirs: line }));
  const form = { ...problem, conflict: { ...conflict, differences: [...conflict.differences, ...kept] } };
  return page(c, task.view, { ...draftFrame(task.task, there.referral, form), ...task.model(now, form, there) }, 409);
}

/** The two routes of one page of a draft. Each save is a line of the log and leaves the page done. */
function addTask<There, Typed extends { version: number }>(task: DraftPage<There, Typed>) {
  drafts.get(`/:id/${task.task}`, can("referral:make"), params(z.object({ id })), async (c) => {
    const reading = await readingOf(c, c.var.deps.db, c.var.actor, c.req.valid("param").id);
    if (!reading) return c.notFound();
    const { referral } = reading;
    await note(c, looked(c.var.actor, "referral", referral.id, referral.familyId));
    if (referral.state !== "draft") return lateAnswer(c, task, null, reading, "not-open");
    const there = await task.read(reading);
    const form = { values: task.values(there, reading), errors: [] };
    return page(c, task.view, { ...draftFrame(task.task, referral, form), ...task.model(there, form, reading) });
  });

  drafts.post(`/:id/${task.task}`, can("referral:make"), params(z.object({ id })), once(), async (c) => {
    const { deps, actor, now } = c.var;
    const reading = await readingOf(c, deps.db, actor, c.req.valid("param").id);
    if (!reading) return c.notFound();
    const { referral } = reading;

    const data = await c.req.formData();
    const there = await task.read(reading);
    const form = task.parse(data, there);
    if (!form.ok) {
      const model = task.model(there, form.error, reading);
      return page(c, task.view, { ...draftFrame(task.task, referral, form.error), ...model }, 422);
    }
    const saved = saveDraft(referral, form.value.version, now);
    if (!saved.ok) return lateAnswer(c, task, data, reading, saved.error);

    const audit = wrote(actor, "referral", referral.id, { draft: task.task }, { familyId: referral.familyId });
    const writing = { ...reading, at: instantText(now), newId: deps.newId };
    const writes = [
      ...recordDraft(deps.db, actor, saved.value, withDone(referral.draft, task.task)),
      ...task.writes(form.value, there, writing),
    ];
    const late = () => lateAnswer(c, task, data, reading, "changed-since");
    return saveOr(c, { audit, writes, location: `${referralPaths.show(referral.id)}?did=saved` }, late);
  });
}

addTask(peopleTask);
addTask(reasonTask);
addTask(agreementsTask);
addTask(needsTask);
addTask(availabilityTask);
addTask(goalsTask);
