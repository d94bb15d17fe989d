import type { Insertable } from "kysely";
import type { DB } from "../../src/generated/schema.d.ts";
import type { TestApp } from "./app.ts";
import { AT } from "./world.ts";

type Given<T extends keyof DB> = Partial<Insertable<DB[T]>>;
type Rows = Pick<TestApp, "db" | "newId" | "organisations">;
type Who = { familyId: string; carerId: string; childId: string };

const MADE = { created_at: AT, created_by: "seed" };

type Item = Pick<Insertable<DB["behaviour_item"]>, "behaviour"> & Given<"behaviour_item">;

/** A check of 23 February 2026 by which a child refuses or argues several times a week (a great deal), unless told. */
export async function aCheck(t: Rows, who: Who, given: Given<"behaviour_check"> & { items?: Item[] } = {}) {
  const { items = [{ behaviour: "refuses", how_often: "4", challenge: "3" }], ...columns } = given;
  const row = {
    id: t.newId(),
    family_id: who.familyId,
    child_id: who.childId,
    carer_id: who.carerId,
    on_day: "2026-02-23",
    source: "visit",
    ...MADE,
    ...columns,
  } as const;
  await t.db.insertInto("behaviour_check").values(row).execute();
  if (items.length > 0)
    await t.db
      .insertInto("behaviour_item")
      .values(items.map((item) => ({ ...item, check_id: row.id })))
      .execute();
  return { id: row.id };
}

/** A need assessment of 23 February 2026 that says yes, valid for 12 weeks, unless told. */
export async function aNeedAssessment(
  t: Rows,
  who: Pick<Who, "familyId" | "carerId">,
  given: Given<"need_assessment"> = {},
) {
  const row = {
    id: t.newId(),
    family_id: who.familyId,
    carer_id: who.carerId,
    on_day: "2026-02-23",
    need: "yes",
    grounds: JSON.stringify(["strain"]),
    assessor_role: "social-worker",
    method: "conversation",
    valid_to_on: "2026-05-18",
    ...MADE,
    ...given,
  } as const;
  await t.db.insertInto("need_assessment").values(row).execute();
  return { id: row.id };
}

/** A decision on a check by rule 1: parenting recommended and offered, unless told. */
export async function aDecision(t: Rows, who: Who, checkId: string, given: Given<"route_decision"> = {}) {
  const row = {
    id: t.newId(),
    family_id: who.familyId,
    carer_id: who.carerId,
    child_id: who.childId,
    check_id: checkId,
    rule_version: 1,
    answer: "parenting",
    reasons: "[]",
    decided: "offer",
    routes: JSON.stringify(["parenting"]),
    differs_from_rule: "no",
    letter: JSON.stringify(A_LETTER),
    version: 1,
    at: AT,
    by: "seed",
    ...given,
  } as const;
  await t.db.insertInto("route_decision").values(row).execute();
  return { id: row.id };
}

const A_LETTER = {
  from: "North kinship team",
  day: "2026-02-23",
  to: "Margaret O’Neill",
  opening: "Thank you for telling us what things are like at home with Jayden.",
  talkedAbout: ["Refuses or argues, several times a week."],
  recommendation: ["From what you told us, we think a parenting programme could help."],
  offers: ["A parenting programme"],
  notNow: [],
  elseThere: [],
  lookAgain: null,
  ring: "Ring us on 01632 960000.",
  askAgain: "You can ask again at any time, or ask someone else to look at it.",
};

const REACHED: Record<string, string[]> = {
  told: ["told"],
  offered: ["offered"],
  accepted: ["offered", "accepted"],
  declined: ["offered", "declined"],
  "no-reply": ["offered", "no-reply"],
  "not-offered": ["not-offered"],
  started: ["offered", "accepted", "started"],
  ended: ["offered", "accepted", "started", "ended"],
};
const REASONS: Record<string, string> = { declined: "no-time", "not-offered": "crisis-first" };

type State = DB["offer_event"]["state"];

/** A parenting offer that was accepted, with the events that led there, unless told; `on` is the day of each event. */
export async function anOffer(t: Rows, who: Who, given: Given<"offer"> & { on?: string } = {}) {
  const { on = "2026-02-24", ...columns } = given;
  const states = REACHED[columns.state ?? "accepted"] as State[];
  const row = {
    id: t.newId(),
    family_id: who.familyId,
    carer_id: who.carerId,
    child_id: who.childId,
    support: "parenting",
    state: "accepted",
    version: states.length,
    ...MADE,
    ...columns,
  } as const;
  await t.db.insertInto("offer").values(row).execute();
  for (const [at, state] of states.entries())
    await t.db
      .insertInto("offer_event")
      .values({
        offer_id: row.id,
        version: at + 1,
        state,
        on_day: on,
        reason: REASONS[state] ?? null,
        at: AT,
        by: "seed",
      })
      .execute();
  return { id: row.id };
}

/** A concern of North's from a check, raised and due at the end of the tests' day, unless told. */
export async function aConcern(t: Rows, who: Who, given: Given<"concern"> = {}) {
  const row = {
    id: t.newId(),
    family_id: who.familyId,
    about_id: who.childId,
    organisation_id: t.organisations.north,
    source: "behaviour-check",
    source_id: t.newId(),
    kind: "goes-missing",
    summary: "Goes missing, once in the last 4 weeks",
    state: "raised",
    due_at: "2026-03-02T17:00:00.000Z",
    version: 1,
    ...MADE,
    ...given,
  } as const;
  await t.db.insertInto("concern").values(row).execute();
  await t.db
    .insertInto("concern_event")
    .values({ concern_id: row.id, version: 1, verb: "raised", at: AT, by: row.created_by })
    .execute();
  return { id: row.id };
}
