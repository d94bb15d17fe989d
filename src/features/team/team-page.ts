import { HIDDEN, HIDDEN_TO } from "../../disclosure/suppression.ts";
import { type Day, longDay, longInstant } from "../../domain/calendar.ts";
import { countWords } from "../../domain/paging.ts";
import { NOT_OFFERED_REASONS, type NotOfferedReason, SUPPORTS, type Support } from "../../domain/support.ts";
import { ANSWERS, behaviourPaths } from "../behaviour/index.ts";
import { ARRANGEMENT_KINDS, familyPaths } from "../families/index.ts";
import { assessmentPaths, type BothDone, rateSaid } from "../questionnaires/index.ts";
import { type ComingGroup, runPaths, viabilityOf, viabilityTag } from "../runs/index.ts";
import type { Override } from "./overrides-queries.ts";
import { teamPaths } from "./paths.ts";
import { type Wait, waitsByArrangement, waitsByProgramme } from "./waits.ts";
import type { Workload } from "./workload-queries.ts";

const CRUMB = { text: "Your team", href: teamPaths.workload };
const crumbs = (text: string) => [CRUMB, { text }];
const numeric = (text: string, href?: string) => ({ text, format: "numeric", ...(href && { href }) });

/** Who has how much, and where else a manager looks. `both` is undefined where no questionnaires are keyed here. */
export const workloadPage = (workers: readonly Workload[], both: readonly BothDone[] | undefined) => ({
  title: "Your team",
  count: countWords(workers.length, "person works", "people work"),
  rows: workers.map(({ userId, name, families, referrals }) => [
    { text: name },
    numeric(String(families), familyPaths.of(userId)),
    numeric(String(referrals), teamPaths.referralsOf(userId)),
  ]),
  links: [
    { text: "How long people wait", href: teamPaths.waits },
    { text: "Decisions that are not what the rule says", href: teamPaths.overrides },
    ...(both ? [{ text: "Groups that begin within 8 weeks", href: teamPaths.groups }] : []),
  ],
  both: both ? { texts: rateSaid(both), href: assessmentPaths.due() } : null,
});

const decidedSaid = ({ decided, routes }: Override): string => {
  const offered = (JSON.parse(routes) as Support[]).map((route) => SUPPORTS[route]).join(", ");
  return { offer: `Offered: ${offered}`, "not-now": "Not now", "look-again": "To be looked at again" }[decided];
};

/** Decisions of the last twelve months that are not what the rule says, each with why. */
export const overridesPage = (overrides: readonly Override[]) => ({
  title: "Decisions that are not what the rule says",
  intro:
    "Of the last 12 months. Whoever decides knows the family; many of one kind may say that the rule, or the offer, does not fit.",
  breadcrumbs: crumbs("Decisions"),
  count: countWords(overrides.length, "decision", "decisions"),
  head: ["Family", "What the rule said", "What was decided", "Why", "When, and by whom"].map((text) => ({ text })),
  rows: overrides.map((one) => [
    { text: one.familyReference, href: behaviourPaths.showCheck(one.checkId) },
    { text: ANSWERS[one.answer] },
    { text: decidedSaid(one) },
    { text: one.whyOtherwise ? NOT_OFFERED_REASONS[one.whyOtherwise as NotOfferedReason] : "Not said" },
    { text: [longInstant(one.at), one.byName].filter(Boolean).join(", ") },
  ]),
  empty: "Every decision of the last 12 months is what the rule says.",
});

const weeks = (value: number | typeof HIDDEN) =>
  numeric(value === HIDDEN ? HIDDEN : `${value} ${value === 1 ? "week" : "weeks"}`);

/** How long people wait: by programme, and how many from each kind of care; what would tell of a few is hidden. */
export function waitsPage(waits: readonly Wait[], today: Day) {
  const arrangements = waitsByArrangement(waits);
  return {
    title: "How long people wait",
    intro: `From sending to ${longDay(today)}, of all who were referred and have not started. “${HIDDEN}” stands where ${HIDDEN_TO} people or fewer would be told of.`,
    breadcrumbs: crumbs("Waits"),
    count: countWords(waits.length, "person waits", "people wait"),
    head: [{ text: "Programme" }, numeric("People"), numeric("Middle wait"), numeric("Longest wait")],
    rows: waitsByProgramme(waits, today).map(({ name, count, middle, longest }) => [
      { text: name },
      numeric(String(count)),
      weeks(middle),
      weeks(longest),
    ]),
    empty: "Nobody waits.",
    more:
      arrangements.length === 0
        ? null
        : {
            caption: "Who waits, by the care that the child is in",
            head: [{ text: "Care" }, numeric("People")],
            rows: arrangements.map(({ kind, count }) => [
              { text: ARRANGEMENT_KINDS[kind as keyof typeof ARRANGEMENT_KINDS] ?? kind },
              numeric(String(count)),
            ]),
          },
  };
}

/** The next groups: have they enough to run, and are there more who wait? */
export const groupsPage = (groups: readonly ComingGroup[], today: Day) => ({
  title: "Groups that begin within 8 weeks",
  breadcrumbs: [{ text: "Runs", href: runPaths.list() }, { text: "Groups that begin soon" }],
  count: countWords(groups.length, "group", "groups"),
  head: [
    { text: "Group" },
    { text: "Programme" },
    { text: "Begins" },
    numeric("On it"),
    numeric("Fewest"),
    numeric("Most"),
    numeric("Wait for the programme"),
    { text: "Is it enough?" },
  ],
  rows: groups.map(({ id, name, programmeName, firstDay, taken, minimum, maximum, waiting }) => {
    const tag = viabilityTag(viabilityOf(taken, minimum, firstDay, today));
    return [
      { text: name, href: runPaths.show(id) },
      { text: programmeName },
      { text: longDay(firstDay) },
      numeric(String(taken)),
      numeric(String(minimum)),
      numeric(String(maximum)),
      numeric(String(waiting)),
      tag ? { tag } : { text: "" },
    ];
  }),
  empty: "No group begins within 8 weeks.",
});
