import { codesOf, measureById } from "../../src/measures/index.ts";
import type { TestApp } from "./app.ts";
import { AT } from "./world.ts";

type Channel = "paper" | "keyed" | "totals" | "read-aloud" | "screen-staff" | "screen-carer" | "translated";

/** What the authority recorded for a channel: permitted without an end, unless told. */
export async function aLicence(
  t: Pick<TestApp, "db" | "newId">,
  given: {
    measureId: string;
    channel: Channel;
    status?: "permitted" | "not-permitted" | "withdrawn";
    expiresOn?: string | null;
    at?: string;
  },
) {
  const id = t.newId();
  await t.db
    .insertInto("licence")
    .values({
      id,
      measure_id: given.measureId,
      channel: given.channel,
      status: given.status ?? "permitted",
      reference: "LETTER-1",
      expires_on: given.expiresOn ?? null,
      at: given.at ?? AT,
      by: "seed",
    })
    .execute();
  return { id };
}

/** An administrator switches a measure, with its series, on or off; `version` is how often that was done before. */
export async function switched(t: TestApp, measureId: string, state: "on" | "off" = "on", version = 0) {
  const key = `${measureId} ${state} ${version}`;
  const { status } = await t.as("ada").post(`/measures/${measureId}/switching`, { key, state, version });
  if (status !== 303) throw new Error(`${measureId} could not be switched ${state}: ${status}`);
}

const definitionOf = (measureId: string) => {
  const definition = measureById(measureId);
  if (!definition) throw new Error(`no measure ${measureId}`);
  return definition;
};

/** Neutral words for each item of a measure, as a pack keeps them. */
export const neutralItems = (measureId: string, says = "text") => {
  const definition = definitionOf(measureId);
  return definition.items.map((item) => ({
    number: item.number,
    text: `Question ${item.number} ${says}`,
    options: codesOf(definition, item).map((code) => ({ code, label: `Answer ${code}` })),
  }));
};

/** A wording pack of neutral text that was taken in. */
export async function aWording(
  t: Pick<TestApp, "db">,
  given: { measureId: string; language: string; version?: number; says?: string },
) {
  await t.db
    .insertInto("wording")
    .values({
      measure_id: given.measureId,
      edition: Number(definitionOf(given.measureId).version.split(".")[0]),
      language: given.language,
      version: given.version ?? 1,
      state: "in-use",
      texts: JSON.stringify(neutralItems(given.measureId, given.says)),
      licence_reference: "LETTER-1",
      hash: `hash of ${given.language} ${given.version ?? 1}`,
      at: AT,
      by: "seed",
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** The same as a FHIR questionnaire: integers for half of the items, codings with an ordinal value for the rest. */
export function aQuestionnaire(measureId: string, given: { language?: string; says?: string } = {}) {
  return {
    resourceType: "Questionnaire",
    status: "active",
    language: given.language ?? "en",
    item: neutralItems(measureId, given.says).map(({ number, text, options }) => ({
      linkId: String(number),
      text,
      type: "choice",
      answerOption: options.map(({ code, label }) =>
        number % 2 === 0
          ? { valueInteger: code }
          : {
              valueCoding: {
                code: `a${code}`,
                display: label,
                extension: [{ url: "http://hl7.org/fhir/StructureDefinition/ordinalValue", valueDecimal: code }],
              },
            },
      ),
    })),
  };
}
