import type { Db } from "../../deps.ts";
import type { Day } from "../../domain/calendar.ts";
import type { Definition } from "../../measures/index.ts";
import { allowedChannels, wordingShown } from "../registry/index.ts";
import type { Wording } from "./measure.ts";

/** The wording that goes out with a measure: what staff may be shown of it today, and nothing where that is nothing. */
export async function licensedWording(db: Db, definition: Definition, today: Day): Promise<Wording | undefined> {
  const shown = await wordingShown(db, definition, await allowedChannels(db, definition, today));
  if (!shown) return undefined;
  const labelled = (options: (typeof shown.items)[number]["options"]) =>
    options.flatMap(({ code, label }) => (label === null ? [] : [[String(code), label] as const]));
  return {
    language: shown.language,
    items: new Map(
      shown.items.map(({ number, text, options }) => [String(number), { text, answers: new Map(labelled(options)) }]),
    ),
  };
}
