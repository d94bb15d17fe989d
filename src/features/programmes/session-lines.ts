import { err, ok, type Result } from "../../domain/result.ts";
import { type TemplateSession, templateSession } from "./template.ts";

/** How the form writes a session: "Module | minutes | core or optional | minutes for measures | week 8"; the last two may be left out. */
export function linesOf(sessions: readonly TemplateSession[]): string {
  return sessions
    .map(({ module, minutes, core, measures, weekOffset }) =>
      [
        module,
        String(minutes),
        core ? "core" : "optional",
        ...(measures === undefined && weekOffset === undefined ? [] : [String(measures ?? 0)]),
        ...(weekOffset === undefined ? [] : [`week ${weekOffset + 1}`]),
      ].join(" | "),
    )
    .join("\n");
}

const CORE: Readonly<Record<string, boolean>> = { core: true, optional: false };

const wholeNumber = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : Number.NaN);

function readLine(line: string, number: number): Result<TemplateSession, string> {
  const [module = "", minutes = "", core = "core", measures = "", week = "", ...more] = line
    .split("|")
    .map((part) => part.trim());
  const wrong = (text: string) => err(`Session ${number}: ${text}`);
  if (more.length > 0) return wrong("has more parts than name, minutes, core or optional, minutes for measures, week");
  if (module === "") return wrong("needs a name");
  if (!Object.hasOwn(CORE, core)) return wrong('the third part must be "core" or "optional"');
  const weekNumber = week === "" ? undefined : wholeNumber(week.replace(/^week\s*/i, ""));
  if (weekNumber !== undefined && !(weekNumber >= 1)) return wrong('the week must look like "week 8"');
  const read = templateSession.safeParse({
    number,
    module,
    minutes: wholeNumber(minutes),
    core: CORE[core],
    ...(measures === "" || measures === "0" ? {} : { measures: wholeNumber(measures) }),
    ...(weekNumber === undefined ? {} : { weekOffset: weekNumber - 1 }),
  });
  if (read.success) return ok(read.data);
  const field = String(read.error.issues[0]?.path[0]);
  const SAYS: Readonly<Record<string, string>> = {
    minutes: "minutes must be a whole number from 10 to 480",
    measures: "minutes for measures must be a whole number from 0 to 60",
    weekOffset: "the week must be from 1 to 105",
    module: "the name must be 100 characters or fewer",
  };
  return wrong(SAYS[field] ?? "can’t be read");
}

/** Reads the sessions of a template, a line each; names the first line that is wrong and why. 1 to 60 sessions. */
export function readSessions(text: string): Result<TemplateSession[], string> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (lines.length === 0) return err("Enter at least one session");
  if (lines.length > 60) return err("A programme can have 60 sessions at most");
  const sessions: TemplateSession[] = [];
  for (const [index, line] of lines.entries()) {
    const read = readLine(line, index + 1);
    if (!read.ok) return read;
    sessions.push(read.value);
  }
  return ok(sessions);
}
