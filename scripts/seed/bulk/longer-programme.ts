import type { World } from "../world.ts";

const MODULES = [
  "Welcome, and what we each hope for",
  "Time together that goes well",
  "Playing, and following the child",
  "Noticing and saying what goes well",
  "Clear requests",
  "Routines that carry the day",
  "Why behaviour happens, and after loss",
  "When things get heated",
  "Limits that hold, calmly",
  "What to do after a bad day",
  "Family contact and the days after it",
  "School, and working with teachers",
  "Sleep and everyday trouble",
  "Looking after yourself",
  "Practice with what is hardest",
  "Keeping it going, and looking back",
] as const;

export const SESSIONS_OF_A_GROUP = MODULES.length;

const MINUTES = 120;
const MINUTES_FOR_MEASURES = 15;

const line = (module: string, at: number): string =>
  [module, MINUTES, "core", ...(at === 0 || at === MODULES.length - 1 ? [MINUTES_FOR_MEASURES] : [])].join(" | ");

/** The administrator makes the parenting group's next version, as long as such groups mostly are: sixteen weeks. */
export const lengthenGroup = ({ as, programmes }: World): Promise<string> =>
  as("user-ada").fill(`/programmes/${programmes["parenting-group"]}/versions/new`, {
    sessions: MODULES.map(line).join("\n"),
  });
