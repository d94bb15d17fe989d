import { expect, test } from "vitest";
import { encode } from "../../src/node/encode.ts";

const TEXTS = [
  "",
  "plain",
  "Today’s sessions – 3 March",
  "Zoë, Łukasz, ユキ and 👩‍👧",
  "half of a pair: \ud83d.",
  "\udc69",
  "x".repeat(700_000),
  "–".repeat(524_288),
];

test("a page's text is sent as its UTF-8, whatever is in it and however long it is", () => {
  for (const text of TEXTS) expect(Buffer.from(text).equals(encode(text))).toBe(true);
});

test("a page that was made is not changed by the next", () => {
  const first = encode("Margaret’s page");
  encode("Jayden’s page, which is longer");
  expect(Buffer.from(first).toString()).toBe("Margaret’s page");
});
