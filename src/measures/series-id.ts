import type { Definition } from "./definition.ts";

/** The id under which a measure is switched on, chosen and asked: its series', or its own. */
export const seriesId = ({ id, series }: Pick<Definition, "id" | "series">): string => series ?? id;
