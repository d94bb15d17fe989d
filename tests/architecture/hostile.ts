import { MOST_FIELDS } from "../../src/forms/form.ts";

/** What no form expects, by what it is. Built from code points, so that this file itself stays plain. */
const NUL = String.fromCharCode(0);
const RIGHT_TO_LEFT = String.fromCharCode(0x202e, 0x645, 0x631, 0x62d, 0x628, 0x627);
const FAMILY = String.fromCodePoint(0x1f468, 0x200d, 0x1f469, 0x200d, 0x1f467, 0x1f9d1, 0x1f3fd);
const HALF = String.fromCharCode(0xd83d);
const UNSEEN = String.fromCharCode(0x3164, 0x2060, 0x3164);

export const HOSTILE: Record<string, string> = {
  "nothing at all": "",
  "white space": " \t\r\n ",
  "a NUL in it": `Mar${NUL}ia`,
  "nothing that can be seen": UNSEEN,
  emoji: FAMILY,
  "half a character": `Ann${HALF}`,
  "right-to-left marks": RIGHT_TO_LEFT,
  markup: "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>",
  "SQL and templates": "'; drop table person; -- <%= it %> {{7*7}}",
  "a name of every object": "__proto__",
  "another name of every object": "constructor",
  "a huge number": "9".repeat(400),
  "a number too large to count with": "9007199254740993",
  "a number that is none": "1e309",
  "a negative number": "-1",
  "a fraction": "0.1",
  "the 31st": "31",
  February: "2",
  "a hundred thousand letters": "x".repeat(100_000),
};

const MEGABYTE = "y".repeat(1024 * 1024);

export type Fields = Record<string, readonly string[]>;
/** `status`: what it must be answered with, where that is the same on every route. */
export type Bad = { is: string; body: string; type?: string; status?: number };

function encode(fields: Fields): string {
  const body = new URLSearchParams();
  for (const [name, values] of Object.entries(fields)) for (const value of values) body.append(name, value);
  return body.toString();
}

/** A field sent several times, left out, as other languages write lists, or as the name of what every object has. */
const CROOKED: readonly [is: string, body: (form: Fields, name: string) => string][] = [
  ["left out", (form, name) => encode({ ...form, [name]: [] })],
  ["several", (form, name) => encode({ ...form, [name]: ["1", "2", "<b>"] })],
  ["as a list", (form, name) => `${encode({ ...form, [name]: [] })}&${name}[]=1&${name}[__proto__]=2`],
  ["twice the same", (form, name) => encode({ ...form, [name]: [...(form[name] ?? []), ...(form[name] ?? [])] })],
];

const aFile = (name: string) =>
  `--x\r\nContent-Disposition: form-data; name="${name}"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n1,2\r\n--x--\r\n`;

/** All fields of a good form made bad at once, with each kind of badness. */
const allAtOnce = (form: Fields): Bad[] =>
  Object.entries(HOSTILE).map(([what, value]) => ({
    is: `every field: ${what}`,
    body: encode(Object.fromEntries(Object.keys(form).map((name) => [name, name === "key" ? form.key! : [value]]))),
  }));

/** One field at a time, the others left good. Without `full`, each with the next two kinds of badness in turn. */
function oneByOne(form: Fields, full: boolean): Bad[] {
  const short = Object.entries(HOSTILE).filter(([, { length }]) => length < 1000);
  return Object.keys(form)
    .filter((name) => name !== "key")
    .flatMap((name, at): Bad[] => {
      const values = full ? short : [short[(at * 5) % short.length]!];
      const crooked = full ? CROOKED : [CROOKED[at % CROOKED.length]!];
      return [
        ...values.map(([what, value]) => ({ is: `${name}: ${what}`, body: encode({ ...form, [name]: [value] }) })),
        ...crooked.map(([what, body]) => ({ is: `${name}: ${what}`, body: body(form, name) })),
      ];
    });
}

