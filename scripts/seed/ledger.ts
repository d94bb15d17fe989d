import type { Db } from "../../src/deps.ts";
import type { Day } from "../../src/domain/calendar.ts";

export type AskedForm = {
  id: string;
  version: number;
  measureId: string;
  form: string;
  state: string;
  packId: string | null;
  closesOn: Day;
  opensOn: Day;
};
export type PlannedSession = { id: string; number: number; day: Day; status: string };

/** What somebody would click: the ids and dates that the app has made, read and never written. */
export type Ledger = ReturnType<typeof ledgerOf>;

export const ledgerOf = (db: Db) => ({
  /** The people of a family in the order in which they were written down. */
  people: (familyId: string, kind: "carer" | "child") =>
    db
      .selectFrom("person")
      .where("family_id", "=", familyId)
      .where("kind", "=", kind)
      .orderBy("id")
      .select(["id", "given_name"])
      .execute(),

  offer: async (carerId: string, support: string): Promise<string> => {
    const offers = db
      .selectFrom("offer")
      .where("carer_id", "=", carerId)
      .where("support", "=", support as "cbt");
    return (await offers.orderBy("id", "desc").select("id").executeTakeFirstOrThrow()).id;
  },

  arrangement: (familyId: string) =>
    db
      .selectFrom("care_arrangement")
      .where("family_id", "=", familyId)
      .where("to_on", "is", null)
      .orderBy("id")
      .select(["id", "child_id as childId", "carer_id as carerId"])
      .execute(),

  referralVersion: async (id: string): Promise<number> =>
    (await db.selectFrom("referral").where("id", "=", id).select("version").executeTakeFirstOrThrow()).version,

  familyOf: async (referralId: string): Promise<string> =>
    (await db.selectFrom("referral").where("id", "=", referralId).select("family_id").executeTakeFirstOrThrow())
      .family_id,

  enrolment: (referralId: string) =>
    db
      .selectFrom("enrolment")
      .where("referral_id", "=", referralId)
      .select(["id", "version"])
      .executeTakeFirstOrThrow(),

  /** The sessions for everybody, in order. */
  sessions: (runId: string): Promise<PlannedSession[]> =>
    db
      .selectFrom("session")
      .where("run_id", "=", runId)
      .where("kind", "=", "planned")
      .orderBy("number")
      .select(["id", "number", "local_day as day", "status"])
      .execute(),

  /** The session made last for one person. */
  catchUp: async (enrolmentId: string): Promise<string> => {
    const made = db.selectFrom("session").where("for_enrolment_id", "=", enrolmentId);
    return (await made.orderBy("id", "desc").select("id").executeTakeFirstOrThrow()).id;
  },

  /** What is asked on one occasion of an enrolment, in the order of the plan. */
  asked: (enrolmentId: string, timepoint: string): Promise<AskedForm[]> =>
    db
      .selectFrom("assessment")
      .where("enrolment_id", "=", enrolmentId)
      .where("timepoint", "=", timepoint)
      .where("replaced_at", "is", null)
      .orderBy("pack_position")
      .select([
        "id",
        "version",
        "measure_id as measureId",
        "form",
        "state",
        "pack_id as packId",
        "closes_on as closesOn",
        "opens_on as opensOn",
      ])
      .execute(),

  goals: async (referralId: string): Promise<number> => {
    const goals = db.selectFrom("goal").where("referral_id", "=", referralId).where("ended_on", "is", null);
    return Number((await goals.select((eb) => eb.fn.countAll().as("n")).executeTakeFirstOrThrow()).n);
  },

  /** Concerns about a family that nobody has closed, with their versions. */
  openConcerns: (familyId: string) =>
    db
      .selectFrom("concern")
      .where("family_id", "=", familyId)
      .where("state", "!=", "closed")
      .orderBy("id")
      .select(["id", "version", "source"])
      .execute(),
});
