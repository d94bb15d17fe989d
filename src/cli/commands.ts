import type { Command } from "./command.ts";

/** A command by name: told about at once, loaded only when it is called. */
export type Listed = { summary: string; load(): Promise<{ command: Command }> };

/** Every command of `kinstep`, in the order of the help text. */
export const COMMANDS: ReadonlyMap<string, Listed> = new Map<string, Listed>([
  ["analyse", { summary: "analyse scores before and after", load: () => import("./analyse/analyse.ts") }],
  [
    "export",
    { summary: "print a measure or an answered assessment as FHIR R4", load: () => import("./export/export.ts") },
  ],
  ["jobs", { summary: "list what the timer does, and when it last did", load: () => import("./jobs/jobs.ts") }],
  [
    "measures",
    { summary: "list measures, or show one with its sources", load: () => import("./measures/measures.ts") },
  ],
  ["rescore", { summary: "score kept answers again after an update", load: () => import("./rescore/rescore.ts") }],
  ["score", { summary: "score a file of answers to a measure", load: () => import("./score/score.ts") }],
  ["user", { summary: "make a user, such as the first administrator", load: () => import("./user/user.ts") }],
  [
    "wording",
    {
      summary: "take in the wording of a measure, under the holder's permission",
      load: () => import("./wording.ts"),
    },
  ],
]);
