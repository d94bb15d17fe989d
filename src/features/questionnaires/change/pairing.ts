import { type Assessment, isOtherwise, isTooEarly, type Otherwise } from "../assessment/assessment.ts";

/** Why a later assessment is not compared with the first one; null when both may be compared. */
export type PairRefusal =
  | "nothing-before"
  | "before-not-answered"
  | "not-answered"
  | "outside-ages"
  | "unpaired"
  | Otherwise
  | "answered-too-early"
  | "answered-out-of-order";

type Side = Pick<
  Assessment,
  "state" | "unpairedReason" | "completedOn" | "timepoint" | "anchor" | "validDaysBefore" | "mode" | "lateDays"
>;

/** May these two be compared at all? Whether forms, editions and informants match is the measure's to say. */
export function pairRefusal(first: Side | undefined, second: Side): PairRefusal | null {
  if (second.state !== "done") return "not-answered";
  if (!first) return "nothing-before";
  if (first.state !== "done") return "before-not-answered";
  const unpaired = first.unpairedReason ?? second.unpairedReason;
  if (isOtherwise(unpaired)) return unpaired;
  if (unpaired !== null) return unpaired === "child-outside-age-range" ? "outside-ages" : "unpaired";
  if (isTooEarly(first)) return "answered-too-early";
  if ((second.completedOn ?? "") <= (first.completedOn ?? "")) return "answered-out-of-order";
  return null;
}

/** What stands beside a change whatever the measure: asked in another way (docs/rules/pairing-and-change.md), late, or by now of age for another form. */
export type PairCaveat =
  | { kind: "mode"; first: string; second: string }
  | { kind: "late"; when: "first" | "second"; days: number }
  | { kind: "age"; asked: string; made: string }
  | { kind: "versions"; first: string; second: string; readUnder: string };

export function pairCaveats(first: Side, second: Side): PairCaveat[] {
  const late = (when: "first" | "second", { lateDays }: Side): PairCaveat[] =>
    lateDays ? [{ kind: "late", when, days: lateDays }] : [];
  const modes: PairCaveat[] =
    first.mode !== null && second.mode !== null && first.mode !== second.mode
      ? [{ kind: "mode", first: first.mode, second: second.mode }]
      : [];
  return [...modes, ...late("first", first), ...late("second", second)];
}

/** Each later assessment with the first one of the same measure, about and by the same people, in the order of the plan. */
export function pairsOf<A extends Pick<Assessment, "measureId" | "aboutId" | "informantId" | "timepoint">>(
  assessments: readonly A[],
): { first: A | undefined; second: A }[] {
  const sameAs = (one: A) => (other: A) =>
    other.timepoint === "T1" &&
    other.measureId === one.measureId &&
    other.aboutId === one.aboutId &&
    other.informantId === one.informantId;
  return assessments
    .filter(({ timepoint }) => timepoint === "T2" || timepoint === "T3")
    .map((second) => ({ first: assessments.find(sameAs(second)), second }));
}
