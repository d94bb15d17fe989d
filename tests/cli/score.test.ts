import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { command } from "../../src/cli/score/score.ts";
import { aFile, aFolder, filesBeside, rowsOf, run } from "./score-run.ts";

const GAD = "id,i1,i2,i3,i4,i5,i6,i7\n";
const SDQ_COLUMNS = ["id", ...Array.from({ length: 25 }, (_, at) => `i${at + 1}`)].join(",");

describe("long layout", () => {
  test("has a row for each id and scale, with band, answered of items and prorated", async () => {
    const file = aFile(`${SDQ_COLUMNS}\nA1,${Array.from({ length: 25 }, () => 1).join(",")}\n`);
    const { status, out } = await run(command, "sdq-p4-17", file);
    expect(status).toBe(0);
    expect(out.split("\n").slice(0, 3)).toEqual([
      "id,measure,version,scale,score,band,answered,items,prorated,reason",
      "A1,sdq-p4-17,1.0,emotional,5,high,5,5,false,",
      "A1,sdq-p4-17,1.0,conduct,5,high,5,5,false,",
    ]);
    expect(rowsOf(out).map((row) => row.scale)).toEqual([
      "emotional",
      "conduct",
      "hyperactivity",
      "peer",
      "prosocial",
      "total",
      "internalising",
      "externalising",
    ]);
  });

  test("leaves the score blank with a reason where there is none: a blank is no zero", async () => {
    const { out } = await run(command, "gad-7", aFile(`${GAD}1,0,0,0,0,0,0,0\n2,0,0,,0,0,0,0\n3,,,,,,,\n`));
    expect(out.split("\n").slice(1, 4)).toEqual([
      "1,gad-7,1.0,total,0,none or minimal,7,7,false,",
      "2,gad-7,1.0,total,,,6,7,false,too-many-missing",
      "3,gad-7,1.0,total,,,0,7,false,not-answered",
    ]);
  });

  test("scores impact when its columns are there, and says when they are not", async () => {
    const head = `${SDQ_COLUMNS},i26,i28,i29,i30,i31,i32`;
    const answers = Array.from({ length: 25 }, () => 0).join(",");
    const with26 = await run(
      command,
      "sdq-p4-17",
      aFile(`${head}\n1,${answers},0,,,,,\n2,${answers},2,3,2,1,0,0\n3,${answers},2,3,,1,0,0\n`),
    );
    const impact = rowsOf(with26.out).filter((row) => row.scale === "impact");
    expect(impact.map(({ score, answered, items, reason }) => [score, answered, items, reason])).toEqual([
      ["0", "1", "1", ""],
      ["3", "5", "5", ""],
      ["", "4", "5", "too-many-missing"],
    ]);
    expect(with26.err).toBe("");
    expect((await run(command, "sdq-p4-17", aFile(`${SDQ_COLUMNS}\n`))).err).toBe(
      "Left out, for want of columns: impact\n",
    );
  });
});

test("wide layout has a row for each id and a column for each scale", async () => {
  const { out } = await run(command, "swemwbs", aFile(`${GAD}1,4,3,4,3,4,4,3\n2,4,3,4,3,4,4,\n`), "--layout", "wide");
  expect(out).toBe("id,raw,metric\n1,25,22.35\n2,,\n");
});

test("JSON says the same as CSV, with numbers, true and null", async () => {
  const file = aFile(`${GAD}1,1,1,1,1,1,0,0\n"a ""b"", c",,,,,,,1\n`);
  const long = JSON.parse((await run(command, "gad-7", file, "--format", "json")).out);
  const common = { measure: "gad-7", version: "1.0", scale: "total", items: 7, prorated: false };
  expect(long).toEqual([
    { id: "1", ...common, score: 5, band: "mild", answered: 7, reason: null },
    { id: 'a "b", c', ...common, score: null, band: null, answered: 1, reason: "too-many-missing" },
  ]);
  const wide = JSON.parse((await run(command, "gad-7", file, "--format", "json", "--layout", "wide")).out);
  expect(wide).toEqual([
    { id: "1", total: 5 },
    { id: 'a "b", c', total: null },
  ]);
  expect(JSON.parse((await run(command, "gad-7", aFile(GAD), "--format", "json")).out)).toEqual([]);
});

