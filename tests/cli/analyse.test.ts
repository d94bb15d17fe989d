import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { goldenFiles, mismatches, prepostStudies, readGolden } from "../statistics/golden.ts";
import { run } from "./analyse-run.ts";

const EXAMPLES = join(import.meta.dirname, "../../examples");
const example = (name: string) => readFileSync(join(EXAMPLES, name), "utf8");

describe("kinstep analyse study.json --format json", () => {
  test.each(prepostStudies().map(({ id }) => id))("%s gives what R gave, whatever `expected` says", async (id) => {
    const study = readGolden(id);
    const misleading = { ...study, expected: { counts: { n_records: 999 } } };
    const { status, out, err } = await run(["analyse", "s.json", "--format", "json"], {
      "s.json": JSON.stringify(misleading),
    });
    expect([status, err]).toEqual([0, ""]);
    expect(mismatches(JSON.parse(out), study.expected)).toEqual([]);
  });

  test.each(goldenFiles().filter((name) => readGolden(name).kind !== "prepost"))(
    "%s is of another kind: it says so",
    async (name) => {
      const study = readGolden(name);
      const { status, out, err } = await run(["analyse", name], { [name]: JSON.stringify(study) });
      expect([status, out]).toEqual([1, ""]);
      expect(err).toBe(
        `${name}: kind: studies of kind "${study.kind}" are not analysed by this version; it analyses prepost\n`,
      );
    },
  );
});

describe("the examples", () => {
  const published = [
    ["sleep", "real_sleep_student1908"],
    ["anorexia-family-therapy", "real_anorexia_ft"],
    ["beat-the-blues", "real_btheb_btheb_2m"],
  ] as const;

  test.each(published)("%s gives the numbers of R from CSV and config", async (name, golden) => {
    const files = { "d.csv": example(`${name}.csv`), "c.json": example(`${name}.config.json`) };
    const { status, out, err } = await run(["analyse", "d.csv", "--config", "c.json", "--format", "json"], files);
    expect([status, err]).toEqual([0, ""]);
    expect(mismatches(JSON.parse(out), readGolden(golden).expected)).toEqual([]);
  });

  test("Beat the Blues in words: denominators, intervals, caveats, source", async () => {
    const files = { "d.csv": example("beat-the-blues.csv"), "c.json": example("beat-the-blues.config.json") };
    const { out } = await run(["analyse", "d.csv", "--config", "c.json"], files);
    expect(out).toMatch(/Both scores +52 of 52 \(100%, 95% CI 93% to 100%\)/);
    expect(out).toMatch(/Mean improvement +7\.8 \(95% CI 5\.2 to 10\.5\)/);
    expect(out).toMatch(/As scored +after less before is -7\.8; lower is better/);
    expect(out).toMatch(/g, in SDs before +0\.66 \(95% CI 0\.40 to 0\.91\)/);
    expect(out).toMatch(/Reliably better +21 of 52 \(40%, 95% CI 28% to 54%\)/);
    expect(out).toMatch(/Recovery +18 of 39/);
    expect(out).toContain("no comparison group");
    expect(out).toContain("Some improvement is expected without any programme");
    expect(out).toContain("Proudfoot et al. 2003");
    expect(out).not.toMatch(/NaN|undefined|null|-0\.0\b|harmed/);
  });
});

describe("small groups", () => {
  const csv = (n: number) =>
    `id,pre,post\n${Array.from({ length: n }, (_, i) => `p${i},${20 + (i % 5)},${12 + (i % 7)}`).join("\n")}\n`;
  const settings = '{"dir":-1,"r":0.8,"sd_rci":5,"cutoff":{"value":17,"clinical":"ge"}}';
  const report = async (n: number) =>
    (await run(["analyse", "d.csv", "--config", "c.json"], { "d.csv": csv(n), "c.json": settings })).out;

  test("below 10 pairs only counts, and what would be needed", async () => {
    const out = await report(9);
    expect(out).toContain("People with both scores: 9. Only counts can be shown; means and their interval need 10.");
    expect(out).not.toMatch(/Mean|%|Reliab|p [<0]/);
  });

  test("from 10 means with their interval and x of n, no percentage, effect size or p", async () => {
    const out = await report(19);
    expect(out).toMatch(/Mean improvement +\d/);
    expect(out).toMatch(/Scored better +19 of 19\n/);
    expect(out).not.toMatch(/\d%\)|Effect size|Reliable change\n|Paired t/);
  });

  test("from 20 percentages, effect size and reliable change; from 30 the test of crossing", async () => {
    const [twenty, thirty] = [await report(20), await report(30)];
    expect(twenty).toMatch(/Effect size[\s\S]*Reliable change[\s\S]*Paired t/);
    expect(twenty).not.toContain("McNemar");
    expect(thirty).toContain("McNemar, mid-p");
  });
});
