import { readFile, rename, rm, writeFile } from "node:fs/promises";
import type { Io } from "./cli/command.ts";
import { runCli } from "./cli/run.ts";

/** Writes beside the target and moves it there, so that an interrupted write never leaves half a file. */
async function writeWhole(path: string, text: string): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, text);
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

const taken = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    if (stream.writableNeedDrain) stream.once("drain", resolve);
    else resolve();
  });

const io: Io = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  drained: async () => {
    await taken(process.stdout);
    await taken(process.stderr);
  },
  isTerminal: process.stdout.isTTY === true,
  readFile: (path) => readFile(path),
  writeFile: writeWhole,
};

/** A reader that has had enough (`| head`) is not an error. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

// What a command makes holds what its files hold: it is for the account that runs it, and for no other.
process.umask(0o077);
process.exitCode = await runCli(process.argv.slice(2), io);
