import { describe, expect, test } from "vitest";
import { run } from "./analyse-run.ts";

const FILES = { "d.csv": "id,pre,post\na,1,2\n", "c.json": '{"dir":1}', "s.json": "{}" };

describe("bad usage is exit status 2 with a sentence", () => {
  test.each([
    [[], /Usage: kinstep <command>/],
    [["analyze"], /^kinstep: there is no command "analyze"\nTry: kinstep --help/],
    [["analyse"], /^kinstep analyse: name the file to analyse\nTry: kinstep analyse --help/],
    [["analyse", "d.csv"], /a CSV file needs --config/],
    [["analyse", "s.json", "--config", "c.json"], /a study file has its own config/],
    [["analyse", "d.csv", "e.csv", "--config", "c.json"], /one file at a time, not 2/],
    [["analyse", "d.csv", "--config", "c.json", "--format", "pdf"], /--format must be text, json, html, not "pdf"/],
    [["analyse", "d.csv", "--config", "c.json", "--frmat", "json"], /Unknown option '--frmat'/],
    [["analyse", "d.csv", "--config"], /--config/],
    [["analyse", "d.csv", "--config", "c.json", "--out", "d.csv"], /--out would overwrite what is read/],
  ])("kinstep %j", async (args, sentence) => {
    const { status, out, err, written } = await run(args, FILES);
    expect([status, out, written]).toEqual([2, "", {}]);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe("help is exit status 0", () => {
  test("of kinstep: every command with its summary", async () => {
    for (const flag of ["--help", "-h", "help"]) {
      const { status, out, err } = await run([flag]);
      expect([status, err]).toEqual([0, ""]);
      expect(out).toMatch(/analyse .*before and after[\s\S]*measures[\s\S]*score/);
    }
  });

  test("of analyse: options, formats, exit status", async () => {
    const { status, out } = await run(["analyse", "whatever", "--help", "--nonsense"]);
    expect(status).toBe(0);
    for (const word of ["--config", "--format", "--out", "sample_pre", "Exit status"]) expect(out).toContain(word);
  });
});

describe("files", () => {
  test("a file that is not there is said", async () => {
    const { status, err } = await run(["analyse", "x.csv", "--config", "y.json"], FILES);
    expect([status, err]).toEqual([1, "y.json: there is no such file\nx.csv: there is no such file\n"]);
  });

  test("a place that cannot be written is said", async () => {
    const { status, err } = await run(["analyse", "d.csv", "--config", "c.json", "--out", "/nowhere/o"], FILES);
    expect([status, err]).toEqual([1, "/nowhere/o: cannot be written (ENOENT)\n"]);
  });

  test("--out gets the whole answer, the screen nothing", async () => {
    const { status, out, written } = await run(["analyse", "d.csv", "--config", "c.json", "--out", "o.txt"], FILES);
    expect([status, out]).toEqual([0, ""]);
    expect(written["o.txt"]).toMatch(/Who answered[\s\S]*Read with the numbers/);
  });
});
