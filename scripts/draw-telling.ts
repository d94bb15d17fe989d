import { readFileSync, writeFileSync } from "node:fs";
import { type Audience, type TaskList, TELLS, type TellVerb, tellingOf } from "../src/tells/telling.ts";

const PAGE = new URL("../docs/rules/who-is-told.md", import.meta.url);

const HEAD = `# Who is told

What one person does and changes another's work reaches that other: as **news** until they have looked at the record, as a **list** on the first page until
somebody has acted. Who did it is never told of it, nor is whoever has locked the family for themselves. News stands on the first page, on the list of families or referrals
as "Changed", and at the top of the record's own page, where reading it ends the telling. It goes after two months; the record's history stays.

- **worker**: whoever works with the family at its own organisation. Who opened it does, until it is handed over. Where they have left, the team's managers; without one, everybody
  who works with families there.
- **provider**: whoever answered the referral and the staff of its run; before anybody answered, all who may.
- **run's staff**: whoever delivers the run, co-leaders among them. **Workers of families on the run**: those of its own organisation, and of others while the carer agrees to share.
- **concerns**: that there is one, never what it is; in the organisation that has it, and to the family's worker where the carer shares with that provider. Whoever is on the
  concern's own list ([concerns](concerns.md)) reads of it there and not here.
- **whom it names**: who keyed the answer or asked about it; who is put on duty or taken off it; who stands in during leave.
- **providers at work**: the same of each provider that is at work for the family while the carer agrees to share with it.

This page is drawn from \`TELLS\` by \`node scripts/launch.js scripts/draw-telling.ts\`; a test compares them, and another compares the table with the state machines.
`;

const AUDIENCES: Record<Audience, string> = {
  worker: "worker",
  provider: "provider",
  providers: "providers at work",
  "new-worker": "who has the family now",
  "former-worker": "who had it before",
  "attendance-worker": "worker, where the carer lets the council see attendance",
  "run-staff": "run's staff",
  "run-workers": "workers of families on the run",
  named: "whom it names",
};

const LISTS: Record<TaskList, string> = {
  "referrals-to-answer": "referrals to answer (provider)",
  "information-asked": "referrals where the provider asks for information",
  "referral-drafts": "referrals not sent yet",
  "offers-without-reply": "offers with no reply for 10 days",
  concerns: "concerns to look at",
  "checks-undecided": "checks with a recommended route and no decision",
};

/** What nobody does, but a date or a count: lists that are derived from the record. */
const BY_DATE = `
What a timer does (a draft deleted, a concern moved on, news of two months ago taken away) is nobody's act and no news: who must act has it on a list before and after.
What comes of a date or of a count, and not of one act, stands on the first page until somebody has acted:

| what | stands on the first page of |
|---|---|
| a referral late by a service standard | both sides, until it is met |
| two absences in a row | the run's staff: ring within 2 working days |
| nobody came for 21 days, or three missed | the run's staff: finished, on hold, or left? |
| a concern | whoever is named to look at it, then the deputy and the team managers ([concerns](concerns.md)), until it is acknowledged, or closed |
| a draft about to be deleted | whoever made it, 7 days before |
`;

/** The page of who is told of what, as the code has it. */
export function tellingPage(): string {
  const rows = (Object.keys(TELLS) as TellVerb[]).map((verb) => {
    const telling = tellingOf(verb);
    const said = telling?.news.map((audience) => AUDIENCES[audience]).join(", ");
    return telling
      ? `| ${verb} | ${said || "-"} | ${telling.task ? LISTS[telling.task] : "-"} | "... ${telling.words}" |`
      : `| ${verb} | nobody | - | - |`;
  });
  return [HEAD, "| act | news to | list until done | in words |", "|---|---|---|---|", ...rows, BY_DATE].join("\n");
}

if (import.meta.main && readFileSync(PAGE, "utf8") !== tellingPage()) writeFileSync(PAGE, tellingPage());
