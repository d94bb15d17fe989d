import { describe, expect, test } from "vitest";
import { run } from "./analyse-run.ts";

const SETTINGS = '{"dir":-1}';
const analyse = (csv: string | Uint8Array, config: string | Uint8Array = SETTINGS) =>
  run(["analyse", "pairs.csv", "--config", "c.json", "--format", "json", "--out", "o.json"], {
    "pairs.csv": csv,
    "c.json": config,
  });

/** The complaint about a CSV file; exit status 1 and nothing written come with every one. */
async function complaint(csv: string | Uint8Array, config?: string | Uint8Array): Promise<string> {
  const { status, out, err, written } = await analyse(csv, config);
  expect([status, out, written]).toEqual([1, "", {}]);
  return err;
}

async function counted(csv: string | Uint8Array) {
  const { status, err, written } = await analyse(csv);
  expect([status, err]).toEqual([0, ""]);
  return JSON.parse(written["o.json"]!).counts;
}

describe("cells", () => {
  test("every bad cell is listed, with its line and column", async () => {
    const csv = "id,pre,post\na,abc,3\nb,4,5\nc,,1;2\nd,0x1F,Infinity\ne,NA,-\n";
    expect(await complaint(csv)).toBe(
      [
        'pairs.csv:2: pre: "abc" is not a number',
        'pairs.csv:4: post: "1;2" is not a number',
        'pairs.csv:5: pre: "0x1F" is not a number',
        'pairs.csv:5: post: "Infinity" is not a number',
        'pairs.csv:6: pre: "NA" is not a number',
        'pairs.csv:6: post: "-" is not a number',
        "",
      ].join("\n"),
    );
  });

  test("the line is the line of the file, across blank lines and line breaks inside quotes", async () => {
    const csv = 'id,pre,post\n\n"two\nlines",4,5\n\n , ,\nb,x,5\n';
    expect(await complaint(csv)).toBe('pairs.csv:7: pre: "x" is not a number\n');
  });

  test("blank is missing; signs, decimals and powers of ten are numbers", async () => {
    expect(await counted("id,pre,post\na, 4 ,\nb,-1.5,+.5\nc,1e1,2.\n")).toMatchObject({
      n_records: 3,
      n_pre: 3,
      n_post: 2,
    });
  });

  test("a number too large for a score is refused", async () => {
    expect(await complaint("id,pre,post\na,1e300,2\n")).toBe('pairs.csv:2: pre: "1e300" is too large for a score\n');
  });

  test("an enormous cell is cut where it is quoted, and control characters are shown by number", async () => {
    const err = await complaint(`id,pre,post\na,${"x".repeat(1_000_000)},\u001b[31m\n`);
    expect(err.length).toBeLessThan(300);
    expect(err).toContain("\\u{1b}[31m");
  });

  test("emoji and right-to-left ids are ids", async () => {
    expect(await counted("id,pre,post\n👩‍👧,4,2\nمريم,5,3\n")).toMatchObject({ n_matched: 2 });
  });
});

describe("rows", () => {
  test("an id may stand only once, and not be blank", async () => {
    expect(await complaint("id,pre,post\nA1,1,2\nB,3,4\n A1 ,5,6\n,7,8\n")).toBe(
      'pairs.csv:4: id: "A1" is also on line 2\npairs.csv:5: id: is blank\n',
    );
  });

  test("too few or too many cells are said, never filled up", async () => {
    expect(await complaint("id,pre,post\na,1\nb,1,2,3\nc,1,2,\n")).toBe(
      "pairs.csv:2: has 2 cells; the row of column names has 3\npairs.csv:3: has 4 cells; the row of column names has 3\n",
    );
  });

  test("an open quote is refused with its line", async () => {
    expect(await complaint('id,pre,post\na,1,2\n"b,3,4\n')).toBe("pairs.csv:3: a quoted cell is never closed\n");
    expect(await complaint('id,pre,post\n"a"b,3,4\n')).toBe(
      "pairs.csv:2: something follows the closing quote of a cell\n",
    );
  });
});

