/** What a command may touch: so that tests run it in-process. Files are named by path, as typed. */
export type Io = {
  out(text: string): void;
  err(text: string): void;
  /** Waits until a slow reader has taken what was said, so that long output does not pile up in memory. */
  drained?(): Promise<void>;
  isTerminal: boolean;
  readFile(path: string): Promise<Uint8Array>;
  writeFile(path: string, text: string): Promise<void>;
};

/** 0 done, 1 bad data, 2 bad usage. */
export type ExitStatus = 0 | 1 | 2;

export const DONE = 0;
export const BAD_DATA = 1;
export const BAD_USAGE = 2;

/** One command of `kinstep`. `usage` is what `--help` prints; `run` gets what follows the command's name. */
export type Command = {
  name: string;
  summary: string;
  usage: string;
  run(args: string[], io: Io): Promise<number>;
};

/** Says what is wrong with how the command was called, and where to read how: exit status 2. */
export function badUsage(io: Io, command: string, problem: string): ExitStatus {
  io.err(`kinstep ${command}: ${problem}\nTry: kinstep ${command} --help\n`);
  return BAD_USAGE;
}

/** Says everything that is wrong with the data, a line each: exit status 1. */
export function badData(io: Io, problems: readonly string[]): ExitStatus {
  io.err(`${problems.join("\n")}\n`);
  return BAD_DATA;
}
