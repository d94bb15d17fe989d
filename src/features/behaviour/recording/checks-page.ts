import { type Day, longDay } from "../../../domain/calendar.ts";
import { ageText, type Family, nameOf } from "../../families/index.ts";
import { BEHAVIOURS } from "../check/behaviours.ts";
import type { BehaviourCheck } from "../check/check.ts";
import { familyCrumbs, namesOf } from "../check/crumbs-page.ts";
import { NEEDS, type NeedAssessment } from "../check/need.ts";
import { cellSaid, overTime } from "../check/over-time.ts";
import type { DecisionSummary, NotAsked, Undecided } from "../deciding/decision.ts";
import { decisionSaid } from "../deciding/decision-said-page.ts";
import { behaviourPaths } from "../paths.ts";
import { ANSWERS, isValid } from "../rule/route-rule.ts";

type Listed = {
  family: Family;
  checks: readonly BehaviourCheck[];
  needs: readonly NeedAssessment[];
  decisions: readonly DecisionSummary[];
};

const reportedIn = (check: BehaviourCheck): string =>
  check.items.map((item) => item.ownWords ?? BEHAVIOURS[item.behaviour]).join(", ") || "Nothing was reported";

const decidedOn = (check: BehaviourCheck, decisions: readonly DecisionSummary[]): string => {
  if (check.supersededById) return "Corrected since";
  const last = decisions.find(({ checkId }) => checkId === check.id);
  return last ? decisionSaid(last) : "No decision yet";
};

const checkRow = (check: BehaviourCheck, decisions: readonly DecisionSummary[]) => [
  { text: longDay(check.onDay), href: behaviourPaths.showCheck(check.id) },
  { text: reportedIn(check) },
  { text: decidedOn(check, decisions) },
];

function childSection(listed: Listed, child: Family["children"][number], today: Day) {
  const own = listed.checks.filter(({ childId }) => childId === child.id);
  const table = overTime(own, child.id);
  return {
    name: `${nameOf(child)}, ${ageText(child, today)}`,
    newHref: behaviourPaths.newCheck(listed.family.id, child.id),
    checks: own.map((check) => checkRow(check, listed.decisions)),
    head: [{ text: "Behaviour" }, ...table.checks.map(({ onDay }) => ({ text: longDay(onDay) }))],
    rows: table.rows.map(({ name, cells }) => [{ text: name }, ...cells.map((cell) => ({ text: cellSaid(cell) }))]),
  };
}

const needRow = (need: NeedAssessment, carers: Record<string, string>, today: Day) => [
  { text: longDay(need.onDay), href: behaviourPaths.showNeedAssessment(need.id) },
  { text: carers[need.carerId] },
  { text: NEEDS[need.need] },
  { text: `${longDay(need.validToOn)}${isValid(need, today) ? "" : " (no longer valid)"}` },
];

/** A family's checks, child by child: behaviour over time, every check with its decision, and the carers' need assessments. */
export function checksPage(listed: Listed, today: Day) {
  const { family, needs } = listed;
  return {
    title: "Behaviour checks",
    breadcrumbs: familyCrumbs(family),
    notices: { recorded: "Need assessment saved" },
    children: family.children.map((child) => childSection(listed, child, today)),
    needs: needs.map((need) => needRow(need, namesOf(family.carers), today)),
    newNeedHref: behaviourPaths.newNeedAssessment(family.id),
  };
}

/** Families not asked yet, or not in the last 6 months, each with the way to ask. */
export const notAskedPage = (families: readonly NotAsked[]) => ({
  title: "Families to ask what things are like at home",
  count: families.length === 1 ? "1 family" : `${families.length} families`,
  rows: families.map(({ familyId, reference, carers, openedOn, checkedOn }) => [
    { text: carers ?? reference, href: behaviourPaths.newCheck(familyId), hiddenText: "new behaviour check" },
    { text: reference },
    { text: checkedOn ? `Last asked ${longDay(checkedOn)}` : `Not asked yet, opened ${longDay(openedOn)}` },
  ]),
});

/** Checks that wait for a decision. */
export const undecidedPage = (undecided: readonly Undecided[]) => ({
  title: "Checks that wait for a decision",
  count: undecided.length === 1 ? "1 check" : `${undecided.length} checks`,
  rows: undecided.map((one) => [
    { text: nameOf({ ...one, knownAs: null }), href: behaviourPaths.decision(one.checkId) },
    { text: longDay(one.onDay) },
    { text: ANSWERS[one.answer] },
  ]),
});
