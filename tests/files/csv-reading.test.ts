import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CsvReader, readCsv } from "../../src/files/csv-reading.ts";
import { utf8Pieces } from "../../src/files/text-encoding.ts";

type Read = { names: string[]; rows: [number, ...string[]][]; problems: string[] };

/** A taker that keeps all it gets, looking for the columns id, pre and post. */
function keeper() {
  const read: Read = { names: [], rows: [], problems: [] };
  const taker = {
    wanted: (cells: readonly string[]) => ["id", "pre", "post"].filter((name) => cells.includes(name)).length,
    names: (cells: string[]) => {
      read.names = cells;
      return true;
    },
    row: (cells: string[], line: number) => void read.rows.push([line, ...cells]),
    problem: (line: number, text: string) => void read.problems.push(`${line}: ${text}`),
  };
  return { read, taker };
}

function readWhole(file: string | Uint8Array): Read {
  const { read, taker } = keeper();
  readCsv(typeof file === "string" ? new TextEncoder().encode(file) : file, taker);
  return read;
}

/** Read in pieces of so many bytes, as a large file is. */
function readInPieces(file: Uint8Array, size: number): Read {
  const { read, taker } = keeper();
  const reader = new CsvReader(taker);
  const toUtf8 = utf8Pieces();
  let held: Uint8Array = new Uint8Array(0);
  for (let at = 0; !reader.stopped; at += size) {
    const last = at >= file.length;
    const bytes = toUtf8(file.subarray(at, at + size), last);
    const buffer = Uint8Array.of(...held, ...bytes, 0);
    held = buffer.subarray(reader.read(buffer, buffer.length - 1, last), buffer.length - 1);
    if (last) break;
  }
  return read;
}

const utf16 = (text: string, isBig = false): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le");
  return Uint8Array.from(isBig ? bytes.swap16() : bytes);
};

const NAMES = ["id", "pre", "post"];

describe("the separator is the one that gives the columns:", () => {
  test.each([
    ["a name in quotes with a comma, in a semicolon file", 'id;"Score, before, in all, at home";pre;post\na;x;1;2\n'],
    ["names with more commas than there are semicolons", "id;note, if any, of, the, day;pre;post\na;x;1;2\n"],
    ["a name in quotes with semicolons, in a comma file", 'id,"a;b;c;d;e;f",pre,post\na,x,1,2\n'],
    ["a tab file whose names hold commas and semicolons", 'id\t"a,b"\tpre\tpost; or so\tpost\na\tx\t1\ty\t2\n'],
    ["bars", "id|pre|post\na|1|2\n"],
    ["a line end in quotes among the names", 'id;"two,\nlines";pre;post\na;x;1;2\n'],
    ["named, though another would give as much", "sep=;\nid;pre;post;a,b\na;1;2;x\n"],
    ["named in quotes and filled up, as spreadsheets keep it", '"sep=;";;;\nid;pre;post\na;1;2\n'],
    ["blank lines before the names", "\n;;;\n , \nid;pre;post\na;1;2\n"],
    ["a decimal comma in the rows", "id;pre;post\na;1,5;2,25\n"],
  ])("%s", (_, text) => {
    const { names, rows, problems } = readWhole(text);
    expect(problems).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(NAMES));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveLength(names.length + 1);
  });

  test("a first line that names no separator of ours is refused in words", () => {
    const says = ["1: sep= must name a comma, a semicolon, a tab or a bar (|)"];
    expect([readWhole("sep=x\nidxprexpost\n").problems, readWhole("sep=\nid\n").problems]).toEqual([says, says]);
  });

  test("whatever stands in quotes, and whichever separator is used, all cells come back (property)", () => {
    const cell = fc.string({ unit: fc.constantFrom(",", ";", "\t", "|", '"', "\n", "a", "é", " x"), maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(",", ";", "\t", "|"), fc.array(cell, { maxLength: 5 }), (separator, more) => {
        const others = more.map((name) => `${name}.`);
        const quoted = (cells: string[]) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(separator);
        const row = ["a", "1", "2", ...others];
        const { names, rows, problems } = readWhole(`${quoted([...NAMES, ...others])}\n${quoted(row)}\r\n`);
        expect([names, rows.map(([, ...cells]) => cells), problems]).toEqual([[...NAMES, ...others], [row], []]);
      }),
    );
  });
});

describe("the encoding is known by its mark or without one:", () => {
  const TEXT = "id;pre;post\nZoë;1;2\n👩‍👧;3;4\n";
  test.each([
    ["UTF-8", new TextEncoder().encode(TEXT)],
    ["UTF-8 with a mark", new TextEncoder().encode(`\ufeff${TEXT}`)],
    ["UTF-16, little end first, with a mark", utf16(`\ufeff${TEXT}`)],
    ["UTF-16, little end first, without", utf16(TEXT)],
    ["UTF-16, big end first, with a mark", utf16(`\ufeff${TEXT}`, true)],
    ["UTF-16, big end first, without", utf16(TEXT, true)],
  ])("%s", (_, bytes) => {
    const want = [
      NAMES,
      [
        [2, "Zoë", "1", "2"],
        [3, "👩‍👧", "3", "4"],
      ],
      [],
    ];
    for (const read of [readWhole(bytes), readInPieces(bytes, 1), readInPieces(bytes, 7)])
      expect([read.names, read.rows, read.problems]).toEqual(want);
  });

  test("also where the first names are of another script", () => {
    const text = `${"اسم,".repeat(6)}id,pre,post\n${",".repeat(6)}a,1,2\n`;
    expect([readWhole(utf16(text)).rows, readWhole(utf16(text, true)).problems]).toEqual([
      [[2, ...Array(6).fill(""), "a", "1", "2"]],
      [],
    ]);
  });

  test("a broken half of a character, and an odd last byte, are refused with their line", () => {
    const broken = utf16("id,pre,post\nĀ,1,2\n\ud800,3,4\nb,5,6\n");
    const says = "is not UTF-8 text. Save the file as UTF-8 (in Excel: CSV UTF-8)";
    expect(readWhole(broken).problems).toEqual([`3: ${says}`]);
    expect(readWhole(utf16("id,pre,post\na,1,2").subarray(0, -1)).problems).toEqual([`2: ${says}`]);
  });
});

describe("cells after the last named column", () => {
  test("that are blank are left out, in names and rows alike", () => {
    const { names, rows, problems } = readWhole('id,pre,post,, \na,1,2\nb,3,4,,\nc,5,6,"", \n');
    expect([names, problems]).toEqual([NAMES, []]);
    expect(rows).toEqual([
      [2, "a", "1", "2"],
      [3, "b", "3", "4"],
      [4, "c", "5", "6"],
    ]);
  });

  test("that hold something are told, as are too few", () => {
    expect(readWhole("id,pre,post,\na,1,2,3\nb,1\n").problems).toEqual([
      "2: has 4 cells; the row of column names has 3",
      "3: has 2 cells; the row of column names has 3",
    ]);
  });
});

test("pieces of any size read the same as the whole (property)", () => {
  const piece = fc.constantFrom(
    ",",
    ";",
    '"',
    '""',
    "\n",
    "\r",
    "\r\n",
    "a",
    "é",
    "👩‍👧",
    " ",
    "\0",
    "sep=;",
    "id,pre,post\n",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (parts, size) => {
      const bytes = new TextEncoder().encode(parts.join(""));
      expect(readInPieces(bytes, size)).toEqual(readWhole(bytes));
    }),
    { numRuns: 500 },
  );
});
