import { sql } from "kysely";
import type { Deps, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { Support } from "../../../domain/support.ts";
import { listOffers, openOffer } from "../../offers/index.ts";

/** More printings of one letter than this are not told one by one. */
const MOST_PRINTINGS = 20;

export type Printing = { id: string; decisionId: string; leftOut: string[] };

/** The write of one printing. */
export const recordPrinting = (db: Deps["db"], actor: Actor, printing: Printing & { at: string }): Write =>
  db.insertInto("letter_printing").values({
    id: printing.id,
    decision_id: printing.decisionId,
    left_out: JSON.stringify(printing.leftOut),
    at: printing.at,
    by: actor.userId,
  });

/** A printing of this decision's letter; look the letter up first. */
export async function findPrinting(db: Deps["db"], decisionId: string, id: string): Promise<Printing | undefined> {
  const row = await db
    .selectFrom("letter_printing")
    .where("id", "=", id)
    .where("decision_id", "=", decisionId)
    .select(["id", "decision_id as decisionId", "left_out as leftOut"])
    .executeTakeFirst();
  return row && { ...row, leftOut: JSON.parse(row.leftOut) };
}

type Told = {
  familyId: string;
  carerId: string;
  decisionId: string;
  supports: readonly Support[];
  today: Day;
  at: string;
};

/** One that was made ready before: when, by whom, and how much of the letter was left out. */
export type EarlierPrinting = { id: string; at: string; byName: string; left: number };

/** What was printed of a decision's letter, the newest first; look the letter up first. */
export const listPrintings = (db: Deps["db"], decisionId: string): Promise<EarlierPrinting[]> =>
  db
    .selectFrom("letter_printing")
    .leftJoin("user", "user.id", "letter_printing.by")
    .where("decision_id", "=", decisionId)
    .orderBy("letter_printing.at", "desc")
    .orderBy("letter_printing.id", "desc")
    .limit(MOST_PRINTINGS)
    .select([
      "letter_printing.id",
      "letter_printing.at",
      sql<string>`coalesce(user.name, '')`.as("byName"),
      sql<number>`json_array_length(left_out)`.as("left"),
    ])
    .execute();

/** The writes that say a carer was told of kinds of support that nothing is on file about for them. */
export async function tellOf(deps: Pick<Deps, "db" | "newId">, actor: Actor, told: Told): Promise<Write[]> {
  const { familyId, carerId, decisionId, supports, today, at } = told;
  const known = await listOffers(deps.db, actor, familyId);
  return supports
    .filter((support) => !known.some((offer) => offer.carerId === carerId && offer.support === support))
    .flatMap((support) =>
      openOffer(deps.db, actor, {
        id: deps.newId(),
        familyId,
        carerId,
        childId: null,
        support,
        decisionId,
        state: "told",
        onDay: today,
        reason: null,
        note: null,
        at,
      }),
    );
}
