import { DEFAULT_PLANS, MEASURES } from "../generated/measures.js";
import type { DefaultPlans } from "./default-plans.ts";
import type { Definition } from "./definition.ts";

const byId = new Map(MEASURES.map((measure) => [measure.id, measure]));

/** Every measure of the registry, by id. They were checked when they were built in. */
export const allMeasures = (): readonly Definition[] => MEASURES;

/** The measure of this id, or undefined. */
export const measureById = (id: string): Definition | undefined => byId.get(id);

/** What a new programme of this route asks, in order; nothing for a route without a default plan. */
export const defaultPlanOf = (route: string): DefaultPlans[string] =>
  Object.hasOwn(DEFAULT_PLANS, route) ? DEFAULT_PLANS[route]! : [];

type FeedbackDefinition = Extract<Definition, { kind: "questionnaire" }> & {
  offerFeedback: { askedOnDeclining: number };
};

/** Our own questions on what was offered, or undefined where the registry has none. */
export const feedbackMeasure = (): FeedbackDefinition | undefined =>
  MEASURES.find((one): one is FeedbackDefinition => one.kind === "questionnaire" && one.offerFeedback !== undefined);

/** The ids of standardised questionnaires and totals: about a person, whatever the course. Goals and the recount are of one course. */
export const ofNoCourse = (): string[] =>
  MEASURES.filter(({ standardised, kind }) => standardised && (kind === "questionnaire" || kind === "totals")).map(
    ({ id }) => id,
  );

/** The ids of every measure of a kind. */
export const measuresOfKind = (kind: Definition["kind"]): string[] =>
  MEASURES.filter((one) => one.kind === kind).map(({ id }) => id);
