import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import { behind } from "../../../db/keyset.ts";
import { prepared } from "../../../db/prepared.ts";
import type { Db } from "../../../deps.ts";
import type { Actor } from "../../../domain/actor.ts";
import type { Day } from "../../../domain/calendar.ts";
import { COUNTED_TO, type Page, type Place, pageOf as readPage } from "../../../domain/paging.ts";
import type { DB } from "../../../generated/schema.d.ts";
import { seenFullName } from "../../sharing/index.ts";
import { toldBefore } from "../draft/draft-keeping.ts";
import { lastWrittenAt } from "../draft/draft-keeping-queries.ts";
import { isMadeBy, isSentTo, joined, lockedBy, notLockedBy } from "../referral/referral-queries.ts";
import type { ReferralState } from "../referral/states.ts";

export type Direction = "made" | "received";
export type ListFilter = { state?: ReferralState; direction?: Direction };

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

type Given = Actor & { state: ReferralState | undefined; at: string; id: string; most: number };

/** Which filters are set, and which way the page is read: each makes a statement of its own. */
type Shape = { hasState: boolean; direction: Direction | "both"; isBehind: boolean; backwards: boolean };

type Condition = (on: ExpressionBuilder<DB, "referral">) => Expression<SqlBool>;

/** What a filter leaves, in parts without a row in common: an `or` of made and received would sort them all for one page. */
function partsOf(given: Given, { hasState, direction }: Pick<Shape, "hasState" | "direction">): Condition[] {
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

const NEWEST_FIRST = { by: ["referral.created_at", "referral.id"], down: true };

/** The places of one page's rows in the order they are read: each part by its own index until the page is full. */
function placesOf(db: Db, given: Given, parts: readonly Condition[], { isBehind, backwards }: Shape) {
  const from = behind(NEWEST_FIRST, { from: isBehind ? [given.at, given.id] : null, backwards, most: given.most });
  const [first, ...others] = parts.map((part) => {
    const rows = notLockedBy(db, given).where(part);
    return (from ? rows.where(from) : rows).select([
      "referral.id",
      "referral.created_at",
      place("referral").as("place"),
    ]);
  });
  const direction = backwards ? "asc" : "desc";
  return others
    .reduce((all, part) => all.unionAll(part), first!)
    .orderBy("created_at", direction)
    .orderBy("id", direction)
    .limit(given.most);
}

/** How many there are in all, as far as is counted: those of each part, on an index alone, less those that the actor has locked. */
function totalOf(db: Db, given: Given, parts: readonly Condition[]) {
  const inAll = parts.map((part) => {
    const rows = db.selectFrom("referral").where(part).select(sql`1`.as("one"));
    return sql`(select count(*) from ${rows.limit(COUNTED_TO + 1)})`;
  });
  const locked = parts.map((part) => lockedBy(db, given).where(part).select(sql`count(*)`.as("n")));
  return sql<number>`${sql.join(inAll, sql` + `)} - ${sql.join(locked, sql` - `)}`;
}

/** One page with its names, which are looked up only for the rows that the page was cut to. In no order. */
function pageOf(db: Db, given: Given, shape: Shape) {
  const parts = partsOf(given, shape);
  return db
    .selectFrom(placesOf(db, given, parts, shape).as("cut"))
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

const statements = new Map<string, ReturnType<typeof prepared<Given, ListedReferral>>>();

function statementOf(shape: Shape) {
  const name = JSON.stringify(shape);
  const made = statements.get(name) ?? prepared((db, given: Given) => pageOf(db, given, shape));
  statements.set(name, made);
  return made;
}

/** Of how many values the key of a referral is made: when it was made, and its id. */
export const REFERRAL_KEY = 2;

/**
 * A page of the referrals that this person may see, newest first: one statement, with how many there are in all on every row.
 * The page is cut before names are looked up, so that a long list costs no more than a short one.
 */
export const listReferrals = (
  db: Db,
  actor: Actor,
  { state, direction = "both" }: { state?: ReferralState; direction?: Direction | "both" },
  place: Place,
): Promise<Page<ListedReferral>> =>
  readPage(
    place,
    ({ createdAt, id }) => [createdAt, id],
    async ({ from, backwards, most }) => {
      const shape = { hasState: state !== undefined, direction, isBehind: from !== null, backwards };
      const [at = "", id = ""] = from ?? [];
      const rows = await statementOf(shape)(db, { ...actor, state, at, id, most });
      return rows.sort(backwards ? (a, b) => newestFirst(b, a) : newestFirst);
    },
  );

/** How many of these there are, as far as is counted, without reading more. */
const upTo = (rows: ReturnType<typeof notLockedBy>) =>
  sql<number>`(select count(*) from ${rows.select(sql`1`.as("one")).limit(COUNTED_TO + 1)})`;

export type ReferralCounts = {
  toAnswer: number;
  /** Sent by us, and answered by nobody yet. */
  unanswered: number;
  informationAsked: number;
  drafts: number;
  draftsToGo: number;
};

/** How many wait for this person's organisation: to answer as a provider, to inform as a referrer, drafts to finish, and those of them that will soon be deleted. */
export async function countReferrals(db: Db, actor: Actor, today: Day): Promise<ReferralCounts> {
  const of = (state: ReferralState) => notLockedBy(db, actor).where("referral.state", "=", state);
  const drafts = of("draft").where(isMadeBy(actor));
  const counts = sql<ReferralCounts>`select
    ${upTo(of("submitted").where(isSentTo(actor)))} as "toAnswer",
    ${upTo(of("submitted").where(isMadeBy(actor)))} as unanswered,
    ${upTo(of("information-requested").where(isMadeBy(actor)))} as "informationAsked",
    ${upTo(drafts)} as drafts,
    ${upTo(drafts.where(lastWrittenAt, "<", toldBefore(today)))} as "draftsToGo"`;
  return (await counts.execute(db)).rows[0]!;
}
