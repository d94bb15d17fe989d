import type { Day } from "../../../domain/calendar.ts";
import {
  asksSafety,
  BEHAVIOURS,
  type BehaviourItem,
  behaviourSaid,
  type CheckSource,
  challengeSaid,
  howOftenSaid,
  type ReportedBehaviour,
} from "./behaviours.ts";

/** A dated record, for one child, of behaviours that challenge. To carers: "what things are like at home". */
export type BehaviourCheck = {
  id: string;
  familyId: string;
  childId: string;
  carerId: string;
  onDay: Day;
  source: CheckSource;
  ownWords: string | null;
  /** What already works at home, and whom the carer has: asked first, kept, repeated in the letter, read by no rule. */
  worksAlready: string | null;
  whoHelps: string | null;
  supersedesId: string | null;
  correctionReason: string | null;
  /** The check that corrects this one, if any: this one then no longer counts. */
  supersededById: string | null;
  createdAt: string;
  createdBy: string;
  createdByName: string | null;
  items: ReportedBehaviour[];
};

/** What was read from the form of a new check, or of its correction. */
export type NewCheck = Pick<
  BehaviourCheck,
  "childId" | "carerId" | "onDay" | "source" | "ownWords" | "worksAlready" | "whoHelps" | "items"
>;

export type Raised = { kind: string; summary: string };

const BY_BEHAVIOUR = { "goes-missing": "goes-missing", "hurts-self": "self-harm", sexualised: "sexualised" } as const;
const BY_SAFETY = {
  injured: "injury",
  afraid: "fear",
  weapon: "weapon",
} as const;
const SOMEBODY_HURT: readonly string[] = ["hurts-carer", "hurts-children", "hurts-self"];

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const happens = (item: BehaviourItem) => item.howOften !== "0";

function raisedByBehaviour(item: BehaviourItem): Raised[] {
  const kind = (BY_BEHAVIOUR as Record<string, string>)[item.behaviour];
  const summary = sentence(`${howOftenSaid(item.howOften)}, ${challengeSaid(item.challenge)}`);
  return kind && happens(item) ? [{ kind, summary }] : [];
}

const raisedBySafety = (item: BehaviourItem): Raised[] =>
  (Object.keys(BY_SAFETY) as (keyof typeof BY_SAFETY)[])
    .filter((question) => item[question] === "yes")
    .map((question) => ({ kind: BY_SAFETY[question], summary: BEHAVIOURS[item.behaviour] }));

function raisedByHurt(item: BehaviourItem): Raised[] {
  const hurt = SOMEBODY_HURT.includes(item.behaviour) || item.injured === "yes";
  return hurt && item.challenge === "3" ? [{ kind: "hurt-and-challenged", summary: behaviourSaid(item) }] : [];
}

/**
 * What somebody must look at because of a check: going missing, self-harm or sexualised behaviour in the last 4 weeks
 * (or how often is not known), any injury, fear or weapon, and a great deal of challenge where somebody is hurt
 * (docs/rules/concerns.md). One of a kind, naming every behaviour that raises it.
 */
export function concernsRaisedBy(items: readonly BehaviourItem[]): Raised[] {
  const all = items.flatMap((item) => [...raisedByBehaviour(item), ...raisedBySafety(item), ...raisedByHurt(item)]);
  return [...new Set(all.map(({ kind }) => kind))].map((kind) => ({
    kind,
    summary: all
      .filter((one) => one.kind === kind)
      .map(({ summary }) => summary)
      .join("; "),
  }));
}

/** "Refuses or argues: how often is not answered" for each part of a ticked behaviour that was left blank. */
export const unansweredOf = (items: readonly ReportedBehaviour[]): string[] =>
  items.flatMap((item) => {
    const name = item.ownWords ?? BEHAVIOURS[item.behaviour];
    const parts = [
      item.howOften === null && "how often",
      item.challenge === null && "how much it challenges the carer",
      asksSafety(item.behaviour) && item.injured === null && "whether anybody was injured",
      asksSafety(item.behaviour) && item.weapon === null && "whether there was a weapon",
      asksSafety(item.behaviour) && item.afraid === null && "whether the carer is afraid",
    ].filter(Boolean);
    return parts.length === 0 ? [] : [`${name}: ${parts.join(", ")}`];
  });
