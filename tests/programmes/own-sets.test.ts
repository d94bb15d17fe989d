import { expect, test } from "vitest";
import { findVersion, planOf, STARTER_CATALOGUE } from "../../src/features/programmes/index.ts";
import { choose, planLines, readAsked } from "../../src/features/programmes/plan/asked.ts";
import { defaultWindow, isTimepoint } from "../../src/features/programmes/plan/plan.ts";
import { planPage } from "../../src/features/programmes/plan/plan-page.ts";
import type { Template } from "../../src/features/programmes/template.ts";
import { testApp } from "../support/app.ts";
import { fieldsOf, readHtml, textOf, validateHtml } from "../support/html.ts";
import { planOfStarter } from "../support/programme-factories.ts";
import { aProgramme } from "../support/referral-factories.ts";
import { switched } from "../support/registry-factories.ts";

const cbt = STARTER_CATALOGUE.find(({ key }) => key === "cbt-group")!;
const template = (cores: readonly boolean[], daysBetween = 7): Template => ({
  ...cbt.facts.template,
  daysBetween,
  sessions: cores.map((core, at) => ({ number: at + 1, module: `Part ${at + 1}`, core, minutes: 60 })),
});
const planned = (of: Template, ...ticked: string[]) => planLines(choose([], ticked, "parenting"), of);
const own = (of: Template, ...ticked: string[]) =>
  planned(of, ...ticked).map(({ measureId, timepoint }) => `${measureId} ${timepoint}`);
const core = (length: number) => Array.from({ length }, () => true);

test("feedback is asked at the middle session and after; half of the core sessions is rounded up", () => {
  expect(own(template(core(10)), "feedback")).toEqual(["feedback T2", "feedback S5"]);
  expect(own(template(core(9)), "feedback")).toEqual(["feedback T2", "feedback S5"]);
  expect(own(template(core(1)), "feedback")).toEqual(["feedback T2", "feedback S1"]);
  expect(own(template([true, false, true, true]), "feedback")).toEqual(["feedback T2", "feedback S3"]);
  expect(own(template([false]), "feedback")).toEqual(["feedback T2"]);
});

test("the weekly check-in is asked once a week from session 1 to the last, however far apart sessions are", () => {
  expect(own(template(core(3)), "weekly-check-in")).toEqual([
    "weekly-check-in W1",
    "weekly-check-in W2",
    "weekly-check-in W3",
  ]);
  expect(own(template(core(3), 14), "weekly-check-in")).toHaveLength(5);
  expect(own(template(core(60), 60), "weekly-check-in")).toHaveLength(60);
});

test("unticked it is no longer asked; other sessions move it; a window of its own stays", () => {
  const [before, after] = [template(core(10)), template(core(4))];
  const closing = planned(before, "feedback", "weekly-check-in", "phq-9").map((line) =>
    line.timepoint.startsWith("W")
      ? { ...line, window: { rule: "W", opensDaysAfter: 1, closesDaysAfter: 3 } as const }
      : line,
  );
  const ticked = choose(readAsked(closing, before), ["feedback", "weekly-check-in"], "parenting");
  const next = planLines(ticked, after);
  expect(next.map(({ timepoint }) => timepoint)).toEqual(["T2", "S2", "W1", "W2", "W3", "W4"]);
  expect(next.at(-1)).toMatchObject({ position: 6, window: { rule: "W", opensDaysAfter: 1, closesDaysAfter: 3 } });
  const other = planLines(choose(readAsked(next, after), ["phq-9"], "parenting"), after);
  expect(other.some(({ measureId }) => measureId !== "phq-9")).toBe(false);
});

test("a week is a timepoint with a window of its own", () => {
  expect(["W1", "W10", "W99", "S60"].every(isTimepoint)).toBe(true);
  expect(["W0", "W", "W100", "w1", "W1 ", "X1"].some(isTimepoint)).toBe(false);
  expect(defaultWindow("W7")).toEqual({ rule: "W", opensDaysAfter: 0, closesDaysAfter: 6 });
});

test("the plan says when each of our own sets is asked, and how much that is", () => {
  const { template: sessions } = cbt.facts;
  const before = readAsked(planOfStarter(cbt), sessions);
  const plan = planLines(choose(before, ["phq-9", "feedback", "weekly-check-in"], "cbt"), sessions);
  const { rows } = planPage(plan, []);
  expect(rows.map(({ when, measures, items }) => `${when}: ${measures}, ${items}`)).toEqual([
    "Before: PHQ-9, 10",
    "After: PHQ-9, Feedback, 13",
    "Follow-up: PHQ-9, 10",
    "At each of 9 sessions: PHQ-9, 10",
    "At session 5: PHQ-9, Feedback, 13",
    "In each of 10 weeks: Check-in, 3",
  ]);
  expect(rows.at(-1)?.windows).toEqual(["On the first day of the week, counted from session 1, closes 6 days after"]);
});

test("both are offered once they are on, and ticked by nobody but the administrator", async () => {
  const t = await testApp({ as: "ada" });
  const { programmeId } = await aProgramme(t, { kind: "cbt-group" });
  const path = `/programmes/${programmeId}/versions/new`;
  expect(await (await t.get(path)).text()).not.toContain("Feedback on what was offered");
  for (const id of ["feedback", "weekly-check-in"]) await switched(t, id);
  const html = await (await t.get(path)).text();
  const form = fieldsOf(html);
  expect(validateHtml(html)).toEqual([]);
  for (const words of ["Feedback on what was offered", "Weekly check-in"]) expect(html).toContain(words);
  expect(form.measures).not.toContain("feedback");
  expect(form.measures).not.toContain("weekly-check-in");
  const measures = [...form.measures!, "feedback", "weekly-check-in"];
  expect((await t.post(path, { ...form, key: `own-${programmeId}`, measures })).status).toBe(303);
  const plan = await planOf(t.db, (await findVersion(t.db, programmeId, 2))!.id);
  expect(plan.filter(({ measureId }) => measureId === "feedback").map(({ timepoint }) => timepoint)).toEqual([
    "T2",
    "S5",
  ]);
  expect(plan.filter(({ measureId }) => measureId === "weekly-check-in")).toHaveLength(10);
  const page = textOf(readHtml(await (await t.get(`/programmes/${programmeId}`)).text()));
  expect(page).toContain("In each of 10 weeks");
  expect(fieldsOf(await (await t.get(path)).text()).measures).toContain("weekly-check-in");
});
