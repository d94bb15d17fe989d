import { execFileSync, spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { resolve } from "node:path";
import {
  compileScorer,
  keysOfBlock,
  measureById,
  readColumns,
  type ScoreColumns,
  tablesOf,
} from "../src/measures/index.ts";
import { sdqResponses } from "./score-responses.ts";

const root = resolve(import.meta.dirname, "..");
const data = (name: string) => resolve(root, "data/bench", name);
const ROWS = 1_000_000;
const RUNS = 5;

/** One figure: seconds of the whole run, output rows, and the peak memory of the process in MB. */
export type Figure = { name: string; seconds: number; rows: number; megabytes: number };

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Tells its peak memory as it ends. */
const TELL = 'data:text/javascript,process.on("exit",()=>console.error("peak "+process.resourceUsage().maxRSS))';

function wholeRun(args: readonly string[]): { seconds: number; megabytes: number } {
  const started = performance.now();
  const command = ["--import", TELL, resolve(root, "src/main.cli.ts"), "score", ...args];
  const run = spawnSync(process.execPath, command, { encoding: "utf8" });
  const seconds = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(run.stderr);
  return { seconds, megabytes: Number(/peak (\d+)/.exec(run.stderr)?.[1] ?? Number.NaN) / 1024 };
}

function commandLine(layout: "wide" | "long", file: string, rows: number): Figure {
  const args = ["sdq-p4-17", file, "--layout", layout, "--out", data(`scores-${layout}.csv`)];
  const runs = Array.from({ length: RUNS }, () => wholeRun(args));
  return {
    name: `kinstep score --layout ${layout}, ${statSync(file).size >> 20} MB in`,
    seconds: median(runs.map((run) => run.seconds)),
    rows,
    megabytes: Math.max(...runs.map((run) => run.megabytes)),
  };
}

/** Scores typed columns of a million responses: scores, answered and band codes of eight scales. */
function scorerAlone(): Figure {
  const scorer = compileScorer(measureById("sdq-p4-17")!, { columns: Array.from({ length: 25 }, (_, at) => at + 1) });
  const rows = 8192;
  const answers = Uint8Array.from({ length: rows * 25 }, (_, at) => (at % 53 === 0 ? 255 : (at * 7) % 3));
  const keys = scorer.scales.map(() => new Int32Array(rows));
  const tables = scorer.scales.map((scale) => tablesOf(scorer, scale));
  const columns = (): ScoreColumns => ({
    score: new Float64Array(rows),
    answered: new Uint16Array(rows),
    band: new Uint8Array(rows),
  });
  const into = scorer.scales.map(columns);
  const once = () => {
    keysOfBlock(scorer, { answers, rows, columns: 25 }, keys);
    tables.forEach((table, at) => {
      readColumns(table, keys[at]!, rows, into[at]!);
    });
  };
  const seconds = Array.from({ length: RUNS }, () => {
    const started = performance.now();
    for (let block = 0; block < ROWS / rows; block++) once();
    return (performance.now() - started) / 1000;
  });
  return {
    name: "the scorer alone, responses",
    seconds: median(seconds),
    rows: ROWS,
    megabytes: process.memoryUsage.rss() / 2 ** 20,
  };
}

/** The same work with pandas, where python3 has it; undefined where it has not. */
function pandas(file: string): Figure | undefined {
  try {
    execFileSync("python3", ["-c", "import pandas"], { stdio: "ignore" });
  } catch {
    return undefined;
  }
  const script = resolve(import.meta.dirname, "score_pandas.py");
  const runs = Array.from({ length: 3 }, () => {
    const started = performance.now();
    const said = execFileSync("python3", [script, file, data("scores-pandas.csv")], { encoding: "utf8" });
    return { seconds: (performance.now() - started) / 1000, megabytes: Number(said.trim().split(" ")[1]) };
  });
  const megabytes = Math.max(...runs.map((run) => run.megabytes));
  return { name: "pandas, wide", seconds: median(runs.map((run) => run.seconds)), rows: ROWS, megabytes };
}

/** Times scoring of a million SDQ responses: whole processes, median of five runs, and pandas beside it. */
export function scoreBench(): Figure[] {
  const file = data("sdq-1000000.csv");
  const tenth = data("sdq-100000.csv");
  sdqResponses(file, ROWS);
  sdqResponses(tenth, ROWS / 10);
  const peer = pandas(file);
  return [
    commandLine("wide", tenth, ROWS / 10),
    commandLine("wide", file, ROWS),
    commandLine("long", file, ROWS * 8),
    scorerAlone(),
    ...(peer ? [peer] : []),
  ];
}

/** A figure as a line of text. */
export const figureText = ({ name, seconds, rows, megabytes }: Figure): string =>
  `${name.padEnd(44)} ${seconds.toFixed(2).padStart(6)} s ${(rows / seconds / 1e6).toFixed(2).padStart(7)} million rows/s ${megabytes.toFixed(0).padStart(5)} MB`;

if (import.meta.main) {
  const figures = scoreBench();
  console.log(figures.map(figureText).join("\n"));
  const [wide, peer] = [figures[1], figures.find((one) => one.name.startsWith("pandas"))];
  console.log(
    peer && wide ? `pandas takes ${(peer.seconds / wide.seconds).toFixed(1)} times as long` : "pandas is not installed",
  );
}
