import type { Hono } from "hono";
import type { z } from "zod";
import { looked, wrote } from "../../../domain/audit-entry.ts";
import { dayOf, instantText, longInstant } from "../../../domain/calendar.ts";
import type { Permission } from "../../../domain/permissions.ts";
import { err, ok } from "../../../domain/result.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { act, CHANGED_SINCE, press } from "../../../web/act.ts";
import type { AppContext, AppEnv } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { type NewFact, type Subject, standingOf } from "./person-fact.ts";
import { parseFact } from "./person-fact-form.ts";
import { learnedPage } from "./person-fact-page.ts";
import { findSubject, recordFact, takeFactBack } from "./person-fact-queries.ts";

/** A subject with the address of the page that it is said from. */
export type Heard = Subject & { at: string };

/** Where something can be said about a person: by which address, who may, and about whom an address of it is. */
export type Place<Shape extends z.ZodRawShape> = {
  path: string;
  permission: Permission;
  params: Shape;
  whom: (
    c: AppContext,
    asked: z.output<z.ZodObject<Shape>>,
  ) => Promise<{ personId: string; familyId: string; at: string } | undefined>;
};

const look = (c: AppContext, { person, familyId }: Heard) => looked(c.var.actor, "person", person.id, familyId);

/** The subject that an address of this place means; undefined is 404. */
const finding =
  <Shape extends z.ZodRawShape>({ whom }: Place<Shape>) =>
  async (c: AppContext, asked: z.output<z.ZodObject<Shape>>): Promise<Heard | undefined> => {
    const { deps, actor, now } = c.var;
    const found = await whom(c, asked);
    const subject = found && (await findSubject(deps.db, actor, found, dayOf(now)));
    return found && subject && { ...subject, at: found.at };
  };

/** What stands already, for somebody who says it a second time. */
function saidAlready(subject: Subject, typed: NewFact) {
  const standing = standingOf(subject.facts, typed);
  return (
    standing && {
      text: `${standing.byName ?? "Somebody"} said so on ${longInstant(standing.at)}: it stands already`,
      status: 409 as const,
    }
  );
}

/**
 * Gives a place the page where something is said about a person once, and the way to take it back. The same act from the family's
 * file, from the follow-up list and from a person on a run, since it is heard wherever somebody rings.
 */
export function learnAt<Shape extends z.ZodRawShape>(app: Hono<AppEnv>, place: Place<Shape>): void {
  const find = finding(place);

  act<Shape, Heard, Omit<NewFact, "id" | "at">, NewFact>(app, {
    path: `${place.path}/learned`,
    permission: place.permission,
    params: place.params,
    find,
    look,
    parse: (data, subject, c) => {
      const typed = parseFact(data, subject, dayOf(c.var.now));
      if (!typed.ok) return typed;
      return ok({ ...typed.value, before: typed.value.kind === "interpreter" ? subject.person.interpreter : null });
    },
    decide: (typed, subject, c) => {
      const fact = { ...typed, id: c.var.deps.newId(), at: instantText(c.var.now) };
      const refusal = saidAlready(subject, fact);
      return refusal ? err(refusal) : ok(fact);
    },
    page: (subject, form, c) => [
      "@forms/form",
      learnedPage(subject, { form, stale: form?.conflict, cancelHref: subject.at, today: dayOf(c.var.now) }),
    ],
    tells: "its-step",
    audit: ({ id: factId, personId, kind, onDay }, { familyId }, c) =>
      wrote(c.var.actor, "person_fact", factId, { personId, kind, onDay }, { familyId }),
    writes: (fact, _, c) => recordFact(c.var.deps.db, c.var.actor, fact),
    did: (_, { at }) => `${at}?did=learned`,
    conflict: () => onFileNow(CHANGED_SINCE.text),
  });

  press(app, {
    path: `${place.path}/learned/:factId/taking-back`,
    permission: place.permission,
    params: { ...place.params, factId: id },
    find: async (c, asked) => {
      const subject = await find(c, asked as never);
      const fact = subject?.facts.find((one) => one.id === (asked as { factId: string }).factId);
      return subject && fact && { ...subject, fact };
    },
    tells: (_, { fact, familyId }) =>
      fact.takenBack === null ? { verb: "person.taken-back", about: { familyId } } : [],
    audit: (_, { fact, familyId }, c) =>
      wrote(c.var.actor, "person_fact", fact.id, { takenBackAt: instantText(c.var.now) }, { familyId }),
    // Taken back already it is not taken back again: who was first is kept.
    writes: (_, { fact }, { var: { deps, actor, now } }) =>
      fact.takenBack === null ? [takeFactBack(deps.db, actor, fact.id, instantText(now))] : [],
    did: (_, { at }) => `${at}?did=fact-taken-back`,
  });
}
