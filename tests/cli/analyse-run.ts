import type { Io } from "../../src/cli/command.ts";
import { runCli } from "../../src/cli/run.ts";

export type Ran = { status: number; out: string; err: string; written: Record<string, string> };

const missing = (path: string) => Object.assign(new Error(`no ${path}`), { code: "ENOENT" });

/** Runs a command line over files held in memory; texts are encoded as UTF-8. */
export async function run(args: string[], files: Record<string, string | Uint8Array> = {}): Promise<Ran> {
  const ran: Ran = { status: -1, out: "", err: "", written: {} };
  const io: Io = {
    out: (text) => {
      ran.out += text;
    },
    err: (text) => {
      ran.err += text;
    },
    isTerminal: false,
    readFile: async (path) => {
      const file = Object.hasOwn(files, path) ? files[path] : undefined;
      if (file === undefined) throw missing(path);
      return typeof file === "string" ? new TextEncoder().encode(file) : file;
    },
    writeFile: async (path, text) => {
      if (path.includes("/nowhere/")) throw missing(path);
      ran.written[path] = text;
    },
  };
  ran.status = await runCli(args, io);
  return ran;
}
