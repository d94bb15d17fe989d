import type { Db } from "../../deps.ts";
import type { Day } from "../../domain/calendar.ts";
import type { Step } from "./funnel.ts";

type Wanted = { programmeId: string; route: string };

/** Open families, and those of them asked since a day: the step of U62 that goes stale. */
export async function countAskedSince(db: Db, since: Day): Promise<{ open: number; asked: number }> {
  const open = db.selectFrom("v_family as f").where("f.closed_on", "is", null);
  const all = await open.select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  const asked = await open
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("v_check as c")
          .whereRef("c.family_id", "=", "f.family_id")
          .where("c.on_day", ">=", since)
          .select("c.check_id"),
      ),
    )
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return { open: Number(all.n), asked: Number(asked.n) };
}

/**
 * The funnel's steps down to acceptance by the provider, over everything on file, so that each step lies in the one before;
 * families until a referral, referrals after (docs/rules/disclosure.md).
 */
export async function funnelToReferral(db: Db, { programmeId, route }: Wanted): Promise<Step[]> {
  const row = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom("v_family")
        .select((f) => f.fn.countAll<number>().as("n"))
        .as("known"),
      eb
        .selectFrom("v_check")
        .select((f) => f.fn.count<number>("family_id").distinct().as("n"))
        .as("asked"),
      eb
        .selectFrom("v_decision")
        .where("answer", "in", [route as "parenting" | "cbt", "parenting-and-cbt"])
        .select((f) => f.fn.count<number>("family_id").distinct().as("n"))
        .as("met"),
      eb
        .selectFrom("v_offer")
        .where("support", "=", route as "parenting" | "cbt")
        .where("state", "not in", ["told", "not-offered"])
        .select((f) => f.fn.count<number>("family_id").distinct().as("n"))
        .as("offered"),
      eb
        .selectFrom("v_offer")
        .where("support", "=", route as "parenting" | "cbt")
        .where("state", "in", ["accepted", "started", "ended"])
        .select((f) => f.fn.count<number>("family_id").distinct().as("n"))
        .as("accepted"),
      eb
        .selectFrom("v_referral")
        .where("programme_id", "=", programmeId)
        .select((f) => f.fn.countAll<number>().as("n"))
        .as("referred"),
      eb
        .selectFrom("v_referral")
        .where("programme_id", "=", programmeId)
        .where("state", "in", [
          "accepted",
          "waiting",
          "enrolled",
          "started",
          "completed",
          "left-early",
          "did-not-start",
        ])
        .select((f) => f.fn.countAll<number>().as("n"))
        .as("taken"),
    ])
    .executeTakeFirstOrThrow();
  const n = (value: unknown) => Number(value ?? 0);
  return [
    { said: "Families known", n: n(row.known) },
    { said: "Asked what things are like at home", n: n(row.asked) },
    { said: "The rule recommended this route", n: n(row.met) },
    { said: "Offered this route", n: n(row.offered) },
    { said: "Accepted the offer", n: n(row.accepted) },
    { said: "Referred to this programme", n: n(row.referred) },
    { said: "Accepted by the provider", n: n(row.taken) },
  ];
}
