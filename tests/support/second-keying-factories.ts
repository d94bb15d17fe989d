import type { TestApp } from "./app.ts";
import { type AnAssessment, aResponse, type Given } from "./assessment-factories.ts";
import { AT } from "./world.ts";

/** Second keying is on: this share of what is keyed first from now on is drawn. */
export async function secondKeyingOn(t: TestApp, share = 1) {
  await t.db
    .insertInto("setting")
    .values({ name: "second-keying", current_version: 1 })
    .onConflict((c) => c.doNothing())
    .execute();
  await t.db
    .insertInto("setting_version")
    .values({
      name: "second-keying",
      version: 1,
      value: JSON.stringify({ share, seed: "tests" }),
      effective_from: "2026-01-01",
      at: AT,
      by: "seed",
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** A colleague of Bob's at Willow who keys as he does. */
export async function coraKeys(t: TestApp) {
  const { membershipId } = t.people.cora;
  await t.db.updateTable("membership").set({ role: "facilitator" }).where("id", "=", membershipId).execute();
}

/** A form that Cora keyed first, drawn for a second keying. */
export async function aDrawnResponse(
  t: TestApp,
  assessment: Pick<AnAssessment, "id" | "organisationId">,
  answers: readonly Given[] | Readonly<Record<string, Given>>,
): Promise<{ id: string }> {
  const response = await aResponse(t, assessment, answers, { at: "2026-03-02T08:00:00Z" });
  await t.db.updateTable("response").set({ keyed_by: t.people.cora.userId }).where("id", "=", response.id).execute();
  await t.db
    .insertInto("second_keying")
    .values({ response_id: response.id, step: "drawn", seed: "tests", share: 1, at: AT, by: t.people.cora.userId })
    .execute();
  return response;
}

/** It was keyed again by Bob, who had something else at these items. */
export async function aSecondKeying(t: TestApp, responseId: string, differing: Readonly<Record<string, Given>>) {
  const by = t.people.bob.userId;
  const first = await t.db
    .selectFrom("answer")
    .where("response_id", "=", responseId)
    .where("keying", "=", 1)
    .select(["item", "value"])
    .execute();
  const second = new Map<string, Given>(first.map(({ item, value }) => [item, Number(value)]));
  for (const [item, value] of Object.entries(differing)) second.set(item, value);
  await t.db
    .insertInto("second_keying")
    .values({
      response_id: responseId,
      step: "keyed",
      seed: "tests",
      share: 1,
      fields: second.size,
      differ: Object.keys(differing).length,
      at: AT,
      by,
    })
    .execute();
  for (const [item, value] of second)
    if (value !== null)
      await t.db
        .insertInto("answer")
        .values({ response_id: responseId, item, keying: 2, version: 1, value: String(value), at: AT, by })
        .execute();
}
