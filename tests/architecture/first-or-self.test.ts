import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../support/hosts.ts";

/** Whoever comes too late may have been first themselves, in another tab: no sentence says that it was somebody (else). */
const BLAMES = /["`](?:[^"`\n]*\. )?Somebody (?:else )?\w+ [^"`\n]*\b(?:while you|meanwhile|since you)\b/;

test("being too late is told without saying that it was somebody else (P31)", () => {
  const sentences = [
    'text: "Somebody else changed this while you had it open"',
    'text: "This was changed while you had it open"',
  ];
  expect(sentences.map((one) => BLAMES.test(one))).toEqual([true, false]);
  const blaming = ["src/**/*.ts", "views/**/*.eta"]
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .flatMap((file) => {
      const lines = readFileSync(join(ROOT, file), "utf8").split("\n");
      return lines.filter((line) => BLAMES.test(line)).map((line) => `${file}: ${line.trim()}`);
    });
  expect(blaming).toEqual([]);
});
