import { z } from "zod";
import { auditEntry } from "../../../domain/audit-entry.ts";
import { type FormProblem, problem, typedValues } from "../../../forms/form.ts";
import { can } from "../../../web/can.ts";
import { type AppContext, factory, page } from "../../../web/factory.ts";
import { id, params } from "../../../web/params.ts";
import { reading } from "../../../web/reading.ts";
import { once } from "../../../web/save.ts";
import { cardsFor, diedAmong, type ReachCard } from "../../families/index.ts";
import { lookAtSession } from "../delivery/asked-routes.ts";
import { mayMark } from "../delivery/session.ts";
import { sessionPaths } from "../paths.ts";
import { askedRegister, keepRows, namesOf, readRows, staleErrors } from "./keeping-rows-routes.ts";
import { progressOf } from "./register.ts";
import { rowField } from "./register-form.ts";
import { registerPage, registerPrint } from "./register-page.ts";
import { keptPart, progressSaid, type RegisterFacts } from "./register-row-page.ts";

export const registers = factory.createApp();

const one = params(z.object({ id }));
const row = params(z.object({ id, enrolmentId: id }));

const families = ({ people }: RegisterFacts) => people.map(({ familyId }) => familyId);

registers.get(
  "/:id/register",
  reading(
    "register:write",
    { id },
    askedRegister,
    (c, facts) => lookAtSession(c, facts, facts.people),
    async (c, facts) => {
      const [cards, died] = await Promise.all([cardsOn(c, facts), diedOn(c, facts)]);
      return page(c, "@runs/register/register", { ...registerPage(facts), cards, died } as never);
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

/** Who of the register died: nobody calls their name. */
const diedOn = async (c: AppContext, { people }: RegisterFacts): Promise<string[]> => {
  const died = await diedAmong(
    c,
    people.map(({ carerId }) => carerId),
  );
  return [...died.values()].map((said) => `${said}. Please do not call their name`);
};

registers.get(
  "/:id/register/print",
  reading(
    "register:write",
    { id },
    askedRegister,
    (c, facts) => ({ ...auditEntry("print", c.var.actor, "register", facts.session.id), shown: families(facts) }),
    async (c, facts) =>
      page(c, "@runs/register/register-print", { ...registerPrint(facts), died: await diedOn(c, facts) } as never),
  ),
);

const NOT_NOW = "This register can’t be marked now";

const shownAgain = (c: AppContext, facts: RegisterFacts, form: FormProblem, status: 409 | 422) =>
  page(c, "@runs/register/register", registerPage(facts, form), status);

/** Nothing was marked, and nothing was wrong with what was: the page asks for one mark at least. */
function nothingMarked(c: AppContext, facts: RegisterFacts, data: FormData) {
  const first = facts.people[0];
  const at = first && rowField("mark", first.id);
  return shownAgain(c, facts, problem(typedValues(data), "form", "Mark at least one person", at), 422);
}

const isFinished = ({ people, unshown, standing }: RegisterFacts): boolean => {
  const { marked, of } = progressOf([...people, ...unshown], standing);
  return marked === of;
};

/** The whole register: every complete row is kept; one that is not complete, or that somebody else marked, waits alone. */
registers.post("/:id/register", can("register:write"), one, once(), async (c) => {
  const { deps, requestId } = c.var;
  const facts = await askedRegister(c, c.req.valid("param"));
  if (!facts) return c.notFound();
  const data = await c.req.formData();
  if (!mayMark(facts.session, facts.today).ok) return shownAgain(c, facts, problem({}, "form", NOT_NOW), 409);
  const { rows, waiting } = readRows(data, facts, namesOf(facts));
  if (rows.length === 0 && waiting.errors.length === 0) return nothingMarked(c, facts, data);
  const kept = await keepRows(c, facts, rows, (audit, writes) => deps.commit({ ...audit, requestId }, writes));
  const errors = [...waiting.errors, ...staleErrors(kept.facts, kept.stale)];
  if (errors.length > 0)
    return shownAgain(c, kept.facts, { values: waiting.values, errors }, kept.stale.length > 0 ? 409 : 422);
  return c.redirect(
    `${sessionPaths.register(facts.session.id)}?did=${isFinished(kept.facts) ? "finished" : "saved"}`,
    303,
  );
});

/** What became of one row: what the database holds of it now, what it waits for, and how many are marked. */
function answerRow(
  c: AppContext,
  facts: RegisterFacts,
  enrolmentId: string,
  error: string | null,
  status: 200 | 409 | 422,
) {
  const model = { kept: keptPart(facts, enrolmentId, error), progress: progressSaid(facts) };
  return c.html(c.var.deps.render("@runs/register/_row-answer", model), status);
}

/** One row by itself, from a page with a script; the same form posts all rows where there is none. Marks race on their chain. */
registers.post("/:id/register/:enrolmentId", can("register:write"), row, async (c) => {
  const { deps, requestId } = c.var;
  const facts = await askedRegister(c, c.req.valid("param"));
  const own = facts && namesOf(facts).filter((person) => person.enrolmentId === c.req.valid("param").enrolmentId);
  if (!facts || !own?.[0]) return c.notFound();
  const { enrolmentId } = own[0];
  if (!mayMark(facts.session, facts.today).ok) return answerRow(c, facts, enrolmentId, NOT_NOW, 409);
  const { rows, waiting } = readRows(await c.req.formData(), facts, own);
  if (rows.length === 0)
    return answerRow(c, facts, enrolmentId, waiting.errors[0]?.text ?? "Select all, part or not", 422);
  const kept = await keepRows(c, facts, rows, (audit, writes) => deps.commit({ ...audit, requestId }, writes));
  const [stale] = staleErrors(kept.facts, kept.stale);
  return stale
    ? answerRow(c, kept.facts, enrolmentId, stale.text, 409)
    : answerRow(c, kept.facts, enrolmentId, null, 200);
});
