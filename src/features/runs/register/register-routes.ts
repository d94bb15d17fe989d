import { z } from "zod";
import { auditEntry, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText, longInstant } from "../../../domain/calendar.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { cardsFor, type ReachCard } from "../../families/index.ts";
import { askedSession, lookAtSession } from "../delivery/asked-routes.ts";
import type { MarkRow } from "../delivery/attendance.ts";
import { listMarksOfRun, listMarksOfSession } from "../delivery/attendance-queries.ts";
import { listEnrolments } from "../delivery/enrolment-queries.ts";
import { listGroupNotes } from "../delivery/note-queries.ts";
import { mayMark } from "../delivery/session.ts";
import { listSessions } from "../delivery/session-queries.ts";
import { listUnshown } from "../delivery/unshown-queries.ts";
import { sessionPaths } from "../paths.ts";
import { type ChangedRow, changesOf, closedAt, peopleOf } from "./register.ts";
import { readRegister, rowField } from "./register-form.ts";
import { firstNames, markSaid, type RegisterFacts, registerPage, registerPrint, registerRow } from "./register-page.ts";
import { recordRegister } from "./saving-register-queries.ts";

export const registers = factory.createApp();

const one = params(z.object({ id }));
const row = params(z.object({ id, enrolmentId: id }));

async function factsOf(c: AppContext, asked: { id: string }): Promise<RegisterFacts | undefined> {
  const { deps, actor, now } = c.var;
  const today = dayOf(now);
  const found = await askedSession(c, asked);
  if (!found) return undefined;
  const { session, run } = found;
  const [shown, hidden, marks, notes] = await Promise.all([
    listEnrolments(deps.db, actor, run.id),
    listUnshown(deps.db, actor, [run.id]),
    listMarksOfSession(deps.db, session.id),
    listGroupNotes(deps.db, session.id),
  ]);
  const standing = new Map(marks.map((mark) => [mark.enrolmentId, mark]));
  const marked = new Set(standing.keys());
  const [people, unshown] = [peopleOf(session, shown, marked), peopleOf(session, hidden, marked)];
  return { run, session, people, unshown, standing, notes, today, isCoLeader: actor.role === "co-leader" };
}

const families = ({ people }: RegisterFacts) => people.map(({ familyId }) => familyId);

registers.get(
  "/:id/register",
  reading(
    "register:write",
    { id },
    factsOf,
    (c, facts) => lookAtSession(c, facts, facts.people),
    async (c, facts) => {
      const cards = await cardsOn(c, facts);
      return page(c, "@runs/register/register", { ...registerPage(facts), cards } as never);
    },
  ),
);

/** "Before you ring" of who is on the register; a co-leader sees no contacts (docs/rules/people-and-words.md). */
const cardsOn = async (c: AppContext, { people, isCoLeader }: RegisterFacts) => {
  const cards = isCoLeader
    ? new Map<string, ReachCard>()
    : await cardsFor(
        c,
        people.map(({ carerId }) => carerId),
      );
  return people.flatMap(({ carerId }) => cards.get(carerId) ?? []);
};

registers.get(
  "/:id/register/print",
  reading(
    "register:write",
    { id },
    factsOf,
    (c, facts) => ({ ...auditEntry("print", c.var.actor, "register", facts.session.id), shown: families(facts) }),
    (c, facts) => page(c, "@runs/register/register-print", registerPrint(facts)),
  ),
);

const rulesOf = ({ session, isCoLeader }: RegisterFacts) => ({
  sessionMinutes: session.minutes,
  withReasons: !isCoLeader,
});

/** Names as this reader sees them, for the sentences of errors. */
function namesOf(facts: RegisterFacts) {
  const first = firstNames(facts.people);
  return facts.people.map(({ id: enrolmentId }) => ({ enrolmentId, name: first.get(enrolmentId)! }));
}

/** Both marks of each row that somebody else marked meanwhile; what was chosen here stays chosen. */
function staleProblem(facts: RegisterFacts, data: FormData, stale: readonly ChangedRow[]): FormProblem {
  const names = new Map(namesOf(facts).map((person) => [person.enrolmentId, person.name]));
  const said = (row: ChangedRow, before: MarkRow) =>
    `${names.get(row.enrolmentId)}: ${before.byName} marked “${markSaid(before, !facts.isCoLeader)}” at ${longInstant(before.at)}, ` +
    `you chose “${markSaid(row.marking, !facts.isCoLeader)}”. Save again to keep yours.`;
  return {
    values: typedValues(data),
    errors: stale.map((row) => ({
      field: rowField("mark", row.enrolmentId),
      text: row.before ? said(row, row.before) : "This row changed since. Save again.",
    })),
  };
}

