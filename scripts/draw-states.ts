import { readFileSync, writeFileSync } from "node:fs";
import {
  type ReferralState,
  STATES,
  TRANSITIONS,
  VERBS,
  type Verb,
} from "../src/features/referrals/referral/states.ts";

const PAGE = new URL("../docs/rules/referral-states.md", import.meta.url);

const HEAD = `# Referral states

A referral is in one of these states. The log is append-only; the state is its last line. Only the steps drawn here exist, and each has who, when
and, where it ends something, a coded reason ([reasons.md](reasons.md)). A provider declines once. A referral that waits for
a place may still be declined, or given back to the referrer with a question: it then waits for their answer, and keeps the day it was sent. Whoever has a place may go back to the
waiting list, and keeps their days of waiting; going to another run of the programme changes the referral and no state. The first attended session starts it. An ending can be taken back, which adds a
line and removes none. This page is drawn from \`TRANSITIONS\` by \`node scripts/launch.js scripts/draw-states.ts\`; a test compares them.
`;

const name = (state: ReferralState): string => state.replaceAll("-", "_");

const arrows = (verb: Verb): string[] => {
  const { from, to } = TRANSITIONS[verb];
  if (to === "same") return from.map((state) => `  ${name(state)} --> ${name(state)}: ${VERBS[verb]}`);
  const starts = from.length === 0 ? ["[*]"] : from.map(name);
  return starts.flatMap((start) => to.map((end) => `  ${start} --> ${name(end)}: ${VERBS[verb]}`));
};

/** The page of the states of a referral, as the code has them: words, a drawing, and the steps as a table. */
export function statesPage(): string {
  const verbs = Object.keys(TRANSITIONS) as Verb[];
  const said = (states: readonly ReferralState[]) => states.map((state) => STATES[state]).join(", ");
  const rows = verbs.map((verb) => {
    const { from, to } = TRANSITIONS[verb];
    return `| ${VERBS[verb]} | ${said(from) || "(nothing)"} | ${to === "same" ? "the same" : said(to)} |`;
  });
  const drawing = ["```mermaid", "stateDiagram-v2", ...verbs.flatMap(arrows), "```"];
  return [HEAD, ...drawing, "", "| step | from | to |", "|---|---|---|", ...rows, ""].join("\n");
}

if (import.meta.main && readFileSync(PAGE, "utf8") !== statesPage()) writeFileSync(PAGE, statesPage());
