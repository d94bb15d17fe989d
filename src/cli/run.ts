import { BAD_USAGE, DONE, type Io } from "./command.ts";
import { COMMANDS } from "./commands.ts";

/** The help text of `kinstep` itself. */
function help(): string {
  const widest = Math.max(...[...COMMANDS.keys()].map((name) => name.length));
  const lines = [...COMMANDS].map(([name, { summary }]) => `  ${name.padEnd(widest)}  ${summary}`);
  return [
    "Usage: kinstep <command> [options]",
    "",
    ...lines,
    "",
    "kinstep <command> --help says more. Exit status: 0 done, 1 bad data, 2 bad usage.",
    "",
  ].join("\n");
}

const asksForHelp = (args: readonly string[]) => {
  const end = args.indexOf("--");
  return args.slice(0, end < 0 ? undefined : end).some((arg) => arg === "--help" || arg === "-h");
};

/** Runs one command line and gives its exit status. `--help` works everywhere; an unknown command is bad usage. */
export async function runCli(args: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) {
    io.err(help());
    return BAD_USAGE;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    io.out(help());
    return DONE;
  }
  const listed = COMMANDS.get(name);
  if (!listed) {
    io.err(`kinstep: there is no command ${JSON.stringify(name)}\nTry: kinstep --help\n`);
    return BAD_USAGE;
  }
  const { command } = await listed.load();
  if (!asksForHelp(rest)) return command.run(rest, io);
  io.out(command.usage);
  return DONE;
}
