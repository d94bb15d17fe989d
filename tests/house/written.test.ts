import { describe, expect, test } from "vitest";
import { z } from "zod";
import { longText, optionalLongText, optionalText, parseForm, text } from "../../src/forms/form.ts";

/** Characters are written by their numbers, so that this file itself stays plain. */
const of = (...codes: number[]) => String.fromCodePoint(...codes);

const fields = {
  name: text("Name", 100),
  also: optionalText("Also", 100),
  note: longText("Note", 200),
  more: optionalLongText("More", 200),
};
type Field = keyof typeof fields;

/** What is kept of a text in a field, or the sentence that refuses it. */
function read(field: Field, typed: string): unknown {
  const data = new FormData();
  data.append(field, typed);
  const form = parseForm(z.object({ [field]: fields[field] }), data);
  return form.ok ? form.value[field] : { refused: form.error.errors[0]!.text };
}

const refused = (sentence: string) => ({ refused: expect.stringContaining(sentence) });
const UNSEEN = "has a character that can’t be seen and can’t be stored";
const NOTHING = "must have at least one character that can be seen";

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const named = (codes: number[]) => codes.map((code) => [`U+${code.toString(16).padStart(4, "0")}`, code] as const);

describe("names that people have are kept to the letter", () => {
  test.each([
    "Siân Llŷr-ap-Gwynfor",
    "O’Neill",
    "O'Neill",
    "Anne-Marie D'Souza",
    "María José Núñez",
    "Nguyễn Thị Hạnh",
    "Łukasz Żółć",
    "فاطمة الزهراء",
    of(0x646, 0x62f, 0x627, 0x200c, 0x632, 0x647, 0x631, 0x627), // two Persian parts with a non-joiner between
    of(0x915, 0x94d, 0x200d, 0x937), // a Devanagari conjunct with a joiner
    "שָׂרָה",
    "李小龍",
    "김민수",
    "Ὀδυσσεύς",
    "J.",
    "X Æ A-12",
    of(0x1f468, 0x200d, 0x1f469, 0x200d, 0x1f467),
    `Dewi ${of(0x1f3f4, 0xe0067, 0xe0062, 0xe0077, 0xe006c, 0xe0073, 0xe007f)}`,
    of(0xad, 0x41, 0x6e, 0x6e), // a soft hyphen first
  ])("%s", (name) => {
    expect([read("name", name), read("also", name), read("note", name)]).toEqual([name, name, name]);
  });
});

describe("a text of nothing that can be seen is refused", () => {
  test.each(named([0x3164, 0xffa0, 0x115f, 0x1160, 0x2800, 0x34f, 0xad, 0x180e, 0xfe0f, 0xe0061, 0x200c, 0x200d]))(
    "%s",
    (_, code) => {
      for (const typed of [of(code), of(code, code), `${of(code)} ${of(code)}`])
        for (const field of ["name", "also", "note", "more"] as const)
          expect(read(field, typed)).toEqual(refused(NOTHING));
    },
  );

  test.each(named([0x20, 0xa0, 0x200b, 0x2060, 0xfeff, 0x3000, 0x200e, 0x202e, 0x2066]))(
    "%s is as good as an empty field",
    (_, code) => {
      expect([read("name", of(code)), read("also", of(code))]).toEqual([{ refused: "Enter name" }, null]);
      expect([read("note", of(code)), read("more", of(code))]).toEqual([{ refused: "Enter note" }, null]);
    },
  );
});

describe("what can’t be seen and would harm is refused within a text, wherever it stands", () => {
  const controls = [...range(1, 8), 11, 12, ...range(14, 31), ...range(0x7f, 0x9f)];
  const directions = [...range(0x202a, 0x202e), ...range(0x2066, 0x2069)];

  test.each(named([...controls, ...directions]))("%s", (_, code) => {
    for (const field of ["name", "also", "note", "more"] as const)
      expect(read(field, `Ann${of(code)}ie`)).toEqual(refused(`${UNSEEN}, after “Ann”`));
  });

  test.each(named([0x200e, 0x200f, 0x61c]))("%s, in one line only", (_, code) => {
    const typed = `Ann${of(code)}ie`;
    expect([read("name", typed), read("note", typed)]).toEqual([refused(UNSEEN), typed]);
  });

  test.each(named([10, 13, 0x2028, 0x2029]))("%s ends a line: where there is one line it is refused", (_, code) => {
    const typed = `Ann${of(code)}ie`;
    expect([read("name", typed), read("also", typed)]).toEqual([
      { refused: "Name must be on one line" },
      { refused: "Also must be on one line" },
    ]);
    expect([read("note", typed), read("more", typed)]).toEqual([typed, typed]);
  });

  test("where it stands is told by what can be seen before it", () => {
    const note = `She said that she would ring on Monday${of(0x202e)}, and did`;
    expect(read("note", note)).toEqual(refused("after “…would ring on Monday”"));
    expect(read("name", `${of(0x200c)}${of(1)}Ann`)).toEqual(refused("at its beginning"));
  });
});

test("what comes along unseen at the ends of a pasted number is left off, and a tab in a line is a space", () => {
  expect(read("name", `${of(0x202a)}+44 7700 900123${of(0x202c)}`)).toBe("+44 7700 900123");
  expect(read("note", `\t ${of(0x2068)}Ann${of(0x2069)}\r\n`)).toBe("Ann");
  expect([read("name", "Ann\tBell"), read("note", "a\tb\r\nc")]).toEqual(["Ann Bell", "a\tb\nc"]);
});

test("a text of many spaces is read in time that its length explains", () => {
  const typed = `a${" ".repeat(1_000_000)}b`;
  const from = performance.now();
  expect(read("name", typed)).toEqual(refused("must be 100 characters or fewer"));
  expect(performance.now() - from).toBeLessThan(2000);
});