async function writesOf(c: AppContext, facts: RegisterFacts, changed: readonly ChangedRow[]) {
  const { deps, actor, now } = c.var;
  const [sessions, marks] = await Promise.all([
    listSessions(deps.db, facts.run.id),
    listMarksOfRun(deps.db, facts.run.id),
  ]);
  const marked = new Set([...facts.standing.keys(), ...changed.map(({ enrolmentId }) => enrolmentId)]);
  const closes = closedAt(
    [...facts.people, ...facts.unshown],
    marked,
    facts.session.registerClosedAt,
    instantText(now),
  );
  const saved = { session: facts.session, sessions, marks, people: facts.people, changed, closedAt: closes };
  return { writes: recordRegister(deps, actor, saved, now), isFinished: closes !== null };
}

const auditOf = (c: AppContext, facts: RegisterFacts, changed: readonly ChangedRow[]) => ({
  ...wrote(c.var.actor, "register", facts.session.id, { marks: changed.map(({ marking }) => marking.mark) }),
  shown: facts.people.filter(({ id }) => changed.some((one) => one.enrolmentId === id)).map(({ familyId }) => familyId),
});

registers.post("/:id/register", can("register:write"), one, once(), async (c) => {
  const facts = await factsOf(c, c.req.valid("param"));
  if (!facts) return c.notFound();
  const data = await c.req.formData();
  const again = (form: FormProblem, status: 409 | 422) =>
    page(c, "@runs/register/register", registerPage(facts, form) as never, status);
  if (!mayMark(facts.session, facts.today).ok)
    return again(problem({}, "form", "This register can’t be marked now"), 409);
  const read = readRegister(data, namesOf(facts), rulesOf(facts), facts.standing);
  if (!read.ok) return again(read.error, 422);
  if (read.value.length === 0) {
    const first = facts.people[0];
    const at = first && rowField("mark", first.id);
    return again(problem(typedValues(data), "form", "Mark at least one person", at), 422);
  }
  const changes = changesOf(read.value, facts.standing);
  if (!changes.ok) return again(staleProblem(facts, data, changes.error), 409);
  const { writes, isFinished } = await writesOf(c, facts, changes.value);
  const location = `${sessionPaths.register(facts.session.id)}?did=${isFinished ? "finished" : "saved"}`;
  return save(c, auditOf(c, facts, changes.value), writes, location);
});

/** One row by itself, from a page with a script; the same form posts all rows where there is none. Marks race on their chain. */
registers.post("/:id/register/:enrolmentId", can("register:write"), row, async (c) => {
  const { deps } = c.var;
  const facts = await factsOf(c, c.req.valid("param"));
  const person = facts?.people.find((one) => one.id === c.req.valid("param").enrolmentId);
  if (!facts || !person) return c.notFound();
  const data = await c.req.formData();
  const shown = (rowFacts: RegisterFacts, form?: FormProblem, status: 200 | 409 | 422 = 200) => {
    const model = { row: registerRow(rowFacts, person, form, status === 200) };
    return c.html(deps.render("@runs/register/_register-row", model), status);
  };
  if (!mayMark(facts.session, facts.today).ok)
    return shown(
      facts,
      problem(typedValues(data), rowField("mark", person.id), "This register can’t be marked now"),
      409,
    );
  const own = namesOf(facts).filter(({ enrolmentId }) => enrolmentId === person.id);
  const read = readRegister(data, own, rulesOf(facts), facts.standing);
  if (!read.ok) return shown(facts, read.error, 422);
  if (read.value.length === 0)
    return shown(facts, problem(typedValues(data), rowField("mark", person.id), "Select all, part or not"), 422);
  const changes = changesOf(read.value, facts.standing);
  if (!changes.ok) return shown(facts, staleProblem(facts, data, changes.error), 409);
  const { writes } = await writesOf(c, facts, changes.value);
  await deps.commit({ ...auditOf(c, facts, changes.value), requestId: c.var.requestId }, writes);
  return shown((await factsOf(c, facts.session)) ?? facts);
});
