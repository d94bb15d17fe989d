import { expect, test } from "vitest";
import { contentHtml } from "../../src/web/markup.ts";
import { testApp } from "../support/app.ts";
import { aCheck, aConcern, aDecision } from "../support/behaviour-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";
import { walk } from "../support/walked-pages.ts";
import { AT } from "../support/world.ts";

// What was written in lines is shown in lines, on every page that shows it (P31).

const WRITTEN = "First line,\r\nand the second <b>";
const SHOWN = "First line,<br>and the second &lt;b&gt;";

/** A page's own text in an element that keeps lines (assets/_pieces.scss). */
const IN_LINES = /class="[^"]*kinstep-written[^"]*"[^>]*>[^<]*First line,\r?\nand/g;

test("a text keeps its lines, whichever system it was written on, and is escaped", () => {
  for (const text of [WRITTEN, WRITTEN.replace("\r", "")]) expect(contentHtml({ text })).toBe(SHOWN);
});

test("every page that shows what somebody wrote shows it in its lines", async () => {
  const t = await testApp({ as: "bob" });
  const run = await aRun(t);
  const who = await anEnrolment(t, { run });
  const check = await aCheck(t, who, { own_words: WRITTEN, works_already: WRITTEN, who_helps: WRITTEN });
  await aDecision(t, who, check.id, { note: WRITTEN });
  for (const [organisation_id, source] of [
    [t.organisations.north, "behaviour-check"],
    [t.organisations.willow, "session"],
  ] as const)
    await aConcern(t, who, { organisation_id, source, source_id: check.id, summary: WRITTEN });
  const made = { text: WRITTEN, created_at: AT, created_by: t.people.bob.userId };
  await t.db
    .insertInto("note")
    .values([
      { id: t.newId(), enrolment_id: who.enrolmentId, ...made },
      { id: t.newId(), session_id: run.sessions[0]!.id, ...made },
    ])
    .execute();
  const held = { from_on: "2026-02-20", until_on: "2026-03-20", created_at: AT, created_by: "seed" };
  await t.db
    .insertInto("hold")
    .values({ id: t.newId(), person_id: who.carerId, reason: WRITTEN, ...held })
    .execute();
  await t.db.updateTable("referral").set({ reason: WRITTEN }).where("id", "=", who.referralId).execute();
  let shown = 0;
  for (const reader of ["alice", "bob"] as const)
    for (const [path, html] of await walk(t, reader)) {
      const text = html
        .replace(/<(textarea|title|svg|select)[\s\S]*?<\/\1>/g, "")
        .replaceAll(/="[^"]*First line[^"]*"/g, "");
      const all = text.split("First line,").length - 1;
      const inLines = text.split(SHOWN).length - 1 + (text.match(IN_LINES) ?? []).length;
      expect([reader, path, inLines]).toEqual([reader, path, all]);
      shown += inLines;
    }
  expect(shown).toBeGreaterThan(15);
});
