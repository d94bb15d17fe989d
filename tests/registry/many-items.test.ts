import { expect, test } from "vitest";
import { packOf } from "../../src/features/registry/wording/pack.ts";
import { LARGEST_PACK } from "../../src/features/registry/wording/questionnaire.ts";
import { readPack } from "../../src/features/registry/wording/wording-queries.ts";
import { measureById } from "../../src/measures/index.ts";

/** A questionnaire as large as may be sent, of items as small as can be, in as many groups as may stand on one level. */
function asManyAsFit(linkIdOf: (at: number) => string): Uint8Array {
  const room = LARGEST_PACK - 500 * 40 - 200;
  const items: string[] = [];
  for (let length = 0; length < room; length += items.at(-1)!.length + 1)
    items.push(`{"linkId":"${linkIdOf(items.length)}"}`);
  const size = Math.ceil(items.length / 500);
  const groups = Array.from({ length: 500 }, (_, at) => items.slice(at * size, (at + 1) * size).join(","));
  const text = groups.map((inside) => `{"linkId":"g","type":"group","item":[${inside}]}`).join(",");
  return new TextEncoder().encode(`{"resourceType":"Questionnaire","language":"en","item":[${text}]}`);
}

test.each([
  ["each another", (at: number) => at.toString(36)],
  ["all the same", () => "x"],
  ["all of the measure", (at: number) => String((at % 9) + 1)],
])("a file of tens of thousands of items is refused before they are checked: %s", (_, linkIdOf) => {
  const bytes = asManyAsFit(linkIdOf);
  expect(bytes.length).toBeLessThanOrEqual(LARGEST_PACK);
  const from = performance.now();
  expect(readPack(measureById("phq-9")!, bytes)).toEqual({ ok: false, error: ["The file has more than 500 items"] });
  expect(performance.now() - from).toBeLessThan(1000);
});

test("holding a file against a measure takes time by its items, not by their square", () => {
  const items = Array.from({ length: 60_000 }, (_, at) => ({ linkId: at.toString(36), text: null, options: [] }));
  const from = performance.now();
  const held = packOf({ language: "en", items }, [{ number: 1, codes: [0, 1] }]);
  expect(held.ok).toBe(false);
  expect(performance.now() - from).toBeLessThan(2000);
});
