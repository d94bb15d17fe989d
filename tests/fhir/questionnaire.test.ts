import { describe, expect, test } from "vitest";
import { questionnaireOf } from "../../src/features/fhir/questionnaire.ts";
import { allMeasures } from "../../src/measures/index.ts";
import { asked, measure, questions } from "./samples.ts";

const sdq = asked(measure("sdq-p4-17"));
const item = (linkId: string) => questions(sdq.item).find((one) => one.linkId === linkId);

test("says which measure, which version, whose", () => {
  expect(sdq).toMatchObject({
    id: "sdq-p4-17",
    url: "urn:kinstep:measure:sdq-p4-17",
    version: measure("sdq-p4-17").version,
    name: "SdqP417",
    status: "active",
    copyright: expect.stringMatching(/^© Robert Goodman, Youthinmind\. /),
  });
});

test.each(allMeasures().filter(({ standardised }) => standardised))("$id goes out without any wording", (one) => {
  if (one.kind === "totals") return;
  const all = questions(asked(one).item);
  expect(all.length).toBe(one.items.length);
  expect(all.filter(({ text }) => text !== undefined)).toEqual([]);
  expect(all.flatMap(({ answerOption = [] }) => answerOption).filter(({ valueCoding }) => valueCoding.display)).toEqual(
    [],
  );
  expect(asked(one).language).toBeUndefined();
});

test("our own label stands beside an item as ours, not as its text", () => {
  expect(item("1")).toMatchObject({ extension: [{ url: "urn:kinstep:own-label", valueString: "thoughtfulness" }] });
});

test("an answer has its code and its points", () => {
  expect(item("1")?.answerOption?.map(({ extension, valueCoding }) => [valueCoding.code, extension])).toEqual(
    [0, 1, 2].map((code) => [
      String(code),
      [{ url: "http://hl7.org/fhir/StructureDefinition/ordinalValue", valueDecimal: code }],
    ]),
  );
});

test("an item that hangs on another says when it is asked, and on which form it stands", () => {
  const system = "urn:kinstep:answers:sdq-p4-17:overall";
  expect(item("27")).toMatchObject({
    extension: expect.arrayContaining([{ url: "urn:kinstep:form", valueCode: "baseline" }]),
    enableWhen: ["1", "2", "3"].map((code) => ({ question: "26", operator: "=", answerCoding: { system, code } })),
    enableBehavior: "any",
  });
  expect(item("26")?.enableWhen).toBeUndefined();
});

describe("codes of public terminologies", () => {
  test("stand where the definition has them", () => {
    const phq = asked(measure("phq-9"));
    expect(phq.code).toEqual([{ system: "http://loinc.org", code: "44249-1" }]);
    expect(phq.item[0]?.code).toEqual([{ system: "http://loinc.org", code: "44250-9" }]);
    expect(item("1")?.code).toBeUndefined();
  });

  test("carry a mark where nobody has read them in their source", () => {
    const marked = {
      ...measure("gad-7"),
      codes: [{ system: "loinc", code: "69737-5", source: ["memory"], status: "unverified" }] as const,
    };
    expect(questionnaireOf(marked).code).toEqual([
      {
        extension: [{ url: "urn:kinstep:status", valueCode: "unverified" }],
        system: "http://loinc.org",
        code: "69737-5",
      },
    ]);
  });
});

test("the recount is ours: it goes out with its words, a group a behaviour, and “don’t know” as an answer", () => {
  const recount = asked(measure("behaviour-recount"));
  expect(recount.language).toBe("en");
  const refuses = recount.item.find(({ linkId }) => linkId === "refuses");
  expect(refuses).toMatchObject({ type: "group", text: "Refuses or argues" });
  expect(refuses?.item?.map(({ linkId }) => linkId)).toEqual(["refuses:how-often", "refuses:challenge"]);
  expect(refuses?.item?.[0]?.answerOption?.at(-1)?.valueCoding).toMatchObject({ code: "not-known" });
});

test("a pack's wording goes out in its language, and our labels do not stand beside it", () => {
  const phq = measure("phq-9");
  const items = new Map(
    phq.items.map(({ number }) => [
      String(number),
      { text: `Question ${number} of the owner`, answers: new Map([["0", "Answer nought"]]) },
    ]),
  );
  const worded = questionnaireOf(phq, { wording: { language: "cy", items } });
  expect(worded.language).toBe("cy");
  expect(worded.item[1]).toMatchObject({ linkId: "2", text: "Question 2 of the owner" });
  expect(worded.item[1]?.extension).toBeUndefined();
  expect(worded.item[1]?.answerOption?.[0]?.valueCoding.display).toBe("Answer nought");
});
