import type { Deps, Write } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { Support } from "../../../domain/support.ts";
import { listOffers, openOffer } from "../../offers/index.ts";

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
