import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import { prepared } from "../../../db/prepared.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import type { DB } from "../../../generated/schema.d.ts";
import { seenFullName } from "../../sharing/index.ts";
import { toldBefore } from "../draft/draft-keeping.ts";
import { lastWrittenAt } from "../draft/draft-keeping-queries.ts";
import { isMadeBy, isSentTo, joined, lockedBy, notLockedBy, visibleTo } from "../referral/referral-queries.ts";
import type { ReferralState } from "../referral/states.ts";

export const PAGE_SIZE = 50;

export type Direction = "made" | "received";
export type ListFilter = { state?: ReferralState; direction?: Direction; page: number };

export type ListedReferral = {
  id: string;
  reference: string;
  familyId: string;
  state: ReferralState;
  createdAt: string;
  submittedAt: string | null;
  carerName: string;
  childName: string;
  programmeName: string;
  fromName: string;
  toName: string;
  isReceived: number;
  total: number;
};

type Given = Actor & { state: ReferralState | undefined; offset: number };

/** Which filters are set: each makes a statement of its own. */
type Shape = { hasState: boolean; direction: Direction | "both" };

type Condition = (on: ExpressionBuilder<DB, "referral">) => Expression<SqlBool>;

/** What a filter leaves, in parts without a row in common: an `or` of made and received would sort them all for one page. */
function partsOf(given: Given, { hasState, direction }: Shape): Condition[] {
  const [made, sent] = [isMadeBy(given), isSentTo(given)];
  const fromOthers: Condition = (on) =>
    on.and([sent(on), on("referral.from_organisation_id", "!=", given.organisationId)]);
  const received: Condition = (on) =>
    on.and([on.or([made(on), sent(on)]), on("referral.to_organisation_id", "=", given.organisationId)]);
  const parts: Condition[] = { both: [made, fromOthers], made: [made], received: [received] }[direction];
  return hasState ? parts.map((part) => (on) => on.and([part(on), on("referral.state", "=", given.state!)])) : parts;
}

/** Where a row stands: it is found again by that in one step, by its id in two. */
const place = (row: string) => sql.ref<number>(`${row}.rowid`);

/** The places of one page's rows, newest first: each part is read in the order of its own index until the page is full. */
function placesOf(db: Db, given: Given, parts: readonly Condition[]) {
  const [first, ...others] = parts.map((part) =>
    notLockedBy(db, given)
      .where(part)
      .select(["referral.id", "referral.created_at", place("referral").as("place")]),
  );
  return others
    .reduce((all, part) => all.unionAll(part), first!)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(PAGE_SIZE)
    .offset(given.offset);
}

/** How many there are in all: those of each part, counted on an index alone, less those that the actor has locked. */
function totalOf(db: Db, given: Given, parts: readonly Condition[]) {
  const inAll = parts.map((part) => db.selectFrom("referral").where(part).select(sql`count(*)`.as("n")));
  const locked = parts.map((part) => lockedBy(db, given).where(part).select(sql`count(*)`.as("n")));
  return sql<number>`${sql.join(inAll, sql` + `)} - ${sql.join(locked, sql` - `)}`;
}

/** One page with its names, which are looked up only for the rows that the page was cut to. In no order. */
function pageOf(db: Db, given: Given, shape: Shape) {
  const parts = partsOf(given, shape);
  return db
    .selectFrom(placesOf(db, given, parts).as("cut"))
    .innerJoin("referral as r", (join) => join.onRef("cut.place", "=", place("r")))
    .innerJoin("person as carer", "carer.id", "r.carer_id")
    .innerJoin("person as child", "child.id", "r.child_id")
    .innerJoin("programme", "programme.id", "r.programme_id")
    .innerJoin("organisation as from", "from.id", "r.from_organisation_id")
    .innerJoin("organisation as to", "to.id", "r.to_organisation_id")
    .select([
      "r.id",
      "r.reference",
      "r.family_id as familyId",
      "r.state",
      "r.created_at as createdAt",
      "r.submitted_at as submittedAt",
      seenFullName(given, joined("carer", "r")).as("carerName"),
      seenFullName(given, joined("child", "r")).as("childName"),
      "programme.name as programmeName",
      "from.short_name as fromName",
      "to.short_name as toName",
      sql<number>`r.to_organisation_id = ${given.organisationId}`.as("isReceived"),
      totalOf(db, given, parts).as("total"),
    ]);
}

/** By the bytes, as the database orders. */
const newestFirst = (a: ListedReferral, b: ListedReferral): number =>
  (a.createdAt === b.createdAt ? a.id < b.id : a.createdAt < b.createdAt) ? 1 : -1;

const statement = (hasState: boolean, direction: Shape["direction"]) =>
  prepared((db, given: Given) => pageOf(db, given, { hasState, direction }));

const statements = (hasState: boolean) => ({
  both: statement(hasState, "both"),
  made: statement(hasState, "made"),
  received: statement(hasState, "received"),
});

const OF_ANY_STATE = statements(false);
const OF_ONE_STATE = statements(true);

/**
 * The referrals that this person may see, newest first, 50 a page: one statement, with how many there are in all on every row.
 * The page is cut before names are looked up, so that a long list costs no more than a short one.
 */
export async function listReferrals(
  db: Db,
  actor: Actor,
  { state, direction, page }: ListFilter,
): Promise<ListedReferral[]> {
  const byDirection = state ? OF_ONE_STATE : OF_ANY_STATE;
  const rows = await byDirection[direction ?? "both"](db, { ...actor, state, offset: (page - 1) * PAGE_SIZE });
  return rows.sort(newestFirst);
}

/** How many wait for this person's organisation: to answer as a provider, to inform as a referrer, drafts to finish, and those of them that will soon be deleted. */
export async function countReferrals(
  db: Db,
  actor: Actor,
  today: Day,
): Promise<{ toAnswer: number; informationAsked: number; drafts: number; draftsToGo: number }> {
  const mine = sql`referral.from_organisation_id = ${actor.organisationId}`;
  const ours = sql`referral.to_organisation_id = ${actor.organisationId}`;
  return visibleTo(db, actor)
    .where("referral.state", "in", ["draft", "submitted", "information-requested"])
    .select([
      sql<number>`coalesce(sum(referral.state = 'submitted' and ${ours}), 0)`.as("toAnswer"),
      sql<number>`coalesce(sum(referral.state = 'information-requested' and ${mine}), 0)`.as("informationAsked"),
      sql<number>`coalesce(sum(referral.state = 'draft' and ${mine}), 0)`.as("drafts"),
      sql<number>`coalesce(sum(referral.state = 'draft' and ${mine} and ${lastWrittenAt} < ${toldBefore(today)}), 0)`.as(
        "draftsToGo",
      ),
    ])
    .executeTakeFirstOrThrow();
}
