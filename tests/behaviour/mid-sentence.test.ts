import { expect, test } from "vitest";
import { midSentence } from "../../src/domain/mid-sentence.ts";
import { SUPPORTS, type Support } from "../../src/domain/support.ts";
import { decisionSaid } from "../../src/features/behaviour/index.ts";

test("a label in a sentence keeps what is written in capitals", () => {
  expect(["CBT for the carer", "GP", "Peer support", "A great deal", "Offered"].map(midSentence)).toEqual([
    "CBT for the carer",
    "GP",
    "peer support",
    "a great deal",
    "offered",
  ]);
});

test("a decision names each kind of support with its capitals", () => {
  for (const support of Object.keys(SUPPORTS) as Support[]) {
    const said = decisionSaid({
      id: "d",
      checkId: "c",
      childId: "k",
      carerId: "m",
      answer: "cbt",
      decided: "offer",
      routes: [support],
      differsFromRule: "no",
      whyOtherwise: null,
      lookAgainOn: null,
      ruleVersion: 1,
      version: 1,
      at: "2026-03-02T09:00:00.000Z",
      byName: "Alice",
    });
    expect(said).not.toMatch(/\bcbt\b/);
  }
});