describe("--out", () => {
  test("writes the file whole and leaves nothing else behind", async () => {
    const out = join(aFolder(), "scores.csv");
    writeFileSync(out, "old");
    const ran = await run(command, "gad-7", aFile(`${GAD}1,1,1,1,1,1,1,1\n`), "--out", out, "--layout", "wide");
    expect(ran).toEqual({ status: 0, out: "", err: "" });
    expect(readFileSync(out, "utf8")).toBe("id,total\n1,7\n");
    expect(filesBeside(out)).toEqual(["scores.csv"]);
  });

  test("keeps what was there when a value is wrong", async () => {
    const out = join(aFolder(), "scores.csv");
    writeFileSync(out, "old");
    const ran = await run(command, "gad-7", aFile(`${GAD}1,1,1,1,1,1,1,4\n`), "--out", out);
    expect([ran.status, readFileSync(out, "utf8"), filesBeside(out)]).toEqual([1, "old", ["scores.csv"]]);
  });

  test("never writes over the answers, under any name", async () => {
    const file = aFile(`${GAD}1,1,1,1,1,1,1,1\n`);
    expect(await run(command, "gad-7", file, "--out", join(file, "..", ".", "responses.csv"))).toMatchObject({
      status: 2,
      err: expect.stringContaining("--out would overwrite the answers"),
    });
    expect(readFileSync(file, "utf8")).toBe(`${GAD}1,1,1,1,1,1,1,1\n`);
  });

  test("says when it can't be written", async () => {
    const file = aFile(`${GAD}1,1,1,1,1,1,1,1\n`);
    const missing = join(aFolder(), "no", "scores.csv");
    expect(await run(command, "gad-7", file, "--out", missing)).toMatchObject({
      status: 1,
      err: `${missing}: there is no such file or folder\n`,
    });
    expect(await run(command, "gad-7", file, "--out", "/dev/full")).toMatchObject({
      status: 1,
      err: "/dev/full: the disk is full\n",
    });
  });
});

describe("ids", () => {
  test("that a spreadsheet would run get an apostrophe; numbers stay as they are", async () => {
    const ids = ["=1+1", "+44 20", "-x", "@sum", "-5", "+5.5", "a=b"];
    const { out } = await run(
      command,
      "gad-7",
      aFile(`${GAD}${ids.map((id) => `${id},1,1,1,1,1,1,1\n`).join("")}`),
      "--layout",
      "wide",
    );
    expect(rowsOf(out).map((row) => row.id)).toEqual(["'=1+1", "'+44 20", "'-x", "'@sum", "-5", "+5.5", "a=b"]);
  });

  test("come back exactly: leading zeros, spaces, accents, emoji, right to left, names of object parts", async () => {
    const ids = ["0123", " 7", "Zoë", "👩‍👧", "שלום", "__proto__", "constructor", "toString"];
    const { status, out } = await run(
      command,
      "gad-7",
      aFile(`${GAD}${ids.map((id) => `${id},1,1,1,1,1,1,1\n`).join("")}`),
      "--layout",
      "wide",
    );
    expect(status).toBe(0);
    expect(rowsOf(out).map((row) => row.id)).toEqual(ids);
  });

  test("with commas, quotes and line ends are quoted again", async () => {
    const { out } = await run(
      command,
      "gad-7",
      aFile(`${GAD}"a,b",1,1,1,1,1,1,1\n"say ""x""",1,1,1,1,1,1,1\n"two\nlines",1,1,1,1,1,1,1\n`),
      "--layout",
      "wide",
    );
    expect(out).toBe('id,total\n"a,b",7\n"say ""x""",7\n"two\nlines",7\n');
  });
});

describe("usage", () => {
  const file = () => aFile(`${GAD}1,1,1,1,1,1,1,1\n`);
  test.each([
    [[], "name the measure and the file of answers"],
    [["gad-7"], "name the measure and the file of answers"],
    [["nothing", "FILE"], 'there is no measure "nothing"'],
    [["__proto__", "FILE"], 'there is no measure "__proto__"'],
    [["behaviour-recount", "FILE"], "behaviour-recount is never totalled"],
    [["gad-7", "FILE", "--layout", "tall"], "--layout must be long or wide"],
    [["gad-7", "FILE", "--format", "xml"], "--format must be csv or json"],
    [["gad-7", "FILE", "FILE"], "one file at a time"],
    [["gad-7", "FILE", "--colour"], "Unknown option"],
    [["gad-7", "FILE", "--out", ""], "--out needs the name of a file"],
  ])("%j", async (args, says) => {
    const ran = await run(command, ...args.map((arg) => (arg === "FILE" ? file() : arg)));
    expect(ran).toMatchObject({ status: 2, out: "", err: expect.stringContaining(says) });
  });
});

test("scores that rest on facts nobody has read in their source are told beside the output, and not in it", async () => {
  const columns = `id,${Array.from({ length: 21 }, (_, at) => `i${at + 1}`).join(",")}`;
  const ran = await run(command, "dass-21", aFile(`${columns}\na${",1".repeat(21)}\n`));
  expect(ran.err).toContain("Not verified in their sources (kinstep measures show dass-21):\n");
  expect(ran.err).toContain("  depression: which items make it and how\n");
  expect(ran.out).not.toContain("erified");
});
