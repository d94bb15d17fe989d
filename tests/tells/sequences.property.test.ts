import fc from "fast-check";
import { expect, test } from "vitest";
import { AT_WORK } from "../../src/features/sharing/sight.ts";
import { type Audience, type TellVerb, tellingOf } from "../../src/tells/telling.ts";
import { testApp } from "../support/app.ts";
import type { PersonName } from "../support/world.ts";
import { aWorld, STEPS, type Step, type World } from "./steps.ts";

const PEOPLE = ["alice", "nadia", "bob", "wendy"] as const satisfies readonly PersonName[];
const WORKS_AT_WILLOW = ["bob", "wendy"] as const;

/** What stands after a step, read apart from what tells. */
async function standing({ t, referral }: World) {
  const names = new Map(Object.entries(t.people).map(([name, { userId }]) => [userId, name as PersonName]));
  const { state } = await t.db
    .selectFrom("referral")
    .where("id", "=", referral.id)
    .select("state")
    .executeTakeFirstOrThrow();
  const log = await t.db
    .selectFrom("referral_event")
    .where("referral_id", "=", referral.id)
    .select(["verb", "by"])
    .execute();
  const turns = await t.db
    .selectFrom("family_worker")
    .where("family_id", "=", referral.familyId)
    .orderBy("turn")
    .select("user_id")
    .execute();
  const said = await t.db
    .selectFrom("agreement")
    .where("person_id", "=", referral.carerId)
    .where("purpose", "=", "share-with-provider")
    .orderBy("at")
    .orderBy("id")
    .select("answer")
    .execute();
  const locks = await t.db
    .selectFrom("family_lock")
    .where("family_id", "=", referral.familyId)
    .select("user_id")
    .execute();
  const nameOf = (id: string | null) => names.get(id ?? "")!;
  return {
    isAtWork: (AT_WORK as string[]).includes(state),
    isShared: said.at(-1)?.answer === "given",
    answeredBy: WORKS_AT_WILLOW.filter((name) =>
      log.some(({ verb, by }) => ["ask", "accept", "wait"].includes(verb) && by === t.people[name].userId),
    ),
    workers: turns.map(({ user_id }) => nameOf(user_id)),
    lockedBy: locks.map(({ user_id }) => nameOf(user_id)),
  };
}

type Standing = Awaited<ReturnType<typeof standing>>;

/** The audience in words of docs/rules/who-is-told.md, for a provider with one facilitator and one manager. */
function audience(who: Audience, { verb, only }: Step, now: Standing): readonly PersonName[] {
  const provider = now.answeredBy.length > 0 ? now.answeredBy : (["bob"] as const);
  if (who === "worker" || who === "new-worker") return now.workers.slice(-1);
  if (who === "former-worker") return now.workers.slice(-2, -1);
  if (who === "provider") return provider;
  // What North knows of a concern stays at North.
  if (who !== "providers" || verb.startsWith("concern.") || !now.isAtWork) return [];
  return only === "willow" || now.isShared ? provider : [];
}

const expected = (step: Step, by: PersonName, now: Standing): string[] =>
  [...new Set((tellingOf(step.verb)?.news ?? []).flatMap((who) => audience(who, step, now)))]
    .filter((name) => name !== by && !now.lockedBy.includes(name))
    .sort()
    .map((name) => `${step.verb} to ${name}`);

async function newsSince({ t }: World, id: number): Promise<{ last: number; lines: string[] }> {
  const rows = await t.db
    .selectFrom("news")
    .where("id", ">", id)
    .orderBy("id")
    .select(["id", "verb", "user_id"])
    .execute();
  const name = (user: string) => PEOPLE.find((one) => t.people[one].userId === user) ?? user;
  return { last: rows.at(-1)?.id ?? id, lines: rows.map(({ verb, user_id }) => `${verb} to ${name(user_id)}`).sort() };
}

const SIDES = { north: ["alice", "nadia"], willow: WORKS_AT_WILLOW } as const;

const move = fc
  .constantFrom(...STEPS)
  .chain((step) => fc.record({ step: fc.constant(step), by: fc.constantFrom(...(step.by ? SIDES[step.by] : PEOPLE)) }));
const lock = fc.option(fc.record({ at: fc.nat(6), by: fc.constantFrom(...PEOPLE) }), { nil: undefined });

/** One that locks the family for themselves somewhere on the way hears nothing more of it. */
async function goThrough(
  moves: readonly { step: Step; by: PersonName }[],
  locking: { at: number; by: PersonName } | undefined,
) {
  const world = await aWorld(await testApp({ as: "alice" }));
  const { t, referral } = world;
  let last = 0;
  const done = new Set<TellVerb>();
  for (const [at, { step, by }] of moves.entries()) {
    if (locking?.at === at)
      await t.as(locking.by).post(`/families/${referral.familyId}/locking`, { key: `lock${at}`, reason: "" });
    const { path, fields } = await step.send(world);
    const { status } = await t.as(by).post(path, { ...fields, key: `step${at}` });
    const told = await newsSince(world, last);
    last = told.last;
    const must = status === 303 ? expected(step, by, await standing(world)) : [];
    expect([at, by, status, told.lines]).toEqual([at, by, status, must]);
    if (status === 303) done.add(step.verb);
  }
  return done;
}

test("no sequence of acts ends without its tells: after each, everybody of its audience but who did it has one line, nobody else any", async () => {
  const done = new Set<TellVerb>();
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 6, maxLength: 14 }), lock, async (moves, locking) => {
      for (const verb of await goThrough(moves, locking)) done.add(verb);
    }),
    { numRuns: 50, seed: 20_260_302 },
  );
  expect([...new Set(STEPS.map(({ verb }) => verb))].filter((verb) => !done.has(verb))).toEqual([]);
}, 60_000);
