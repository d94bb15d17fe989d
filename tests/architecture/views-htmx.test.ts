import { expect, test } from "vitest";
import { places, viewFiles } from "./view-files.ts";

/** The file that `kinstep analyse --format html` writes carries its style with it; no page of the service includes it. */
const STYLE_OF_THE_REPORT_FILE = "views/analysis/_style.eta";
const ALLOWED = ["post", "get", "trigger", "target", "swap", "push-url", "status", "indicator", "disable"];

const attributesUsed = (text: string) =>
  [...text.matchAll(/\s(?:data-)?hx-([a-z-]+)(?:[:=\s>])/g)].map(([, name]) => name ?? "");

test("templates use only the htmx attributes of the house", () => {
  const others = viewFiles().flatMap(({ name, text }) =>
    attributesUsed(text)
      .filter((attribute) => !ALLOWED.includes(attribute))
      .map((attribute) => `${name}: hx-${attribute}`),
  );
  expect(others).toEqual([]);
});

test("nothing in a template needs eval or an inline script or style", () => {
  const forbidden = [
    /\shx-on/,
    /hx-vals='?js:/,
    /hx-trigger="[^"]*\[/,
    /<script(?![^>]*\ssrc=)/,
    /<style/,
    /\sstyle=/,
    /\son[a-z]+="/,
    /javascript:/,
  ];
  const served = viewFiles().filter(({ name }) => name !== STYLE_OF_THE_REPORT_FILE);
  expect(served.flatMap((file) => forbidden.flatMap((pattern) => places(file, pattern)))).toEqual([]);
});

test("what htmx posts is a form that posts by itself too", () => {
  const tags = viewFiles().flatMap(({ name, text }) =>
    [...text.matchAll(/<(\w+)[^<]*?\shx-post=[^<]*/g)].map(([tag]) => ({ name, tag })),
  );
  // A submit button sends its form without a script too; what is posted on change is a hint that nothing depends on.
  const works = [/^<form[^<]*\smethod="post"/, /^<button type="submit"/, /\shx-trigger="change/];
  expect(tags.filter(({ tag }) => !works.some((one) => one.test(tag)))).toEqual([]);
});
