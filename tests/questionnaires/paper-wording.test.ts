import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { anAssessment } from "../support/assessment-factories.ts";
import { aWording } from "../support/registry-factories.ts";
import { anEnrolment, aRun } from "../support/run-factories.ts";

async function withWording() {
  const t = await testApp({ as: "bob" });
  const asked = await anAssessment(t, await anEnrolment(t, { run: await aRun(t) }), { measureId: "gad-7" });
  const options = [0, 1, 2, 3].map((code) => ({ code, label: `Neutral answer ${code}` }));
  await t.db
    .insertInto("wording")
    .values({
      measure_id: "gad-7",
      edition: 1,
      language: "en",
      version: 1,
      state: "in-use",
      texts: JSON.stringify(
        [1, 2, 3, 4, 5, 6, 7].map((number) => ({ number, text: `Neutral text ${number}`, options })),
      ),
      licence_reference: "letter 1",
      hash: "h",
      at: "2026-02-01T09:00:00.000Z",
      by: t.people.ada.userId,
    })
    .execute();
  return { t, url: `/follow-up/${asked.packId}/paper` };
}

test("where the wording was imported and printing is permitted, the questions are printed with boxes", async () => {
  const { t, url } = await withWording();
  const html = await (await t.get(url)).text();
  for (const words of ["Neutral text 1", "Neutral text 7", "Neutral answer 3"]) expect(html).toContain(words);
  expect(html).not.toContain("Staple behind this sheet");
});

test("when the permission has run out, the questions are not printed from that day on", async () => {
  const { t, url } = await withWording();
  await t.db
    .insertInto("licence")
    .values({
      id: t.newId(),
      measure_id: "gad-7",
      channel: "paper",
      status: "permitted",
      reference: "letter 1",
      expires_on: "2026-03-01",
      at: "2026-02-01T09:00:00.000Z",
      by: t.people.ada.userId,
    })
    .execute();
  const html = await (await t.get(url)).text();
  expect(html).not.toContain("Neutral text");
  expect(html).toContain("its owner has not permitted it on paper here");
});

test("a form prints its own questions, and none that only another form of the measure asks", async () => {
  const t = await testApp({ as: "bob" });
  const who = await anEnrolment(t, { run: await aRun(t) });
  await aWording(t, { measureId: "sdq-p4-17", language: "en" });
  const before = await anAssessment(t, who);
  const html = await (await t.get(`/follow-up/${before.packId}/paper`)).text();
  expect(html).toContain("Question 33 text");
  expect(html).not.toContain("Question 34 text");
  const after = await anAssessment(t, who, { timepoint: "T2" });
  expect(await (await t.get(`/follow-up/${after.packId}/paper`)).text()).toContain("Question 34 text");
});
