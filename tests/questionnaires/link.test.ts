import { expect, test } from "vitest";
import { type FormByLink, mayRiskGoNow, notByLink } from "../../src/features/questionnaires/link/link.ts";
import { allMeasures, CHANNELS, hasRiskItem, licenceFor, measureById } from "../../src/measures/index.ts";

const BOTH = { hasDuty: true, hasDeputy: true };
const EVERY = new Set(CHANNELS);

const form = (measureId: string, more: Partial<FormByLink> = {}): FormByLink => ({
  definition: measureById(measureId)!,
  informantRole: "carer",
  allowed: EVERY,
  isWorded: true,
  ownQuestions: 3,
  ...more,
});

const byTerms = (measureId: string) => {
  const definition = measureById(measureId)!;
  return new Set(CHANNELS.filter((channel) => licenceFor(definition, channel).status === "permitted"));
};

test("no measure whose holder bars a carer’s screen goes by link, whatever else is there", () => {
  const barred = allMeasures().filter((one) => licenceFor(one, "screen-carer").status !== "permitted");
  expect(barred.map(({ id }) => id)).toEqual(expect.arrayContaining(["sdq-p4-17", "swemwbs", "bpses"]));
  for (const { id } of barred)
    expect([id, notByLink(form(id, { allowed: byTerms(id) }), BOTH)]).toEqual([
      id,
      expect.stringMatching(/^(licence|totals-only)$/),
    ]);
});

test("paper, staff’s screen and reading aloud permit no carer’s screen", () => {
  const allowed = new Set(CHANNELS.filter((channel) => channel !== "screen-carer"));
  for (const { id } of allMeasures()) expect(notByLink(form(id, { allowed }), BOTH)).not.toBeNull();
});

test("a standardised measure goes only with the wording that was loaded; our own carry their words", () => {
  expect(notByLink(form("psc-17", { isWorded: false }), BOTH)).toBe("no-wording");
  expect(notByLink(form("psc-17"), BOTH)).toBeNull();
  for (const id of ["behaviour-recount", "gbo", "weekly-check-in"])
    expect(notByLink(form(id, { isWorded: false }), BOTH)).toBeNull();
});

test("goals and behaviours that are not there yet can’t be asked", () => {
  expect(notByLink(form("gbo", { ownQuestions: 0 }), BOTH)).toBe("no-goals");
  expect(notByLink(form("behaviour-recount", { ownQuestions: 0 }), BOTH)).toBe("no-behaviours");
});

test("what asks about risk goes only while there are a duty person and a deputy; PHQ-8 in its place needs neither", () => {
  for (const { id } of allMeasures().filter(hasRiskItem)) {
    expect(notByLink(form(id), BOTH)).toBeNull();
    for (const missing of ["hasDuty", "hasDeputy"])
      expect(notByLink(form(id), { ...BOTH, [missing]: false })).toBe("no-duty");
  }
  expect(notByLink(form("phq-8"), { hasDuty: false, hasDeputy: false })).toBeNull();
});

test("young people and teachers have no link", () => {
  for (const informantRole of ["young-person", "teacher"] as const)
    expect(notByLink(form("psc-17", { informantRole }), BOTH)).toBe("not-the-carer");
});

test("a link that asks about risk goes from Monday to Thursday between 9 and 11, on no bank holiday, to somebody on duty", () => {
  const at = (weekday: number, time: string, isHoliday = false) => mayRiskGoNow({ weekday, time, isHoliday }, BOTH);
  expect([1, 2, 3, 4, 5, 6, 7].map((weekday) => at(weekday, "10:00"))).toEqual([
    ...[true, true, true, true],
    ...[false, false, false],
  ]);
  expect(["08:59", "09:00", "10:59", "11:00", "17:30"].map((time) => at(1, time))).toEqual([
    ...[false, true, true],
    ...[false, false],
  ]);
  expect(at(1, "10:00", true)).toBe(false);
  expect(mayRiskGoNow({ weekday: 1, time: "10:00", isHoliday: false }, { hasDuty: true, hasDeputy: false })).toBe(
    false,
  );
});
