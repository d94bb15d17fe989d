import fc from "fast-check";
import { expect, test } from "vitest";
import { choose, planLines, readAsked } from "../../src/features/programmes/plan/asked.ts";
import { isHeavy } from "../../src/features/programmes/plan/plan-page.ts";
import { linesOf, readSessions } from "../../src/features/programmes/session-lines.ts";
import { STARTER_CATALOGUE } from "../../src/features/programmes/starter/starter-catalogue.ts";
import { dayOffsets, doseOf, templateSchema } from "../../src/features/programmes/template.ts";
import { measureById } from "../../src/measures/index.ts";
import { planOfStarter } from "../support/programme-factories.ts";

test("sessions written as lines read back the same", () => {
  for (const { facts } of STARTER_CATALOGUE)
    expect(readSessions(linesOf(facts.template.sessions))).toEqual({ ok: true, value: facts.template.sessions });
});

test("whatever is typed is read or refused with a sentence, never thrown", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (text) => {
      const read = readSessions(text);
      expect(read.ok ? read.value.length > 0 : read.error.length > 0).toBe(true);
    }),
  );
});

test("a week named in the template moves that session and those after it", () => {
  const template = templateSchema.parse({
    sessions: [
      { number: 1, module: "a", core: true, minutes: 60 },
      { number: 2, module: "b", core: true, minutes: 60, weekOffset: 3 },
      { number: 3, module: "c", core: false, minutes: 30 },
    ],
  });
  expect(dayOffsets(template)).toEqual([0, 21, 28]);
  expect(doseOf(template)).toEqual({ sessions: 3, core: 2, minutes: 150, weeks: 5 });
});

test("every line of the starter plans names a form that its measure has, and forms that may be paired", () => {
  for (const plan of STARTER_CATALOGUE.map(planOfStarter))
    for (const item of plan) {
      const definition = measureById(item.measureId);
      expect([item.measureId, definition?.forms.map(({ id }) => id)]).toEqual([
        item.measureId,
        expect.arrayContaining([item.form]),
      ]);
      const first = plan.find(({ measureId, timepoint }) => measureId === item.measureId && timepoint === "T1")!;
      if (item.timepoint === "T2" || item.timepoint === "T3")
        expect(definition?.pairs).toContainEqual(expect.objectContaining({ first: first.form, second: item.form }));
    }
});

test("a plan cut to two short measures is within the limit", () => {
  const starter = STARTER_CATALOGUE[2]!;
  const { template } = starter.facts;
  const asked = readAsked(planOfStarter(starter), template);
  expect(isHeavy(planLines(asked, template))).toBe(true);
  expect(isHeavy(planLines(choose(asked, ["phq-9", "gad-7"], "cbt"), template))).toBe(false);
});
