import { expect, test } from "vitest";
import { type TestApp, testApp } from "../support/app.ts";
import { aQuestionnaire } from "../support/registry-factories.ts";
import { importForm } from "./forms.ts";

const urlOf = (measureId: string) => `/measures/${measureId}/wordings/new`;
const rowsOf = (t: TestApp, measureId: string) =>
  t.db
    .selectFrom("wording")
    .where("measure_id", "=", measureId)
    .orderBy("language")
    .orderBy("version")
    .select(["language", "version", "state", "licence_reference", "by"])
    .execute();

test("a pack is taken in under its permission, shown to administrators, and replaced by the next version", async () => {
  const t = await testApp({ as: "ada" });
  expect((await t.get(urlOf("gad-7"))).status).toBe(200);
  const res = await t.post(urlOf("gad-7"), importForm(t, aQuestionnaire("gad-7")));
  expect([res.status, res.headers.get("location")]).toEqual([303, "/measures/gad-7?did=worded"]);
  await t.post(urlOf("gad-7"), importForm(t, aQuestionnaire("gad-7", { language: "cy", says: "testun" })));
  await t.post(urlOf("gad-7"), importForm(t, aQuestionnaire("gad-7", { says: "newer" })));
  expect(await rowsOf(t, "gad-7")).toEqual([
    expect.objectContaining({ language: "cy", version: 1, state: "in-use" }),
    expect.objectContaining({ language: "en", version: 1, licence_reference: "YM-2026-17", by: t.people.ada.userId }),
    expect.objectContaining({ language: "en", version: 2 }),
  ]);
  expect(await t.audit()).toContainEqual(expect.objectContaining({ subject_kind: "wording", subject_id: "gad-7" }));
  expect(await (await t.get("/measures")).text()).toContain("Welsh (cy), English (en)");
  const older = await (await t.get("/measures/gad-7/wordings/en/1")).text();
  for (const words of ["Question 1 text", "Replaced by a later version"]) expect(older).toContain(words);
  expect(await (await t.get("/measures/gad-7/wordings/cy/1")).text()).toContain('lang="cy"');
  expect((await t.get("/measures/gad-7/wordings/en/3")).status).toBe(404);
});

test("words whose channel is not permitted are taken in, and not shown even to administrators", async () => {
  const t = await testApp({ as: "ada" });
  expect((await t.post(urlOf("sdq-p4-17"), importForm(t, aQuestionnaire("sdq-p4-17")))).status).toBe(303);
  const page = await (await t.get("/measures/sdq-p4-17/wordings/en/1")).text();
  expect(page).toContain("The words are not shown");
  expect(page).not.toContain("Question 1 text");
});

test("everything that does not fit is listed at once, and nothing is taken in", async () => {
  const t = await testApp({ as: "ada" });
  const { item, ...rest } = aQuestionnaire("phq-9");
  const wrong = [
    ...item.slice(1, 4),
    { ...item[4]!, answerOption: item[4]!.answerOption.slice(0, 2) },
    { ...item[5]!, answerOption: [] },
    { ...item[6]!, text: undefined },
    { ...item[7]!, answerOption: [{ valueCoding: { code: "yes" } }] },
    item[8],
    item[8],
    { ...item[0], linkId: "11" },
  ];
  const res = await t.post(urlOf("phq-9"), importForm(t, { ...rest, item: wrong }, { reference: "Ref <1>" }));
  const html = await res.text();
  expect(res.status).toBe(422);
  for (const words of [
    "Item 1 is missing",
    "“11” is no item of this measure",
    "Item “9” stands twice",
    "Item 5: its codes are 0, 1, and the measure’s are 0, 1, 2, 3",
    "Item 6: its codes are none",
    "Item 7: has no text",
    "Item 8: 1 of its answers has no ordinal value",
    "Ref &lt;1&gt;",
  ])
    expect(html).toContain(words);
  expect(await rowsOf(t, "phq-9")).toEqual([]);
});

const deep = (levels: number): object =>
  levels === 0 ? { linkId: "1", text: "a" } : { linkId: `g${levels}`, type: "group", item: [deep(levels - 1)] };

