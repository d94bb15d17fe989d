import { dayOf } from "../../../domain/calendar.ts";
import { factory } from "../../../web/factory.ts";
import { lastQuestion } from "../referral/event-queries.ts";
import { accept, answer, ask, decline, wait, withdraw } from "../referral/referral.ts";
import { parseAcceptance } from "./acceptance-form.ts";
import { acceptancePage } from "./acceptance-page.ts";
import { referralAct } from "./act-routes.ts";
import { parseAnswering } from "./answering-form.ts";
import { answeringPage } from "./answering-page.ts";
import { parseAsking } from "./asking-form.ts";
import { askingPage } from "./asking-page.ts";
import { parseDeclining } from "./declining-form.ts";
import { decliningPage } from "./declining-page.ts";
import { parsePuttingOnList } from "./putting-on-list-form.ts";
import { puttingOnListPage } from "./putting-on-list-page.ts";
import { parseWithdrawal } from "./withdrawal-form.ts";
import { withdrawalPage } from "./withdrawal-page.ts";

/** What the two sides of a referral say to each other, a page each. */
export const answers = factory.createApp();

/** What the next page confirms, by where an acceptance led. */
const ACCEPTED: Readonly<Record<string, string>> = { declined: "declined", closed: "closed", waiting: "waiting" };

referralAct(answers, {
  path: "/:id/acceptance",
  verb: "accept",
  side: "received",
  view: "@referrals/acts/acceptance",
  parse: (data, referral, c) => parseAcceptance(data, referral.route, dayOf(c.var.now)),
  decide: accept,
  page: acceptancePage,
  did: ({ to }) => ACCEPTED[to] ?? "accepted",
});

referralAct(answers, {
  path: "/:id/question",
  verb: "ask",
  side: "received",
  view: "@referrals/acts/asking",
  parse: parseAsking,
  decide: ask,
  page: askingPage,
  did: () => "asked",
});

referralAct(answers, {
  path: "/:id/declining",
  verb: "decline",
  side: "received",
  view: "@referrals/acts/declining",
  parse: parseDeclining,
  decide: decline,
  page: decliningPage,
  did: () => "declined",
});

referralAct(answers, {
  path: "/:id/waiting",
  verb: "wait",
  side: "received",
  view: "@referrals/acts/putting-on-list",
  parse: (data, _, c) => parsePuttingOnList(data, dayOf(c.var.now)),
  decide: wait,
  page: puttingOnListPage,
  did: () => "waiting",
});

referralAct(answers, {
  path: "/:id/answer",
  verb: "answer",
  side: "made",
  view: "@referrals/acts/answering",
  parse: parseAnswering,
  decide: answer,
  page: async (referral, form, c) => answeringPage(referral, await lastQuestion(c.var.deps.db, referral.id), form),
  did: () => "answered",
});

referralAct(answers, {
  path: "/:id/withdrawal",
  verb: "withdraw",
  side: "made",
  view: "@referrals/acts/withdrawal",
  parse: parseWithdrawal,
  decide: withdraw,
  page: withdrawalPage,
  did: () => "withdrawn",
});
