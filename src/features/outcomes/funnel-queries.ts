import type { Db } from "../../deps.ts";
import type { Day } from "../../domain/calendar.ts";
import type { Step } from "./funnel.ts";

type Wanted = { programmeId: string; route: string };

/** The funnel's steps down to acceptance by the provider; families until a referral, referrals after (features.md, U62). */
export async function funnelToReferral(db: Db, { programmeId, route }: Wanted, askedSince: Day): Promise<Step[]> {
  const row = await db
    .selectNoFrom((eb) => [
      eb
        .selectFrom("v_family")
        .where("closed_on", "is", null)
        .select((f) => f.fn.countAll<number>().as("n"))
        .as("known"),
      eb
        .selectFrom("v_check")
        .where("on_day", ">=", askedSince)
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
    { said: "Asked what things are like at home, in the last 12 months", n: n(row.asked) },
    { said: "The rule recommended this route", n: n(row.met) },
    { said: "Offered this route", n: n(row.offered) },
    { said: "Accepted the offer", n: n(row.accepted) },
    { said: "Referred to this programme", n: n(row.referred) },
    { said: "Accepted by the provider", n: n(row.taken) },
  ];
}