describe("the file", () => {
  test("byte order mark, CRLF, quotes, semicolons, tabs, order and capitals of columns are all read", async () => {
    const want = { n_records: 2, n_matched: 1 };
    expect(await counted("\uFEFFid,pre,post\r\na,1,2\r\nb,3,\r\n")).toMatchObject(want);
    expect(await counted('"id","pre","post"\n"a ""x"", y","1","2"\n"b","3",""')).toMatchObject(want);
    expect(await counted("ID;Pre ;POST\na;1;2\nb;3;\n")).toMatchObject(want);
    expect(await counted("post\tid\tpre\n2\ta\t1\n\tb\t3\n")).toMatchObject(want);
    expect(await counted("id,pre,post\ra,1,2\rb,3,\r")).toMatchObject(want);
  });

  test("missing and doubled columns are named", async () => {
    expect(await complaint("name,pre,pre\na,1,2\n")).toBe(
      [
        'pairs.csv:1: there is no column "id"; the first line names id, pre and post',
        'pairs.csv:1: the column "pre" stands 2 times',
        'pairs.csv:1: there is no column "post"; the first line names id, pre and post',
        "",
      ].join("\n"),
    );
  });

  test("other columns are named and left out, `__proto__` too", async () => {
    const { status, err, written } = await analyse("id,__proto__,pre,post,name\na,9,1,2,Ann\n");
    expect([status, JSON.parse(written["o.json"]!).counts.n_matched]).toEqual([0, 1]);
    expect(err).toBe('pairs.csv: the column "__proto__" is not used\npairs.csv: the column "name" is not used\n');
    expect(written["o.json"]).not.toContain("Ann");
  });

  test("an empty file, other encodings and NUL are refused in words", async () => {
    expect(await complaint("")).toBe("pairs.csv:1: the file is empty; the first line names id, pre and post\n");
    expect(await complaint(Uint8Array.of(0x69, 0xe9, 0x0a))).toMatch(/^pairs\.csv:1: is not UTF-8 text/);
    expect(await complaint("id,pre,post\na,1\0,2\n")).toBe(
      "pairs.csv:2: holds a NUL character, so this is not a text file\n",
    );
  });

  test("a header without rows is a study without people", async () => {
    expect(await counted("id,pre,post\n")).toMatchObject({ n_records: 0 });
  });
});

describe("settings", () => {
  const good = "id,pre,post\na,1,2\n";

  test("every problem is a sentence with its place", async () => {
    const bad = {
      dir: 2,
      r: 1,
      sd_rci: "sample",
      norm: { mean: "x", sd: 0 },
      cutoff: { value: "d", clinical: "above" },
      mid: -3,
    };
    const lines = (await complaint(good, JSON.stringify(bad))).trimEnd().split("\n");
    expect(lines).toEqual([
      "c.json: dir: must be 1 (higher is better) or -1 (lower is better)",
      "c.json: r: must be below 1: no scale is perfectly reliable",
      'c.json: sd_rci: must be 0 or more, or "sample_pre"',
      "c.json: norm.mean: must be a number",
      "c.json: norm.sd: must be above 0",
      'c.json: cutoff.value: must be a number, "a", "b" or "c"',
      'c.json: cutoff.clinical: must say which side is the clinical range: "ge", "gt", "le" or "lt"',
      "c.json: mid: must be above 0",
    ]);
  });

  test("no direction, no object, no JSON", async () => {
    expect(await complaint(good, "{}")).toBe("c.json: dir: must be 1 (higher is better) or -1 (lower is better)\n");
    expect(await complaint(good, "[]")).toMatch(/^c\.json: must be an object of settings/);
    expect(await complaint(good, "{dir: 1}")).toMatch(/^c\.json: is not JSON: /);
  });

  test("problems of both files are told together", async () => {
    expect(await complaint("id,pre,post\na,x,2\n", '{"dir":0}')).toMatch(/^c\.json: dir: .*\npairs\.csv:2: pre: /);
  });

  test("an unknown setting is said and left out", async () => {
    const { status, err } = await analyse(good, '{"dir":1,"cutof":3,"expected":{}}');
    expect([status, err]).toEqual([
      0,
      'c.json: the setting "cutof" is not known and was left out\nc.json: the setting "expected" is not known and was left out\n',
    ]);
  });
});

describe("a study file", () => {
  const study = (more: object) =>
    JSON.stringify({
      kind: "prepost",
      config: { dir: 1 },
      data: { columns: ["id", "pre", "post"], rows: [] },
      ...more,
    });
  const refused = async (text: string) => {
    const { status, out, err } = await run(["analyse", "s.json"], { "s.json": text });
    expect([status, out]).toEqual([1, ""]);
    return err;
  };

  test("bad cells are listed by row", async () => {
    const rows = [
      [1, "4", 2],
      [1, 3, null],
      [2, 5],
      ["", 1e15, true],
    ];
    expect(await refused(study({ data: { columns: ["id", "pre", "post"], rows } }))).toBe(
      [
        's.json: data.rows[1]: id: "1" is also in data.rows[0]',
        "s.json: data.rows[3]: id: is blank",
        's.json: data.rows[0]: pre: "\\"4\\"" is not a number or null'.replaceAll("\\", ""),
        "s.json: data.rows[2]: has 2 cells; data.columns has 3",
        "s.json: data.rows[3]: pre: 1000000000000000 is too large for a score",
        's.json: data.rows[3]: post: "true" is not a number or null',
        "",
      ].join("\n"),
    );
  });

  test("missing parts are named", async () => {
    expect(await refused("[]")).toMatch(/must be a study/);
    expect(await refused(study({ kind: "astrology" }))).toMatch(/kind "astrology" are not analysed/);
    expect(await refused(study({ config: undefined }))).toMatch(/^s\.json: config\./);
    expect(await refused(study({ data: { columns: ["id", "pre"], rows: [] } }))).toMatch(/no column "post"/);
    expect(await refused(study({ data: 7 }))).toMatch(/^s\.json: data: must be/);
  });
});
