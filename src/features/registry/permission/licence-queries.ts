import type { Db, Write } from "../../../deps.ts";
import type { Day } from "../../../domain/calendar.ts";
import { CHANNELS, type Channel, type Definition, licenceFor, measureById } from "../../../measures/index.ts";
import { type LicenceRow, type LicenceStatus, latestByChannel, type Standing, standingOf } from "./permission.ts";
import { isEnding } from "./standing-words.ts";

/** Licences are the authority's own, one a partnership: no row of them belongs to an organisation or a person. */
const rows = (db: Db) =>
  db
    .selectFrom("licence")
    .leftJoin("user", "user.id", "licence.by")
    .select([
      "licence.measure_id",
      "licence.channel",
      "licence.status",
      "licence.reference",
      "licence.evidence_hash",
      "licence.granted_on",
      "licence.expires_on",
      "licence.act",
      "licence.at",
      "user.name",
    ])
    .orderBy("licence.at", "desc")
    .orderBy("licence.act", "desc");

type Row = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

const rowOf = (row: Row): LicenceRow => ({
  measureId: row.measure_id,
  channel: row.channel,
  status: row.status,
  reference: row.reference,
  evidenceHash: row.evidence_hash,
  grantedOn: row.granted_on,
  expiresOn: row.expires_on,
  act: row.act,
  at: row.at,
  byName: row.name,
});

/** Everything ever recorded, of one measure or of all, the newest first. */
export async function licencesOf(db: Db, measureId?: string): Promise<LicenceRow[]> {
  const found = await rows(db)
    .$if(measureId !== undefined, (query) => query.where("licence.measure_id", "=", measureId!))
    .execute();
  return found.map(rowOf);
}

/** How each channel of a measure stands today, given what was recorded of it (the newest first). */
export function standingsOf(definition: Definition, recorded: readonly LicenceRow[], today: Day): Standing[] {
  const latest = latestByChannel(recorded.filter(({ measureId }) => measureId === definition.id));
  return CHANNELS.map((channel) =>
    standingOf(channel, licenceFor(definition, channel).status, latest.get(channel), today),
  );
}

/** How many measures have a permission that ends within 30 days, or has ended. */
export async function countEnding(db: Db, today: Day): Promise<number> {
  const recorded = await licencesOf(db);
  const measures = [...new Set(recorded.map(({ measureId }) => measureId))].flatMap((id) => measureById(id) ?? []);
  return measures.filter((definition) => isEnding(standingsOf(definition, recorded, today), today)).length;
}

/** The channels on which a measure may be used today. */
export async function allowedChannels(db: Db, definition: Definition, today: Day): Promise<ReadonlySet<Channel>> {
  const standings = standingsOf(definition, await licencesOf(db, definition.id), today);
  return new Set(standings.filter(({ permitted }) => permitted).map(({ channel }) => channel));
}

/**
 * May this measure be shown, printed, linked or sent on this channel today? The authority's latest permission decides,
 * else the holder's terms; nothing is remembered between two questions, so an end takes effect at once (docs/licences.md).
 */
export async function mayUse(db: Db, definition: Definition, channel: Channel, today: Day): Promise<boolean> {
  return (await allowedChannels(db, definition, today)).has(channel);
}

export type LicenceAct = {
  measureId: string;
  act: number;
  channels: readonly Channel[];
  status: LicenceStatus;
  reference: string;
  evidenceHash: string | null;
  grantedOn: Day | null;
  expiresOn: Day | null;
  at: string;
  by: string;
};

/** A row a channel. A second act with the same number on the same channel is refused by the table. */
export const insertLicences = (db: Db, newId: () => string, given: LicenceAct): Write[] =>
  given.channels.map((channel) =>
    db.insertInto("licence").values({
      id: newId(),
      measure_id: given.measureId,
      channel,
      status: given.status,
      reference: given.reference,
      evidence_hash: given.evidenceHash,
      granted_on: given.grantedOn,
      expires_on: given.expiresOn,
      act: given.act,
      at: given.at,
      by: given.by,
    }),
  );
