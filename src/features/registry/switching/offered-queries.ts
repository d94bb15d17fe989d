import type { Db } from "../../../deps.ts";
import type { Day } from "../../../domain/calendar.ts";
import { allSeries, CHANNELS, type Channel, type Series } from "../../../measures/index.ts";
import { licencesOf, standingsOf } from "../permission/licence-queries.ts";
import { barredSaid, permittedSaid } from "../permission/standing-words.ts";
import { seriesOn } from "./switching-queries.ts";

/**
 * A questionnaire as a plan may choose it: whether it is on, on which channels it is permitted today in words, and what bars it, if
 * nothing that comes back may be kept.
 */
export type Offered = {
  series: Series;
  on: boolean;
  permitted: string;
  barred: string[];
  /** The channels on which each of its measures is permitted today. */
  channels: ReadonlySet<Channel>;
};

/** Every questionnaire as plans may choose it today, those that are off too: a plan may hold one since before. */
export async function offeredToPlans(db: Db, today: Day): Promise<Offered[]> {
  const [isOn, recorded] = await Promise.all([seriesOn(db), licencesOf(db)]);
  return allSeries().map((series) => {
    const members = series.members.map((definition) => {
      const standings = standingsOf(definition, recorded, today);
      const channels = new Set(standings.filter(({ permitted }) => permitted).map(({ channel }) => channel));
      return { permitted: permittedSaid(standings), barred: barredSaid(definition, standings), definition, channels };
    });
    const said = new Set(members.map(({ permitted }) => permitted));
    const one = members.map(({ permitted, definition }) => `${definition.acronym}: ${permitted}`).join(" ");
    return {
      series,
      on: isOn(series),
      permitted: said.size === 1 ? members[0]!.permitted : one,
      barred: members.flatMap(({ barred }) => barred ?? []),
      channels: new Set(CHANNELS.filter((channel) => members.every(({ channels }) => channels.has(channel)))),
    };
  });
}
