import { expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { ok } from "../../src/domain/result.ts";
import { BLANK } from "../../src/forms/form.ts";
import { act, handWritten, press } from "../../src/web/act.ts";
import { can } from "../../src/web/can.ts";
import { factory } from "../../src/web/factory.ts";
import { once } from "../../src/web/save.ts";
import { sqliteHost } from "../support/hosts.ts";

const DRAFT = "the draft has a mechanism of its own: its pages are saved one by one and sent as one";

/**
 * The posts that neither `act` nor `press` makes, and why each of them is no act on one record. Another has to give a
 * reason here; one that is made by them, or is gone, is taken out.
 */
const REASONS: Readonly<Record<string, string>> = {
  "/users/invitations/new": "it answers with a link that is shown this once: there is no page to lead back to",
  "/users/:id/new-password": "it answers with a link that is shown this once: there is no page to lead back to",
  "/families/new": "it looks families up while one is typed, and tries again where a made reference is taken",
  "/families/new/lookalikes": "it saves nothing: it looks families up while one is typed",
  "/families/:familyId/contacts/:contactId/showing": "it saves nothing: it shows one confidential contact",
  "/measures/:id/try": "it saves nothing: it scores what was typed",
  "/follow-up/paper-id": "it saves nothing: it leads from a number on paper to its form",
  "/settings/rescoring": "it commits many times: as many sheets as one press can score",
  "/assessments/:id/keying":
    "it is asked for more rows before it is sent, and leads elsewhere where only totals are kept",
  "/referrals/new": DRAFT,
  "/referrals/:id/carer-and-child": DRAFT,
  "/referrals/:id/reason": DRAFT,
  "/referrals/:id/agreements": DRAFT,
  "/referrals/:id/needs": DRAFT,
  "/referrals/:id/availability": DRAFT,
  "/referrals/:id/goals": DRAFT,
  "/referrals/:id/check-answers": DRAFT,
  "/waiting/:id/enrolling": "it tries one free place after another until one is not taken",
  "/enrolments/:id/taking-back": "it tries one free place after another until one is not taken",
  "/sessions/:id/register": "it keeps many rows, each by itself",
  "/sessions/:id/register/:enrolmentId": "it keeps one row of many and answers with that row",
};

const ITS_STEP = "the step of its state machine tells" as const;
const NOBODY = "nobody: it is not a change of anybody's work" as const;

/** Who is told by each of them: what `act` asks of the others is asked here (docs/rules/who-is-told.md). */
const TELLS_BY_HAND: Readonly<Record<string, string>> = {
  "/users/invitations/new": NOBODY,
  "/users/:id/new-password": NOBODY,
  "/families/new": "nobody: whoever opens a family works with it",
  "/families/new/lookalikes": NOBODY,
  "/families/:familyId/contacts/:contactId/showing": NOBODY,
  "/measures/:id/try": NOBODY,
  "/follow-up/paper-id": NOBODY,
  "/settings/rescoring": NOBODY,
  "/assessments/:id/keying": "a concern that it raises tells",
  "/referrals/new": "nobody: a draft is its writer's alone",
  "/referrals/:id/carer-and-child": "by its page (DraftPage)",
  "/referrals/:id/reason": "by its page (DraftPage)",
  "/referrals/:id/agreements": "by its page (DraftPage)",
  "/referrals/:id/needs": "by its page (DraftPage)",
  "/referrals/:id/availability": "by its page (DraftPage)",
  "/referrals/:id/goals": "by its page (DraftPage)",
  "/referrals/:id/check-answers": ITS_STEP,
  "/waiting/:id/enrolling": ITS_STEP,
  "/enrolments/:id/taking-back": ITS_STEP,
  "/sessions/:id/register": "a second session missed in a row tells, and the step of the referral",
  "/sessions/:id/register/:enrolmentId": "as the whole register",
};

test("each post that is written by hand says who is told, or nobody", () => {
  expect(Object.keys(TELLS_BY_HAND).sort()).toEqual(Object.keys(REASONS).sort());
});

const made = { tells: "nobody", audit: () => ({}) as never, writes: () => [], did: () => "/" } as const;

test("a post behind a permission that is written by hand is found", () => {
  const planted = factory.createApp().post("/planted", can("family:write"), once(), (c) => c.redirect("/", 303));
  expect(handWritten(planted.routes)).toEqual(["/planted"]);
});

test("an act and a press are none of them, nor is what nobody needs a permission for", () => {
  const app = factory.createApp();
  press(app, { path: "/pressed", permission: "family:write", params: {}, find: () => ({}), ...made });
  act(app, {
    path: "/done",
    permission: "family:write",
    params: {},
    find: () => ({}),
    look: "nothing-personal",
    parse: () => ok({}),
    page: () => ["@forms/form", { title: "", ...BLANK }],
    ...made,
  });
  app.get("/read", can("family:read"), (c) => c.text("read"));
  app.post("/own", can("account:own"), (c) => c.text("one's own account"));
  expect(handWritten(app.routes)).toEqual([]);
});

test("every post on a record is an act or a press, or says why it is not", () => {
  const found = handWritten(createApp(sqliteHost().deps!).routes);
  expect(found.filter((path) => !(path in REASONS))).toEqual([]);
  expect(Object.keys(REASONS).filter((path) => !found.includes(path))).toEqual([]);
});
