import cliProgress from "cli-progress";

/** Long work shown on the terminal's error stream; silent anywhere else. */
export type Progress = { of(done: number, total: number, part: "read" | "scored"): void; stop(): void };

const SILENT: Progress = { of: () => {}, stop: () => {} };

/** A bar of 100 steps, half for reading and half for scoring; only where the error stream is a terminal. */
export function progressBar(wanted: boolean): Progress {
  if (!wanted || process.stderr.isTTY !== true) return SILENT;
  const format = "{part} [{bar}] {percentage}%";
  const bar = new cliProgress.SingleBar({ format, stream: process.stderr, clearOnComplete: true, hideCursor: null });
  bar.start(100, 0, { part: "read" });
  return {
    of: (done, total, part) =>
      bar.update((part === "read" ? 0 : 50) + (total > 0 ? (50 * done) / total : 50), { part }),
    stop: () => bar.stop(),
  };
}
