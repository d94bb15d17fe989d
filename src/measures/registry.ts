import { MEASURES } from "../generated/measures.js";
import type { Definition } from "./definition.ts";

const byId = new Map(MEASURES.map((measure) => [measure.id, measure]));

/** Every measure of the registry, by id. They were checked when they were built in. */
export const allMeasures = (): readonly Definition[] => MEASURES;

/** The measure of this id, or undefined. */
export const measureById = (id: string): Definition | undefined => byId.get(id);