/** Too much, and what is no form or not a whole one. */
function noForms(form: Fields): Bad[] {
  const [name = "key"] = Object.keys(form).filter((one) => /note|words|reason|name|text|detail/i.test(one));
  return [
    { is: `${name}: a megabyte`, body: encode({ ...form, [name]: [MEGABYTE] }) },
    { is: "three megabytes", body: `key=k&x=${MEGABYTE.repeat(3)}` },
    { is: "no fields", body: "" },
    { is: "fields not asked for", body: `${encode(form)}&__proto__=1&constructor=2&id=3&organisation_id=south-1` },
    { is: "broken percent signs", body: "key=%E0%A4%A&version=%" },
    { is: "JSON", body: JSON.stringify(form), type: "application/json" },
    { is: "JSON called a form", body: JSON.stringify(form) },
    { is: "plain text", body: "hello", type: "text/plain" },
    { is: "a multipart without its boundary", body: "--x--", type: "multipart/form-data" },
    {
      is: "a multipart cut off",
      body: "--x\r\nContent-Disposition: form-data; name=",
      type: "multipart/form-data; boundary=x",
    },
    { is: "a file where a text belongs", body: aFile(name), type: "multipart/form-data; boundary=x" },
    { is: "a type of nonsense", body: encode(form), type: "x/y; =" },
  ];
}

const numbered = (most: number) => Array.from({ length: most }, (_, at) => `n${at}`);

/** What makes a pattern go back over a text again and again, if it is of the kind that does. */
const GOING_BACK: readonly [is: string, value: string][] = [
  ["a run of spaces", `1${" ".repeat(100_000)}x`],
  ["a run of full stops", `a@${".".repeat(100_000)} x`],
  ["numbers and hyphens", `${"1-".repeat(50_000)}x`],
  ["one letter and its like", `${"aA".repeat(50_000)}\n!`],
];

/** A long text of such a kind in one field, the others left good. Without `full`, one field of each row and two kinds for it. */
function long(form: Fields, full: boolean): Bad[] {
  const names = Object.keys(form).filter((name) => name !== "key");
  const stems = new Set<string>();
  const isFirst = (name: string) => stems.size < stems.add(name.replace(/\d*-.*$/, "")).size;
  return names
    .filter((name) => full || isFirst(name))
    .flatMap((name, at) => {
      const [spaces, ...others] = GOING_BACK;
      const kinds = full ? GOING_BACK : [spaces!, others[at % others.length]!];
      return kinds.map(([what, value]) => ({ is: `${name}: ${what}`, body: encode({ ...form, [name]: [value] }) }));
    });
}

const chunksOf = (names: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(names.length / size) }, (_, at) => names.slice(at * size, (at + 1) * size));

const inParts = (fields: readonly string[], more: string): Bad["body"] =>
  `${fields.map((name) => `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n1\r\n`).join("")}--x--\r\n`;

/** Many where few belong: as many as may be sent, of which each field gets its turn, and more than may. */
function tooMany(form: Fields): Bad[] {
  const most = MOST_FIELDS - 1 - Object.values(form).flat().length;
  const over = MOST_FIELDS + 1;
  const multipart = "multipart/form-data; boundary=x";
  const names = Object.keys(form).filter((name) => name !== "key");
  const [file = "file"] = names.filter((name) => /file/i.test(name));
  return [
    { is: "many names", body: `${encode(form)}&${numbered(most).join("&")}` },
    ...chunksOf(names, 10).map((some) => ({
      is: `${some.join(", ")}: many values`,
      body: encode({ ...form, ...Object.fromEntries(some.map((name) => [name, [...form[name]!, ...numbered(150)]])) }),
    })),
    { is: "many files", body: inParts(Array(most).fill(file), '; filename="a.txt"'), type: multipart },
    { is: "too many names", body: numbered(over).join("&"), status: 400 },
    { is: "too many values of one name", body: encode({ key: numbered(over) }), status: 400 },
    { is: "too many parts", body: inParts(numbered(over), ""), type: multipart, status: 400 },
    { is: "too many files", body: inParts(Array(over).fill(file), '; filename="a.txt"'), type: multipart, status: 400 },
  ];
}

/** Everything bad that can be made of a good form. */
export const badBodies = (form: Fields, full: boolean): Bad[] => [
  ...allAtOnce(form),
  ...oneByOne(form, full),
  ...noForms(form),
  ...tooMany(form),
  ...long(form, full),
];