test.each([
  ["no file", "", "Choose the file"],
  ["not JSON", "{", "not JSON"],
  ["not UTF-8 text of JSON", "\u0000", "not JSON"],
  ["another resource", '{"resourceType":"Patient","language":"en","item":[{}]}', "is not “Questionnaire”"],
  ["no language", '{"resourceType":"Questionnaire","item":[{"linkId":"1"}]}', "say which language"],
  [
    "a language that is none",
    '{"resourceType":"Questionnaire","language":"__proto__","item":[{}]}',
    "must be a language code",
  ],
  ["no items", '{"resourceType":"Questionnaire","language":"en"}', "item is missing"],
  ["null", "null", "does not fit"],
  ["a list", "[]", "does not fit"],
  ["a prototype", '{"__proto__":{"resourceType":"Questionnaire"},"language":"en"}', "is not “Questionnaire”"],
  [
    "items named __proto__",
    '{"resourceType":"Questionnaire","language":"en","item":[{"linkId":"__proto__","text":"a"}]}',
    "“__proto__” is no item",
  ],
  [
    "a NUL in a text",
    '{"resourceType":"Questionnaire","language":"en","item":[{"linkId":"1","text":"a\\u0000b"}]}',
    "can’t be stored",
  ],
  [
    "a code too great to be one",
    '{"resourceType":"Questionnaire","language":"en","item":[{"linkId":"1","text":"a","answerOption":[{"valueInteger":1e999}]}]}',
    "does not fit",
  ],
  [
    "groups in groups without end",
    JSON.stringify({ resourceType: "Questionnaire", language: "en", item: [deep(50)] }),
    "nested too deep",
  ],
  ["a megabyte and more", `"${"x".repeat(1_100_000)}"`, "1 MB or smaller"],
])("a file that is none of ours is refused with a sentence: %s", async (_, content, words) => {
  const t = await testApp({ as: "ada" });
  const res = await t.post(urlOf("bpses"), importForm(t, content));
  expect([res.status, await res.text()]).toEqual([422, expect.stringContaining(words)]);
  expect(await rowsOf(t, "bpses")).toEqual([]);
});

test("the same form twice is one version; the same words again are told to be there", async () => {
  const t = await testApp({ as: "ada" });
  const form = () => importForm({ newId: () => `${t.people.ada.userId}-swemwbs` }, aQuestionnaire("swemwbs"));
  expect((await t.post(urlOf("swemwbs"), form())).status).toBe(303);
  expect((await t.post(urlOf("swemwbs"), form())).status).toBe(303);
  const again = await t.post(urlOf("swemwbs"), importForm(t, aQuestionnaire("swemwbs")));
  expect([again.status, await again.text()]).toEqual([409, expect.stringContaining("word for word")]);
  expect(await rowsOf(t, "swemwbs")).toHaveLength(1);
});

test("wording is withdrawn with a reason, its history stays, and it can come back", async () => {
  const t = await testApp({ as: "ada" });
  const pack = aQuestionnaire("bpses", { language: "pl" });
  await t.post(urlOf("bpses"), importForm(t, pack));
  const url = "/measures/bpses/wordings/pl/withdrawal";
  expect((await t.get(url)).status).toBe(200);
  expect((await t.post(url, { version: 1, key: t.newId(), reason: "" })).status).toBe(422);
  expect((await t.post(url, { version: 7, key: t.newId(), reason: "Wrong file" })).status).toBe(409);
  const res = await t.post(url, { version: 1, key: t.newId(), reason: "Wrong file" });
  expect(res.headers.get("location")).toBe("/measures/bpses?did=unworded");
  expect(await (await t.get("/measures/bpses")).text()).toContain("Wrong file");
  expect((await t.get(url)).status).toBe(404);
  expect((await t.post(urlOf("bpses"), importForm(t, pack))).status).toBe(303);
  expect((await rowsOf(t, "bpses")).map(({ version, state }) => `${version} ${state}`)).toEqual([
    "1 in-use",
    "2 withdrawn",
    "3 in-use",
  ]);
});

test("goals and recounts take no wording; who may not import is refused", async () => {
  const t = await testApp({ as: "ada" });
  const none = await t.post(urlOf("behaviour-recount"), importForm(t, aQuestionnaire("gad-7")));
  expect([none.status, await none.text()]).toEqual([422, expect.stringContaining("has no items of its own")]);
  for (const name of ["alice", "bob", "erin", "audrey"] as const) {
    expect((await t.as(name).get(urlOf("gad-7"))).status).toBe(403);
    expect((await t.as(name).post(urlOf("gad-7"), importForm(t, aQuestionnaire("gad-7")))).status).toBe(403);
  }
  expect((await t.post(urlOf("no-such"), importForm(t, aQuestionnaire("gad-7")))).status).toBe(404);
});

test("two imports of one language at once never share a version: who loses is told", async () => {
  const t = await testApp({ as: "ada" });
  const packs = ["one", "two"].map((says) => importForm(t, aQuestionnaire("phq-9", { language: "fr", says })));
  const all = await Promise.all(packs.map((pack) => t.post(urlOf("phq-9"), pack)));
  expect(all.map(({ status }) => status).every((status) => status === 303 || status === 409)).toBe(true);
  const kept = (await rowsOf(t, "phq-9")).filter(({ language }) => language === "fr").map(({ version }) => version);
  expect(kept).toEqual(all.filter(({ status }) => status === 303).map((_, index) => index + 1));
});
