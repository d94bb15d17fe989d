import { parseArgs } from "node:util";
import { z } from "zod";
import { ROLES, type Role } from "../../domain/actor.ts";
import { trimmed, writtenProblem } from "../../domain/written.ts";
import { badData, badUsage, type Command, DONE, type Io } from "../command.ts";
import { openNothing, openOrMakeDatabase } from "../open-database.ts";
import { quoted } from "../plain-text.ts";
import { describeUser, type NewUser, sqlOf } from "./user-writes.ts";

const USAGE = `Usage: kinstep user add --email <address> --name <name> --organisation <name> [options]

Makes somebody a user: prints a link that works once, for 7 days, to hand to them. With it they choose their
own password, and they set up a second factor when they first sign in. This is how the first administrator comes in.

  --email <address>       what they sign in with
  --name <name>           their name
  --organisation <name>   whom they act for
  --role <role>           ${Object.keys(ROLES).join(", ")}
                          (administrator unless told)
  --kind team|provider    makes the organisation too, if it is not there yet; then also
  --telephone <number>      the number that its letters give
  --database <file>       the database (KINSTEP_DATABASE unless told, else data/kinstep.sqlite)
  --print-sql             for Cloudflare D1: prints the statements for "wrangler d1 execute" instead of
                          writing them. Always makes the organisation, so --kind is needed

KINSTEP_SECRET, KINSTEP_AUDIT_KEY and KINSTEP_ORIGIN must be those that Kinstep is started with.
`;

const OPTIONS = {
  email: { type: "string" },
  name: { type: "string" },
  organisation: { type: "string" },
  role: { type: "string", default: "administrator" },
  kind: { type: "string" },
  telephone: { type: "string" },
  database: { type: "string" },
  "print-sql": { type: "boolean", default: false },
} as const;

type Asked = { user: NewUser; file: string; printsSql: boolean };

const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);
const isKind = (text: string): text is "team" | "provider" => text === "team" || text === "provider";

function missing(values: Record<string, string | boolean | undefined>, names: readonly string[]): string | undefined {
  const name = names.find((one) => typeof values[one] !== "string" || String(values[one]).trim() === "");
  return name && `--${name} is missing`;
}

const MOST = 254;

/** The sentence for the first text that a page would not take either. */
function unstorable(
  values: Record<string, string | boolean | undefined>,
  names: readonly string[],
): string | undefined {
  for (const name of names) {
    const typed = trimmed(String(values[name] ?? ""), "one");
    const wrong = typed === "" && values[name] === undefined ? null : writtenProblem(typed, "one");
    if (wrong) return `--${name} ${wrong}`;
    if (typed.length > MOST) return `--${name} must be ${MOST} characters or fewer`;
  }
  return undefined;
}

/** What was asked for, or the sentence of what is wrong with it. */
function readArguments(args: string[], environment: NodeJS.ProcessEnv): Asked | string {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length !== 1 || positionals[0] !== "add") return 'say what to do: "add"';
  const { kind, role } = values;
  const needed = ["email", "name", "organisation", ...(kind === undefined ? [] : ["telephone"])];
  const lacks = missing(values, needed);
  if (lacks) return lacks;
  if (!isRole(role)) return `--role ${quoted(role)} is not one of ${Object.keys(ROLES).join(", ")}`;
  if (kind !== undefined && !isKind(kind)) return "--kind must be team or provider";
  if (values["print-sql"] && kind === undefined) return "--print-sql needs --kind";
  const unwritten = unstorable(values, ["email", "name", "organisation", "telephone"]);
  if (unwritten) return unwritten;
  if (!z.email().safeParse(values.email!.trim()).success) return `--email ${quoted(values.email!)} is no address`;
  const user: NewUser = {
    email: values.email!.trim().toLowerCase(),
    name: trimmed(values.name!, "one"),
    organisation: trimmed(values.organisation!, "one"),
    role,
    kind: kind ?? null,
    telephone: trimmed(values.telephone ?? "", "one"),
  };
  return {
    user,
    file: values.database ?? environment.KINSTEP_DATABASE ?? "data/kinstep.sqlite",
    printsSql: values["print-sql"],
  };
}

/** Runs `kinstep user`. Exit status 2 for a wrong call, 1 when the organisation is not there or the settings are not. */
export async function runUser(args: string[], io: Io, environment: NodeJS.ProcessEnv): Promise<number> {
  let asked: Asked | string;
  try {
    asked = readArguments(args, environment);
  } catch (error) {
    asked = (error as Error).message;
  }
  if (typeof asked === "string") return badUsage(io, "user", asked);
  try {
    return await addUser(asked, io, environment);
  } catch (error) {
    return badData(io, [(error as Error).message]);
  }
}

async function addUser({ user, file, printsSql }: Asked, io: Io, environment: NodeJS.ProcessEnv): Promise<number> {
  const { deps, database } = printsSql ? openNothing(environment) : await openOrMakeDatabase(file, environment);
  try {
    const described = await describeUser(deps, user, printsSql);
    if (typeof described === "string") return badData(io, [described]);
    const { audit, writes, link, until } = described;
    if (printsSql) io.out(await sqlOf(deps, audit, writes));
    else await deps.commit(audit, writes);
    const say = printsSql ? io.err : io.out;
    say(`${printsSql ? "-- " : ""}Give this link to ${user.name}. It works once, until ${until}:\n${link}\n`);
    return DONE;
  } finally {
    database.close();
  }
}

export const command: Command = {
  name: "user",
  summary: "make a user, such as the first administrator",
  usage: USAGE,
  run: (args, io) => runUser(args, io, process.env),
};
