import { describe, expect, test } from "vitest";
import { isolateNames } from "../../src/web/isolate.ts";

describe("right-to-left text is isolated from what stands beside it:", () => {
  test.each([
    ["an initial and an age", "<p>م, aged 8</p>", "<p><bdi>م</bdi>, aged 8</p>"],
    ["a name and an age", "<td>مريم حسن (8)</td>", "<td><bdi>مريم حسن</bdi> (8)</td>"],
    ["names in a row", "<p>مريم, 8; دان, 9</p>", "<p><bdi>مريم</bdi>, 8; <bdi>دان</bdi>, 9</p>"],
    ["a name in a sentence", "<p>Ring מרים on 2 March.</p>", "<p>Ring <bdi>מרים</bdi> on 2 March.</p>"],
    ["two ways to write a name", "<p>مريم (Mary)</p>", "<p><bdi>مريم</bdi> (Mary)</p>"],
    ["own words are one piece", "<p> هو يصرخ، ثم يبكي. لماذا؟ </p>", "<p> <bdi>هو يصرخ، ثم يبكي. لماذا؟</bdi> </p>"],
    ["own words with a number", "<p>Said: عمره 8 سنوات, now</p>", "<p>Said: <bdi>عمره 8 سنوات</bdi>, now</p>"],
    ["an escaped mark", "<p>The ع&#39;لي told</p>", "<p>The <bdi>ع&#39;لي</bdi> told</p>"],
    ["vowel signs stay with their letters", "<p>a مَرْيَمُ b</p>", "<p>a <bdi>مَرْيَمُ</bdi> b</p>"],
    ["where only text may stand", "<title>مريم, 8</title>", "<title>\u2068مريم\u2069, 8</title>"],
    ["in a list of choices", '<option value="1">مريم, 8</option>', '<option value="1">\u2068مريم\u2069, 8</option>'],
    ["in a drawing", "<svg><text x='1'>م, 8</text></svg>", "<svg><text x='1'>\u2068م\u2069, 8</text></svg>"],
  ])("%s", (_, html, isolated) => expect(isolateNames(html)).toBe(isolated));

  test.each([
    ["what is typed", "<textarea>مريم, 8</textarea>"],
    ["attributes", '<input value="مريم, 8">'],
    ["what is isolated already", "<p><bdi>مريم</bdi>, 8</p>"],
    ["other scripts", "<p>Мария, মরিয়ম, Zoë, 李, 8</p>"],
  ])("%s stays as it is", (_, html) => expect(isolateNames(html)).toBe(html));

  test("a long text is read once", () => {
    const html = `<p>${`م ${"8 .".repeat(20)}, `.repeat(5_000)}a</p>`;
    const from = performance.now();
    expect(isolateNames(html)).toContain("<bdi>م</bdi>");
    expect(performance.now() - from).toBeLessThan(2_000);
  });
});
