import type { TestApp } from "./app.ts";
import { type AnEnrolment, type ARun, anEnrolment, aRun } from "./run-factories.ts";

let key = 0;

/** A weekly group from 2 February 2026 (its fifth session is the tests' today) with so many people on it. */
export async function aGroup(t: TestApp, people = 2) {
  const run = await aRun(t, { startOn: "2026-02-02" });
  const enrolled: AnEnrolment[] = [];
  for (let at = 0; at < people; at += 1)
    enrolled.push(await anEnrolment(t, { run, carer: ["Maureen", "Dev", "Ana"][at], child: "Jayden" }));
  return { run, people: enrolled };
}

/** The fields of one row, as a browser would send them. */
export const row = (person: AnEnrolment, mark: string, more: Record<string, string> = {}) =>
  Object.fromEntries(
    Object.entries({ mark, mode: "in-person", ...more }).map(([name, value]) => [
      `${name}-${person.enrolmentId}`,
      value,
    ]),
  );

/** Posts a register, by the number of its session. */
export const saveRegister = (t: TestApp, run: ARun, session: number, fields: Record<string, string>) =>
  t.post(`/sessions/${run.sessions[session - 1]!.id}/register`, { key: `register-${++key}`, ...fields });

export const marksOf = (t: TestApp, run: ARun, session: number) =>
  t.db
    .selectFrom("attendance")
    .where("session_id", "=", run.sessions[session - 1]!.id)
    .selectAll()
    .orderBy("id")
    .execute();

export const sessionOf = (t: TestApp, run: ARun, session: number) =>
  t.db
    .selectFrom("session")
    .where("id", "=", run.sessions[session - 1]!.id)
    .selectAll()
    .executeTakeFirstOrThrow();
