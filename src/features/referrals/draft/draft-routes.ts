import { z } from "zod";
import { wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText } from "../../../domain/calendar.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, saveOr } from "../../../web/save.ts";
import { toldOf } from "../../../web/told.ts";
import { referralPaths } from "../paths.ts";
import { askedMade, lookAtReferral } from "../referral/asked-routes.ts";
import { tooLate } from "../referral/event-queries.ts";
import { type Refusal, saveDraft } from "../referral/referral.ts";
import { findMade } from "../referral/referral-queries.ts";
import { TASKS, withDone } from "../referral/tasks.ts";
import { agreementsTask } from "./agreements-routes.ts";
import { availabilityTask } from "./availability-routes.ts";
import { type DraftPage, draftFrame, type Reading } from "./draft-page.ts";
import { missingAfter, recordDraft } from "./draft-queries.ts";
import { goalsTask } from "./goals-routes.ts";
import { needsTask } from "./needs-routes.ts";
import { peopleTask } from "./people-routes.ts";
import { reasonTask } from "./reason-routes.ts";
import { goesOnAt } from "./task-paths.ts";

export const drafts = factory.createApp();

async function readingOf(c: AppContext, asked: { id: string }): Promise<Reading | undefined> {
  const { deps, actor, now } = c.var;
  const referral = await askedMade(c, asked);
  return referral && { db: deps.db, actor, referral, today: dayOf(now) };
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

/** The two routes of one page of a draft. Each save is a line of the log, leaves the page done and leads to the next. */
function addTask<There, Typed extends { version: number }>(task: DraftPage<There, Typed>) {
  drafts.get(
    `/:id/${task.task}`,
    reading(
      "referral:make",
      { id },
      readingOf,
      (c, { referral }) => lookAtReferral(c, referral),
      async (c, draft) => {
        const { referral } = draft;
        if (referral.state !== "draft") return lateAnswer(c, task, null, draft, "not-open");
        const there = await task.read(draft);
        const form = { values: task.values(there, draft), errors: [] };
        return page(c, task.view, { ...draftFrame(task.task, referral, form), ...task.model(there, form, draft) });
      },
    ),
  );

  drafts.post(`/:id/${task.task}`, can("referral:make"), params(z.object({ id })), once(), async (c) => {
    const { deps, actor, now } = c.var;
    const draft = await readingOf(c, c.req.valid("param"));
    if (!draft) return c.notFound();
    const { referral } = draft;

    const data = await c.req.formData();
    const there = await task.read(draft);
    const form = task.parse(data, there);
    if (!form.ok) {
      const model = task.model(there, form.error, draft);
      return page(c, task.view, { ...draftFrame(task.task, referral, form.error), ...model }, 422);
    }
    const saved = saveDraft(referral, form.value.version, now);
    if (!saved.ok) return lateAnswer(c, task, data, draft, saved.error);

    const audit = wrote(actor, "referral", referral.id, { draft: task.task }, { familyId: referral.familyId });
    const writing = { ...draft, at: instantText(now), newId: deps.newId };
    const after = withDone(referral.draft, task.task);
    const stops = task.stops?.(form.value) ?? false;
    const missing = await missingAfter(deps.db, actor, referral, task.task);
    const goesOn = stops ? referralPaths.show(referral.id) : goesOnAt(referral.id, missing);
    const told = task.tells === "nobody" ? [] : toldOf(c, task.tells(form.value, there, draft));
    const kept = [...recordDraft(deps.db, actor, saved.value, after), ...task.writes(form.value, there, writing)];
    const late = () => lateAnswer(c, task, data, draft, "changed-since");
    return saveOr(c, { audit, writes: [...kept, ...told], location: `${goesOn}?did=saved` }, late);
  });
}

addTask(peopleTask);
addTask(reasonTask);
addTask(agreementsTask);
addTask(needsTask);
addTask(availabilityTask);
addTask(goalsTask);
