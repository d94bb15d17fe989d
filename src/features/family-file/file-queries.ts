import type { Db } from "../../deps.ts";
import type { Actor } from "../../domain/actor.ts";
import type { Day } from "../../domain/calendar.ts";
import { listChecks, listDecisions, listNeedAssessments } from "../behaviour/index.ts";
import { listFamilyConcerns } from "../concerns/index.ts";
import {
  type Family,
  findWorker,
  listAgreements,
  listContacts,
  listHolds,
  listLocks,
  listNeeds,
} from "../families/index.ts";
import { listFamilyOfferEvents, listOffers } from "../offers/index.ts";
import { listFamilyReferrals, listReferralMoves } from "./referral-queries.ts";

/** Everything on a family's file that this actor may see, as each feature tells it; read together. */
export async function readFile(db: Db, actor: Actor, family: Family, today: Day) {
  const of = family.id;
  const [checks, needAssessments, decisions, offers, offerEvents, concerns, referrals, moves] = await Promise.all([
    listChecks(db, actor, of),
    listNeedAssessments(db, actor, of),
    listDecisions(db, actor, of),
    listOffers(db, actor, of),
    listFamilyOfferEvents(db, actor, of),
    listFamilyConcerns(db, actor, of),
    listFamilyReferrals(db, actor, of),
    listReferralMoves(db, actor, of),
  ]);
  const [agreements, contacts, needs, holds, locks, worker] = await Promise.all([
    listAgreements(db, actor, of),
    listContacts(db, actor, of),
    listNeeds(db, actor, of),
    listHolds(db, actor, of, today),
    listLocks(db, actor, of),
    findWorker(db, of),
  ]);
  return {
    family,
    checks,
    needAssessments,
    decisions,
    offers,
    offerEvents,
    concerns,
    referrals,
    moves,
    agreements,
    contacts,
    needs,
    holds,
    locks,
    worker,
  };
}

export type FamilyFile = Awaited<ReturnType<typeof readFile>>;
