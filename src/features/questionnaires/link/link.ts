import type { Definition } from "../../../measures/definition.ts";
import type { Channel } from "../../../measures/licence.ts";
import { hasRiskItem } from "../../../measures/risk.ts";
import type { InformantRole } from "../assessment/assessment.ts";

/** One form of a pack, as far as it decides whether a link may carry it. */
export type FormByLink = {
  definition: Definition;
  informantRole: InformantRole;
  /** On which channels its holder and the authority let it be used today. */
  allowed: ReadonlySet<Channel>;
  /** Is there wording of it that a carer may be shown? */
  isWorded: boolean;
  /** How many goals or behaviours of this family it would ask about. */
  ownQuestions: number;
};

/** Who is told of an answer about risk on the day that it may come. */
export type OnDutyThen = { hasDuty: boolean; hasDeputy: boolean };

/** Why a link can't carry a form, in the words that staff read. */
export const NOT_BY_LINK = {
  "not-the-carer": "Young people and teachers answer on paper for now.",
  "totals-only": "Of this measure only totals are kept, from its owner’s own form.",
  licence: "Its owner has not permitted it on a screen here. Ask it in the room, on paper or by telephone.",
  "no-wording": "Its wording has not been loaded here, so there is nothing that a link could show.",
  "no-goals": "No goals have been agreed yet: they are what is rated.",
  "no-behaviours": "No behaviour has been ticked at a check yet: that is what is asked about.",
  "no-duty":
    "It asks about risk: it goes by link only while somebody is on duty and has a deputy. Ask it in the room or by telephone.",
} as const;
export type NotByLink = keyof typeof NOT_BY_LINK;

const withoutQuestions = ({ definition, isWorded, ownQuestions }: FormByLink): NotByLink | null => {
  if (definition.kind === "goals") return ownQuestions === 0 ? "no-goals" : null;
  if (definition.kind === "recount") return ownQuestions === 0 ? "no-behaviours" : null;
  return definition.standardised && !isWorded ? "no-wording" : null;
};

/**
 * Why a carer's link can't carry this form today, or null where it can. The licence comes before everything that could be mended here, and
 * what asks about risk needs somebody who hears of it, and a second one (docs/licences.md, docs/rules/concerns.md).
 */
export function notByLink(form: FormByLink, { hasDuty, hasDeputy }: OnDutyThen): NotByLink | null {
  if (form.informantRole !== "carer") return "not-the-carer";
  if (form.definition.kind === "totals") return "totals-only";
  if (!form.allowed.has("screen-carer")) return "licence";
  const missing = withoutQuestions(form);
  if (missing) return missing;
  return hasRiskItem(form.definition) && !(hasDuty && hasDeputy) ? "no-duty" : null;
}

/** Monday to Thursday, from 9:00 and before 11:00: there is the rest of a working day, and another, to ring in. */
const RISK_DAYS: ReadonlySet<number> = new Set([1, 2, 3, 4]);
const RISK_HOURS = { from: "09:00", before: "11:00" };

/**
 * May a link to a form that asks about risk be sent at this moment of London's clocks (docs/rules/concerns.md)? `weekday` is 1 on Monday.
 */
export const mayRiskGoNow = (
  { weekday, time, isHoliday }: { weekday: number; time: string; isHoliday: boolean },
  { hasDuty, hasDeputy }: OnDutyThen,
): boolean =>
  hasDuty && hasDeputy && !isHoliday && RISK_DAYS.has(weekday) && time >= RISK_HOURS.from && time < RISK_HOURS.before;
