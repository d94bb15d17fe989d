import { cpus, totalmem } from "node:os";
import { type Measured, median } from "./rounds.ts";
import type { Sent, Started } from "./start.ts";

type Comparison = [name: string, ours: string, other: string, aim: string];

/** What is held against what; the aims are those of the specification. */
const COMPARISONS: readonly Comparison[] = [
  ["ours : floor, both with the audit", "ours", "floor", "0.5 or more"],
  ["ours : floor, both without", "ours, no audit", "floor, no audit", "0.5 or more"],
  ["ours : floor that syncs for each", "ours", "floor, a sync each", ""],
  ["ours : peer, both with the audit", "ours", "peer", "4 or more"],
  ["ours : peer, both without", "ours, no audit", "peer, no audit", "4 or more"],
  ["ours : peer with the rows by hand", "ours", "peer, rows by hand", ""],
];

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join(" | ")} |`;
  const rule = `|${widths.map((width, at) => `${"-".repeat(width + (at === 0 ? 2 : 1))}${at === 0 ? "" : ":"}`).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
};

/** The median over the rounds of one server's figure beside another's in the same round. */
function ratio(of: readonly number[], to: readonly number[]): number {
  return median(of.map((value, round) => value / to[round]!));
}

export function pagesText(measured: readonly Measured[]): string {
  const by = new Map(measured.map((row) => [row.name, row]));
  const figures = measured.map(({ name, rates, processor, p50, p99 }) => [
    name,
    median(rates).toFixed(0),
    median(processor).toFixed(2),
    median(p50).toFixed(0),
    median(p99).toFixed(0),
  ]);
  const ratios = COMPARISONS.map(([name, ours, other, aim]) => {
    const [mine, theirs] = [by.get(ours)!, by.get(other)!];
    return [name, ratio(mine.rates, theirs.rates).toFixed(2), ratio(theirs.processor, mine.processor).toFixed(2), aim];
  });
  return [
    table(["server", "pages/s", "processor ms a page", "p50 ms", "p99 ms"], figures),
    table(["ratio", "by pages/s", "by processor", "aim"], ratios),
  ].join("\n\n");
}

export const startText = ({ first, median: middle, each }: Started): string =>
  `Start to first page: ${middle.toFixed(0)} ms (median of ${each.length}: ${each.map((one) => one.toFixed(0)).join(", ")}). Aim: under 1,000 ms. The first start after an install, which compiles: ${first.toFixed(0)} ms.`;

export function firstPageText(sent: readonly Sent[]): string {
  const total = sent.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = sent.map(({ path, bytes }) => [path.replace(/\.[0-9a-f]{10}\./, "."), String(bytes)]);
  return `${table(["sent", "bytes"], [...rows, ["all", String(total)]])}\n\nAim: under 60,000 bytes.`;
}

/** The class of machine, and how busy others kept it. */
export function machineText(load: number): string {
  const [first] = cpus();
  return `${cpus().length} processors (${first?.model ?? "unknown"}), ${(totalmem() / 2 ** 30).toFixed(0)} GB, Node ${process.versions.node}; load average at the start ${load.toFixed(1)}`;
}
